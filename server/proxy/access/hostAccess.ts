import { type Fields, isFields } from '../../../src/contract/fields'
import { type Field, Problem } from '../http/problem'
import type { DeployedSettings } from './deployment'

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/**
 * Paths of the settings that give control of the node. A volume with an empty `hostPath` is a
 * temporary directory and gives none.
 */
function hostPaths(settings: Fields): string[] {
  const privileged = listed(settings.containers).flatMap((item, index) =>
    isFields(item) && item.privileged === true ? [`containers.${index}.privileged`] : [],
  )
  const mounted = listed(settings.volumes).flatMap((item, index) =>
    isFields(item) && typeof item.hostPath === 'string' && item.hostPath !== ''
      ? [`volumes.${index}.hostPath`]
      : [],
  )
  return [...privileged, ...mounted]
}

const message =
  'is refused to users limited to clusters or namespaces, because it controls the node; leave it out, or ask an administrator to set "allowHostAccess" for the account'

/** Throws 403 if a deployment has a privileged container or a directory of the node. */
export function requireNoHostAccess(user: string, { settings, isSent }: DeployedSettings): void {
  const paths = hostPaths(settings)
  if (paths.length === 0) return
  const refusedSetting = isSent
    ? 'A privileged container or a directory of the node'
    : 'Deploying a service with a privileged container or a directory of the node'
  const fields: Field[] = paths.map((path) => ({ path, rule: 'hostAccess', message }))
  const refusalText = `${refusedSetting} ${message}. ${user} is limited so.`
  throw new Problem(403, 'OutOfScope', refusalText, isSent ? { fields } : {})
}
