import type { DecodedOf } from '../../../../src/contract/action'
import type { ModifyClusterService } from '../../../../src/contract/actions/services/services'
import { containerManifest } from '../../../../src/contract/formats/podManifest'
import { commandText } from './command'
import { mergedVariables } from './environment'
import { type Fields, fieldsOf, inPresentOrder, listOf, replaced, without } from './fields'
import { mergedProbe } from './probes'
import { mergedResources } from './resources'

export type Container = DecodedOf<typeof ModifyClusterService>['containers'][number]

const mountKey = (mount: Fields) => `${mount.name} ${mount.mountPath}`

function mergedMount(before: Fields, after: Fields): Fields {
  if (Boolean(before.readOnly) === Boolean(after.readOnly)) return before
  return { ...without(before, 'readOnly', 'recursiveReadOnly'), ...after }
}

const mountsOf = (current: unknown, desired: unknown, isForeign: (volume: string) => boolean) =>
  inPresentOrder(listOf(current), listOf(desired), mountKey, mergedMount, (item) =>
    isForeign(String(item.name)),
  )

function securityOf(current: unknown, privileged: boolean | undefined): Fields {
  const presentContext = fieldsOf(current)
  if (Boolean(presentContext.privileged) === Boolean(privileged)) return presentContext
  return replaced(presentContext, { privileged })
}

const commandOf = ({ command }: Fields) =>
  commandText(Array.isArray(command) ? command.map(String) : [])

/**
 * The present container with the requested settings. Settings that the API lacks stay, and so do
 * values that it cannot express.
 */
export function mergedContainer(
  current: Fields | undefined,
  container: Container,
  isForeign: (volume: string) => boolean,
): Fields {
  const wantedContainer: Fields = containerManifest(container)
  if (!current) return wantedContainer
  const { healthCheck = [], envs = [] } = container
  const checkOf = (wantedType: string) => healthCheck.find(({ type }) => type === wantedType)
  const isSameCommand = commandOf(current) === (container.command ?? '')
  return replaced(current, {
    image: wantedContainer.image,
    command: isSameCommand ? current.command : wantedContainer.command,
    args: wantedContainer.args,
    workingDir: wantedContainer.workingDir,
    env: mergedVariables(current.env, envs),
    resources: mergedResources(current.resources, container),
    volumeMounts: mountsOf(current.volumeMounts, wantedContainer.volumeMounts, isForeign),
    livenessProbe: mergedProbe(current.livenessProbe, checkOf('liveCheck'), current),
    readinessProbe: mergedProbe(current.readinessProbe, checkOf('readyCheck'), current),
    securityContext: securityOf(current.securityContext, container.privileged),
  })
}
