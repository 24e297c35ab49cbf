import { isFields } from '../../../../../src/contract/fields'
import { defaultOf, dependentDefaults } from '../../../../../src/contract/tables/dependentDefaults'
import type { Service, Template } from '../../world/serviceResources'

/**
 * Removes values that are equivalent to an omitted parameter: 0, `false`, empty strings and empty
 * lists.
 */
function dropEmpty(value: unknown): unknown {
  if (Array.isArray(value))
    return value.length > 0 ? value.map((item) => dropEmpty(item)) : undefined
  if (!isFields(value)) return value || undefined
  const entries = Object.entries(value).map(([name, child]) => [name, dropEmpty(child)] as const)
  const nonEmpty = entries
    .filter(([, child]) => child !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(nonEmpty)
}

/**
 * Serialises the fields of a template from which pods are created; the remaining fields only
 * control how pods are replaced. A stored template and the template in a response give the same
 * text.
 */
const podFields = ({ containers, volumes, nodeAffinity, podAffinity }: Template) =>
  JSON.stringify(
    [
      containers.map((container) => ({
        ...container,
        memoryLimits:
          container.memoryLimits || defaultOf(dependentDefaults.memoryLimits, container),
      })),
      volumes,
      nodeAffinity,
      podAffinity,
    ].map(dropEmpty),
  )

/** Fields of a service that an update changes and a rollback restores. */
type Configuration = Pick<Service, 'template' | 'description' | 'replicas' | 'access'>

type Optional<T> = { [K in keyof T]?: T[K] | undefined }

const configurationOf = ({ template, description, replicas, access }: Service): Configuration => ({
  template,
  description,
  replicas,
  access,
})

/**
 * Fields that a rollback of an update restores: the template, and of the other fields only those
 * that the update changes. For example, a rollback of an image update keeps the number of
 * instances.
 */
const restorable = (service: Service, changes: Optional<Configuration>) => ({
  revision: service.revision,
  template: service.template,
  ...(changes.description !== undefined && { description: service.description }),
  ...(changes.replicas !== undefined && { replicas: service.replicas }),
  ...(changes.access !== undefined && { access: service.access }),
})

/**
 * Starts an update of the service to this configuration and replaces all pods, even if the
 * configuration is unchanged.
 */
export function redeploy(service: Service, changes: Partial<Configuration>, now: number): Service {
  const { revision, previous, lastRevision = 0 } = service
  const nextRevision = Math.max(revision, previous?.revision ?? 0, lastRevision) + 1
  return {
    ...service,
    ...changes,
    previous: restorable(service, changes),
    revision: nextRevision,
    lastRevision: nextRevision,
    rollout: { kind: 'update', since: now },
  }
}

/**
 * Applies a configuration to the service; pods are replaced only if new pods would differ. An
 * update that changes nothing keeps the configuration to which a rollback would return.
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
  const [before, after] = [service, changed].map((item) =>
    JSON.stringify(dropEmpty(configurationOf(item))),
  )
  if (before === after) return changed
  return { ...changed, previous: restorable(service, changes) }
}

/**
 * Rolls the service back to its previous configuration, which is swapped with the current one;
 * returns undefined if there is none. Remaining pods of the previous revision are kept. A rollback
 * also ends a pause, because its purpose is to undo the paused update. `restore` recreates the
 * access of the previous configuration, whose addresses and node ports may be in use by another
 * service.
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
