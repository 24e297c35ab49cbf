import type { Action } from '../../../src/contract/action'
import type { RevisionChange } from '../../../src/contract/facts'
import { isFields } from '../../../src/contract/fields'
import { actions, isActionName } from '../../../src/contract/index'
import type { RevisionRow } from './ports'

type Spec = Readonly<Record<string, unknown>>

/**
 * The known state of a service between two calls: its settings, and those that a rollback would
 * restore.
 */
interface ServiceState {
  spec?: Spec | undefined
  /** `isWhole`: the update replaced all settings, so its rollback restores all of them. */
  previous?: { spec: Spec; isWhole: boolean } | undefined
}

const names = ['clusterId', 'namespace', 'serviceName']

const settingsIn = (params: Spec): Spec =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)))

/** Settings of the instance template; every rollback restores them. */
const templateFields = ['containers', 'volumes', 'nodeAffinity', 'podAffinity']

/**
 * Normalises settings for comparison: drops values that mean the same as an omitted field, and
 * sorts the keys.
 */
function normalize(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map(normalize) : undefined
  if (!isFields(value)) return value || undefined
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, child]) => [name, normalize(child)]))
}

const isSame = (a: Spec, b: Spec) => JSON.stringify(normalize(a)) === JSON.stringify(normalize(b))

const listed = (value: unknown) => (Array.isArray(value) ? value.filter(isFields) : [])

function withImages(spec: Spec, params: Spec): Spec {
  const images = new Map(listed(params.containers).map((item) => [item.containerName, item.image]))
  const containers = listed(spec.containers).map((item) => ({
    ...item,
    image: images.get(item.containerName) ?? params.image ?? item.image,
  }))
  return { ...spec, containers }
}

/** Returns the state after an update. An update that changes nothing keeps the rollback target. */
const stateAfterUpdate = (
  { spec, previous }: ServiceState,
  next: Spec,
  isWhole: boolean,
): ServiceState => ({
  spec: next,
  previous: spec && (isSame(spec, next) ? previous : { spec, isWhole }),
})

/**
 * A rollback (回滚服务) restores the configuration before the last update: all settings, or only the
 * instance template if the update changed only the images.
 */
function stateAfterRollback({ spec, previous }: ServiceState): ServiceState {
  if (!spec || !previous) return {}
  const { isWhole } = previous
  const isRestored = (name: string) => isWhole || templateFields.includes(name)
  const currentFields = Object.entries(spec).filter(([name]) => !isRestored(name))
  const restored = Object.entries(previous.spec).filter(([name]) => isRestored(name))
  return { spec: Object.fromEntries([...currentFields, ...restored]), previous: { spec, isWhole } }
}

/**
 * Returns the change that the action declares; undefined for actions that are no longer in the
 * contract.
 */
function changeOf(name: string): RevisionChange | undefined {
  const action: Action | undefined = isActionName(name) ? actions[name] : undefined
  return action?.revision
}

/**
 * Returns the state after an accepted call. After a partial change, unknown settings remain
 * unknown.
 */
function stateAfter(
  state: ServiceState,
  change: RevisionChange | undefined,
  params: Spec,
): ServiceState {
  const { spec } = state
  switch (change?.kind) {
    case 'created':
      return { spec: settingsIn(params) }
    case 'replaced':
      return stateAfterUpdate(state, settingsIn(params), true)
    case 'images':
      return spec ? stateAfterUpdate(state, withImages(spec, params), false) : {}
    case 'setting': {
      const value = params[change.param] ?? change.absent
      return { ...state, spec: spec && { ...spec, [change.setting]: value } }
    }
    case 'rolledBack':
      return stateAfterRollback(state)
    case 'redeployed':
      return { spec, previous: spec && { spec, isWhole: false } }
    case 'deleted':
      return {}
    case undefined:
      return state
  }
}

/** A revision with the service's settings after it, if known. */
export interface Revision extends Omit<RevisionRow, 'params'> {
  params: Spec
  /**
   * Parameters of ModifyClusterService except the ones that name the service; null if unknown or if
   * the call failed.
   */
  spec: Spec | null
}

function parseParams(json: string): Spec {
  const value: unknown = JSON.parse(json)
  return isFields(value) ? value : {}
}

/**
 * Computes the settings after each revision; `rows` must be sorted oldest first. A revision without
 * stored parameters makes the settings unknown.
 */
export function withSpecs(rows: readonly RevisionRow[]): Revision[] {
  let state: ServiceState = {}
  return rows.map((row) => {
    const isLeftOut = row.params === ''
    const params = isLeftOut ? {} : parseParams(row.params)
    if (row.outcome !== 'ok') return { ...row, params, spec: null }
    state = isLeftOut ? {} : stateAfter(state, changeOf(row.action), params)
    return { ...row, params, spec: state.spec ?? null }
  })
}
