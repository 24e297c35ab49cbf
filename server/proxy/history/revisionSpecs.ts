import { isFields } from '../../../src/contract/fields'
import type { RevisionRow } from './ports'

type Spec = Readonly<Record<string, unknown>>

/** What is known of a service between two calls: its settings, and those that a rollback brings back. */
interface State {
  spec?: Spec | undefined
  previous?: Spec | undefined
}

const names = ['clusterId', 'namespace', 'serviceName']
/** What instances are made from: a rollback brings these back and nothing else (回滚服务). */
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

/** An update to other settings; where instances would be made the same way there is no step to go back. */
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

/** What an accepted call makes of a service. Without knowing what was before, a part says nothing of the whole. */
function after(state: State, action: string, params: Spec): State {
  const { spec } = state
  switch (action) {
    case 'CreateClusterService':
      return { spec: settingsIn(params) }
    case 'ModifyClusterService':
      return updated(state, settingsIn(params))
    case 'ModifyClusterServiceImage':
      return spec ? updated(state, withImages(spec, params)) : {}
    case 'ModifyServiceReplicas':
      return { ...state, spec: spec && { ...spec, replicas: params.scaleTo } }
    case 'ModifyServiceDescription':
      return { ...state, spec: spec && { ...spec, serviceDesc: params.description ?? '' } }
    case 'RollBackClusterService':
      return rolledBack(state)
    case 'RedeployClusterService':
      return { spec, previous: spec }
    case 'DeleteClusterService':
      return {}
    default:
      return state
  }
}

/** A revision with the settings that the service had after it, as far as the console can know them. */
export interface Revision extends Omit<RevisionRow, 'params'> {
  params: Spec
  /** Parameters of ModifyClusterService without those that name the service; null: not known, or not carried out. */
  spec: Spec | null
}

function parsed(json: string): Spec {
  const value: unknown = JSON.parse(json)
  return isFields(value) ? value : {}
}

/** Revisions with their settings, from rows oldest first; nobody knows what parameters that were left out came to. */
export function withSpecs(rows: readonly RevisionRow[]): Revision[] {
  let state: State = {}
  return rows.map((row) => {
    const isLeftOut = row.params === ''
    const params = isLeftOut ? {} : parsed(row.params)
    if (row.outcome !== 'ok') return { ...row, params, spec: null }
    state = isLeftOut ? {} : after(state, row.action, params)
    return { ...row, params, spec: state.spec ?? null }
  })
}
