import { isFields } from '../../../../../src/contract/fields'
import { defaultOf, dependentDefaults } from '../../../../../src/contract/tables/dependentDefaults'
import type { Service, Template } from '../../world/serviceResources'

/** Drops values that are equivalent to an omitted parameter: 0, `false`, empty texts and lists. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map((one) => filled(one)) : undefined
  if (!isFields(value)) return value || undefined
  const entries = Object.entries(value).map(([name, one]) => [name, filled(one)] as const)
  const kept = entries
    .filter(([, one]) => one !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(kept)
}

/**
 * Fields of a template from which pods are created; the others only control how pods are replaced.
 * Equal for a template and for the API's response about it.
 */
const podFields = ({ containers, volumes, nodeAffinity, podAffinity }: Template) =>
  JSON.stringify(
    [
      containers.map((one) => ({
        ...one,
        memoryLimits: one.memoryLimits || defaultOf(dependentDefaults.memoryLimits, one),
      })),
      volumes,
      nodeAffinity,
      podAffinity,
    ].map(filled),
  )

/** Fields that an update changes and a rollback restores. */
type Configuration = Pick<Service, 'template' | 'description' | 'replicas' | 'access'>

type Optional<T> = { [K in keyof T]?: T[K] | undefined }

const configurationOf = ({ template, description, replicas, access }: Service): Configuration => ({
  template,
  description,
  replicas,
  access,
})

/**
 * Fields that a rollback of an update restores: the template, and others that the update could
 * change. Instances added after an update of images stay.
 */
const restorable = (service: Service, changes: Optional<Configuration>) => ({
  revision: service.revision,
  template: service.template,
  ...(changes.description !== undefined && { description: service.description }),
  ...(changes.replicas !== undefined && { replicas: service.replicas }),
  ...(changes.access !== undefined && { access: service.access }),
})

/**
 * The service with an update to this configuration, even if it is unchanged: new pods will replace all
 * old ones.
 */
export function redeploy(service: Service, changes: Partial<Configuration>, now: number): Service {
  const { revision, previous, lastRevision = 0 } = service
  const next = Math.max(revision, previous?.revision ?? 0, lastRevision) + 1
  return {
    ...service,
    ...changes,
    previous: restorable(service, changes),
    revision: next,
    lastRevision: next,
    rollout: { kind: 'update', since: now },
  }
}

/**
 * The service with another configuration; pods are replaced only if new ones would differ. An update
 * that changes nothing leaves the target of a rollback alone.
 */
export function updateService(
  service: Service,
  changes: Partial<Configuration>,
  now: number,
): Service {
  const changed = { ...service, ...changes }
  if (podFields(changed.template) !== podFields(service.template)) {
    return redeploy(service, changes, now)
  }
  const [before, after] = [service, changed].map((one) =>
    JSON.stringify(filled(configurationOf(one))),
  )
  if (before === after) return changed
  return { ...changed, previous: restorable(service, changes) }
}

/**
 * The service rolled back to its previous configuration, which is swapped with the current one;
 * undefined if there is none. Remaining pods of the previous revision are kept. A rollback also
 * ends a pause, because its purpose is to undo the paused update. `restore` gives the access of the
 * previous configuration, whose addresses and node ports may be taken by now.
 */
export function rollBack(
  service: Service,
  now: number,
  restore: (access: Service['access']) => Service['access'],
): Service | undefined {
  const { previous } = service
  if (!previous) return undefined
  return {
    ...service,
    template: previous.template,
    revision: previous.revision,
    description: previous.description ?? service.description,
    replicas: previous.replicas ?? service.replicas,
    access: previous.access ? restore(previous.access) : service.access,
    previous: restorable(service, previous),
    paused: false,
    rollout: { kind: 'rollback', since: now },
  }
}
