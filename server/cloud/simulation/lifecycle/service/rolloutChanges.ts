import type { Service, Template } from '../../world/resources'

/** What pods are made from; the rest of a template only says how they are replaced. */
const madeFrom = ({ containers, volumes, nodeAffinity, podAffinity }: Template) =>
  JSON.stringify([containers, volumes, nodeAffinity, podAffinity])

/** The service under update to a template, whether or not that differs: new pods will replace the old. */
export function redeployed(service: Service, template: Template, now: number): Service {
  const { revision, previous } = service
  return {
    ...service,
    template,
    previous: { revision, template: service.template },
    revision: Math.max(revision, previous?.revision ?? 0) + 1,
    rollout: { kind: 'update', since: now },
  }
}

/** The service with a new template; no pod is replaced where pods would be made the same way. */
export const updated = (service: Service, template: Template, now: number): Service =>
  madeFrom(template) === madeFrom(service.template)
    ? { ...service, template }
    : redeployed(service, template, now)

/**
 * The service on its way back to its previous template, which changes places with the present one;
 * undefined where there is none. Pods of the previous revision that are left stay. A pause ends: who
 * rolls a paused update back wants it undone, not held in the middle.
 */
export function rolledBack(service: Service, now: number): Service | undefined {
  const { previous, revision, template } = service
  if (!previous) return undefined
  return {
    ...service,
    ...previous,
    previous: { revision, template },
    paused: false,
    rollout: { kind: 'rollback', since: now },
  }
}
