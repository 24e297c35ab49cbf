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
  previous?: Spec | undefined
}

const names = ['clusterId', 'namespace', 'serviceName']
/** The settings of an instance template; a rollback (回滚服务) restores only these. */
const templateFields = ['containers', 'volumes', 'nodeAffinity', 'podAffinity']

const settingsIn = (params: Spec): Spec =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)))

const templateOf = (spec: Spec) =>
  JSON.stringify(templateFields.map((name) => (Array.isArray(spec[name]) ? spec[name] : [])))

const listed = (value: unknown) => (Array.isArray(value) ? value.filter(isFields) : [])

function withImages(spec: Spec, params: Spec): Spec {
  const images = new Map(listed(params.containers).map((one) => [one.containerName, one.image]))
  const containers = listed(spec.containers).map((one) => ({
    ...one,
    image: images.get(one.containerName) ?? params.image ?? one.image,
  }))
  return { ...spec, containers }
}

/**
 * The state after an update. An update that leaves the instance template unchanged keeps the
 * rollback target.
 */
const updated = ({ spec, previous }: State, next: Spec): State => ({
  spec: next,
  previous: spec && templateOf(spec) === templateOf(next) ? previous : spec,
})

function rolledBack({ spec, previous }: State): State {
  if (!spec || !previous) return {}
  const rest = Object.entries(spec).filter(([name]) => !templateFields.includes(name))
  const template = Object.entries(previous).filter(([name]) => templateFields.includes(name))
  return { spec: Object.fromEntries([...rest, ...template]), previous: spec }
}

/**
 * The change that the action declares; undefined for actions that are no longer in the contract.
 */
function changeOf(name: string): RevisionChange | undefined {
  const action: Action | undefined = isActionName(name) ? actions[name] : undefined
  return action?.revision
}

/** The state after an accepted call. A partial change of unknown settings leaves them unknown. */
function after(state: State, change: RevisionChange | undefined, params: Spec): State {
  const { spec } = state
  switch (change?.kind) {
    case 'created':
      return { spec: settingsIn(params) }
    case 'replaced':
      return updated(state, settingsIn(params))
    case 'images':
      return spec ? updated(state, withImages(spec, params)) : {}
    case 'setting': {
      const value = params[change.param] ?? change.absent
      return { ...state, spec: spec && { ...spec, [change.setting]: value } }
    }
    case 'rolledBack':
      return rolledBack(state)
    case 'redeployed':
      return { spec, previous: spec }
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
    state = isLeftOut ? {} : after(state, changeOf(row.action), params)
    return { ...row, params, spec: state.spec ?? null }
  })
}
