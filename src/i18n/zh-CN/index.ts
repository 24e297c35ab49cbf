import { clusters } from './clusters/clusters'
import { common } from './common'
import { shell } from './console/shell'
import { errors } from './errors/errors'
import { reasons } from './errors/reasons'
import { rules } from './errors/rules'
import { unavailable } from './errors/unavailable'

/** Texts that every page needs, by namespace: one chunk, loaded when the language is chosen. */
export const zhCN = { clusters, common, errors, reasons, rules, shell, unavailable }
