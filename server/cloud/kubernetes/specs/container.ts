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

const mountsOf = (present: unknown, wanted: unknown, isForeign: (volume: string) => boolean) =>
  inPresentOrder(listOf(present), listOf(wanted), mountKey, mergedMount, (item) =>
    isForeign(String(item.name)),
  )

function securityOf(present: unknown, privileged: boolean | undefined): Fields {
  const presentContext = fieldsOf(present)
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
  present: Fields | undefined,
  container: Container,
  isForeign: (volume: string) => boolean,
): Fields {
  const wantedContainer: Fields = containerManifest(container)
  if (!present) return wantedContainer
  const { healthCheck = [], envs = [] } = container
  const checkOf = (wantedType: string) => healthCheck.find(({ type }) => type === wantedType)
  const isSameCommand = commandOf(present) === (container.command ?? '')
  return replaced(present, {
    image: wantedContainer.image,
    command: isSameCommand ? present.command : wantedContainer.command,
    args: wantedContainer.args,
    workingDir: wantedContainer.workingDir,
    env: mergedVariables(present.env, envs),
    resources: mergedResources(present.resources, container),
    volumeMounts: mountsOf(present.volumeMounts, wantedContainer.volumeMounts, isForeign),
    livenessProbe: mergedProbe(present.livenessProbe, checkOf('liveCheck'), present),
    readinessProbe: mergedProbe(present.readinessProbe, checkOf('readyCheck'), present),
    securityContext: securityOf(present.securityContext, container.privileged),
  })
}
