import type { Service, Template } from '../../world/serviceResources'

/**
 * Parts of a template from which pods are created; the rest only controls how they are replaced.
 */
const podFields = ({ containers, volumes, nodeAffinity, podAffinity }: Template) =>
  JSON.stringify([containers, volumes, nodeAffinity, podAffinity])

/**
 * The service with an update to this template, even if it is unchanged: new pods will replace all
 * old ones.
 */
export function redeploy(service: Service, template: Template, now: number): Service {
  const { revision, previous } = service
  return {
    ...service,
    template,
    previous: { revision, template: service.template },
    revision: Math.max(revision, previous?.revision ?? 0) + 1,
    rollout: { kind: 'update', since: now },
  }
}

/** The service with a new template; pods are replaced only if new ones would differ. */
export const updateTemplate = (service: Service, template: Template, now: number): Service =>
  podFields(template) === podFields(service.template)
    ? { ...service, template }
    : redeploy(service, template, now)

/**
 * The service rolled back to its previous template, which is swapped with the current one;
 * undefined if there is none. Remaining pods of the previous revision are kept. A rollback also
 * ends a pause, because its purpose is to undo the paused update.
 */
export function rollBack(service: Service, now: number): Service | undefined {
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
