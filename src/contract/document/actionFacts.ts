import type { Action } from '../action'
import {
  maxDataPoints,
  metricLevels,
  metricNames,
  metricPeriods,
  metricRetention,
  metrics,
} from '../actions/monitoring/metrics'
import { isActionName } from '../index'
import { windowsPassword } from '../rules/passwordRules'
import {
  clusterConditions,
  machineConditions,
  namespaceConditions,
  serviceConditions,
} from '../rules/preconditions'
import { dependentDefaults } from '../tables/dependentDefaults'
import { monitorCodes } from '../tables/monitorCodes'
import { type PublicCode, publicCodes } from '../tables/publicCodes'
import { type Quota, quotas } from '../tables/quotas'
import { commonCodes, type RefusalName, refusals, refusalsByAction } from '../tables/refusals'
import { semantics } from '../tables/semantics'

/** An error that an action can return. */
export interface DeclaredError {
  code: number
  codeDesc: string
  meaning: string
}

type Conditions = Readonly<Record<string, { statuses: readonly (string | number)[] }>>

const conditionTables: Readonly<Record<string, Conditions>> = {
  cluster: clusterConditions,
  namespace: namespaceConditions,
  service: serviceConditions,
  /** Values of `cvmState`. */
  machine: machineConditions,
}

/**
 * Returns the statuses of resources that an action needs; a resource without an entry may have any
 * status.
 */
const statusesOf = (name: string) =>
  Object.fromEntries(
    Object.entries(conditionTables).flatMap(([resource, table]) => {
      const statuses = table[name]?.statuses
      return statuses ? [[resource, statuses]] : []
    }),
  )

const allQuotas: readonly (Quota & { name: string })[] = Object.entries(quotas).map(
  ([name, quota]) => ({ name, ...quota }),
)

const quotasOf = (action: string) =>
  allQuotas
    .filter(({ refuses, reports = [] }) => [...refuses, ...reports].includes(action))
    .map(({ refuses, reports: _reports, ...quota }) => ({
      ...quota,
      /** False if the response reports single resources instead of refusing the call. */
      refuses: refuses.includes(action),
    }))

const publicError = (code: PublicCode): DeclaredError => {
  const { name, meaning } = publicCodes[code]
  return { code, codeDesc: name, meaning }
}

const specificError = (codeDesc: RefusalName): DeclaredError => {
  const { code, meaning } = refusals[codeDesc]
  return { code, codeDesc, meaning }
}

/** Returns the errors of an action: its own first, then those of every action. */
export function errorsOfAction({ name, host }: Pick<Action, 'name' | 'host'>): DeclaredError[] {
  const ownRefusals = isActionName(name) ? refusalsByAction[name] : { refusals: [] }
  const derived: RefusalName[] = [
    ...(Object.hasOwn(clusterConditions, name) ? ['ClusterNotReadyError' as const] : []),
    ...Object.values(quotas)
      .filter(({ refuses }) => refuses.some((refusedName) => refusedName === name))
      .map(({ codeDesc }) => codeDesc),
  ]
  return [
    ...(host === 'monitor' ? Object.values(monitorCodes) : []),
    ...[...ownRefusals.refusals, ...derived].map(specificError),
    ...[...(ownRefusals.codes ?? []), ...commonCodes].map(publicError),
  ]
}

/** Returns the conditions as text, without the functions that evaluate them. */
const defaultsOf = (action: string) =>
  Object.values(dependentDefaults)
    .filter(({ actions }) => actions.some((candidate) => candidate === action))
    .map(({ param, section, cases }) => ({
      param,
      section,
      cases: cases.map(({ when, is }) => ({ when, is })),
    }))

const metricsOf = (action: string) =>
  action !== 'GetMonitorData'
    ? {}
    : {
        metrics: metricNames.map((name) => {
          const { level, unit, meaning } = metrics[name]
          return { name, level, ...metricLevels[level], unit, meaning }
        }),
        /** In seconds. */
        periods: metricPeriods.map((period) => ({ period, retention: metricRetention[period] })),
        maxPoints: maxDataPoints,
      }

const semanticsOf = ({ name, section }: Action) =>
  (isActionName(name) ? (semantics[name] ?? []) : []).map((item) => ({ section, ...item }))

/** Returns facts from the API document about an action that its contract entry does not have. */
export const documentedFacts = (action: Action) => ({
  statuses: statusesOf(action.name),
  quotas: quotasOf(action.name),
  errors: errorsOfAction(action),
  dependentDefaults: defaultsOf(action.name),
  semantics: semanticsOf(action),
  ...metricsOf(action.name),
  ...(action.name === 'AddClusterInstancesFromExistedCvm' && { windowsPassword }),
})
