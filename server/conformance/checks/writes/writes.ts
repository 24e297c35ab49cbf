import type { Action } from '../../../../src/contract/action'
import { actions } from '../../../../src/contract/index'
import type { Check } from '../check'
import { refusalChecks } from '../derived/derived'
import { accessChecks, accessDeletion, balancerChecks } from './access'
import { brokenServiceChecks } from './broken'
import { clusterPurchase, machineReturns } from './machines'
import { namespaceChanges, namespaceCreation, namespaceDeletion } from './namespaces'
import { nodeChanges } from './nodes'
import { ownPlace } from './own'
import { accountQuotaChecks } from './quotas'
import { registryChanges, registryCreation, registryDeletion } from './registry'
import { serviceCreation, serviceDeletion } from './services'
import { triggerChanges, triggerCreation } from './triggers'
import { serviceUpdates } from './updates'
import { volumeChecks } from './volumes'

const allActions: readonly Action[] = Object.values(actions)

/** Actions that buy, reinstall or return machines. */
export const purchasing: ReadonlySet<string> = new Set(
  [...clusterPurchase, ...machineReturns].map(({ action }) => action),
)

/**
 * Checks of refusals that follow from the contract; they need the run's resources, but change none.
 */
const refusalsOf = (isWanted: (action: Action) => boolean): readonly Check[] =>
  allActions
    .filter((action) => action.mutates && isWanted(action))
    .flatMap((action) => refusalChecks(action, ownPlace))

export interface WriteOptions {
  /** Whether load balancers may be created, which cost money. */
  isBuying: boolean
  /** Whether quotas of the account may be filled for a moment. */
  isFillingQuotas: boolean
}

/** Checks that change something, in the order in which they build on each other. */
export const writeChecks = ({ isBuying, isFillingQuotas }: WriteOptions): readonly Check[] => [
  ...namespaceCreation,
  ...namespaceChanges,
  ...serviceCreation,
  ...registryCreation,
  ...triggerCreation,
  ...refusalsOf(({ name }) => !purchasing.has(name)),
  ...serviceUpdates,
  ...brokenServiceChecks,
  ...volumeChecks,
  ...accessChecks,
  ...(isBuying ? balancerChecks : []),
  ...accessDeletion,
  ...nodeChanges,
  ...registryChanges,
  ...(isFillingQuotas ? accountQuotaChecks : []),
  ...triggerChanges,
  ...serviceDeletion,
  ...registryDeletion,
  ...namespaceDeletion,
]

/** Checks that buy machines before the other writes, which then use their cluster. */
export const purchaseChecks: readonly Check[] = [
  ...refusalsOf(({ name }) => purchasing.has(name)),
  ...clusterPurchase,
]

/** Checks that give the machines back, after the other writes. */
export const returnChecks: readonly Check[] = machineReturns
