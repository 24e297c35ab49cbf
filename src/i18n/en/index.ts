import { clusters } from './clusters'
import { common } from './common'
import { errors } from './errors'
import { reasons } from './reasons'
import { rules } from './rules'
import { shell } from './shell'
import { unavailable } from './unavailable'

/** Texts that every page needs, by namespace: one chunk, loaded when the language is chosen. */
export const en = { clusters, common, errors, reasons, rules, shell, unavailable }
