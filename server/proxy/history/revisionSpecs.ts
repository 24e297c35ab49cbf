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
interface State {
  spec?: Spec | undefined
  /** `isWhole`: the update replaced all settings, and so does its rollback. */
  previous?: { spec: Spec; isWhole: boolean } | undefined
}

const names = ['clusterId', 'namespace', 'serviceName']

const settingsIn = (params: Spec): Spec =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)))

/** The settings of an instance template, which every rollback restores. */
const templateFields = ['containers', 'volumes', 'nodeAffinity', 'podAffinity']

/** Settings without those that equal omitted ones, in one order. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map(comparable) : undefined
  if (!isFields(value)) return value || undefined
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([name, one]) => [name, comparable(one)]))
}

const isSame = (one: Spec, other: Spec) =>
  JSON.stringify(comparable(one)) === JSON.stringify(comparable(other))

const listed = (value: unknown) => (Array.isArray(value) ? value.filter(isFields) : [])

function withImages(spec: Spec, params: Spec): Spec {
  const images = new Map(listed(params.containers).map((one) => [one.containerName, one.image]))
  const containers = listed(spec.containers).map((one) => ({
    ...one,
    image: images.get(one.containerName) ?? params.image ?? one.image,
  }))
  return { ...spec, containers }
}

/** The state after an update. An update that changes nothing keeps the rollback target. */
const updated = ({ spec, previous }: State, next: Spec, isWhole: boolean): State => ({
  spec: next,
  previous: spec && (isSame(spec, next) ? previous : { spec, isWhole }),
})

/**
 * A rollback (回滚服务) restores the configuration before the update: all of it, or the template after an
 * update of the images alone.
 */
function rolledBack({ spec, previous }: State): State {
  if (!spec || !previous) return {}
  const { isWhole } = previous
  const isRestored = (name: string) => isWhole || templateFields.includes(name)
  const kept = Object.entries(spec).filter(([name]) => !isRestored(name))
  const restored = Object.entries(previous.spec).filter(([name]) => isRestored(name))
  return { spec: Object.fromEntries([...kept, ...restored]), previous: { spec, isWhole } }
}

/**
 * The change that the action declares; undefined for actions that are no longer in the contract.
 */
function changeOf(name: string): RevisionChange | undefined {
  const action: Action | undefined = isActionName(name) ? actions[name] : undefined
  return action?.revision
}

/** The state after an accepted call. A partial change of unknown settings leaves them unknown. */
function stateAfter(state: State, change: RevisionChange | undefined, params: Spec): State {
  const { spec } = state
  switch (change?.kind) {
    case 'created':
      return { spec: settingsIn(params) }
    case 'replaced':
      return updated(state, settingsIn(params), true)
    case 'images':
      return spec ? updated(state, withImages(spec, params), false) : {}
    case 'setting': {
      const value = params[change.param] ?? change.absent
      return { ...state, spec: spec && { ...spec, [change.setting]: value } }
    }
    case 'rolledBack':
      return rolledBack(state)
    case 'redeployed':
      return { spec, previous: spec && { spec, isWhole: false } }
    case 'deleted':
      return {}
    case undefined:
      return state
  }
}

/** A revision with the settings that the service had after it, as far as they are known. */
export interface Revision extends Omit<RevisionRow, 'params'> {
  params: Spec
  /**
   * Parameters of ModifyClusterService without those that name the service; null if unknown or if
   * the call failed.
   */
  spec: Spec | null
}

function parsed(json: string): Spec {
  const value: unknown = JSON.parse(json)
  return isFields(value) ? value : {}
}

/**
 * Computes the settings after each revision, from rows oldest first. Omitted parameters make the
 * settings unknown.
 */
export function withSpecs(rows: readonly RevisionRow[]): Revision[] {
  let state: State = {}
  return rows.map((row) => {
    const isLeftOut = row.params === ''
    const params = isLeftOut ? {} : parsed(row.params)
    if (row.outcome !== 'ok') return { ...row, params, spec: null }
    state = isLeftOut ? {} : stateAfter(state, changeOf(row.action), params)
    return { ...row, params, spec: state.spec ?? null }
  })
}
