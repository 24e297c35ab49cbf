import { clusters } from './clusters'
import { common } from './common'
import { errors } from './errors'
import { reasons } from './reasons'
import { rules } from './rules'
import { services } from './services'
import { shell } from './shell'

/** All texts of one language, by namespace; loaded as one chunk when the language is chosen. */
export const en = { clusters, common, errors, reasons, rules, services, shell }
