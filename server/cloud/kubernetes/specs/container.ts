import type { DecodedOf } from '../../../../src/contract/action'
import type { ModifyClusterService } from '../../../../src/contract/actions/services/services'
import { containerManifest } from '../../../../src/contract/formats/podManifest'
import { mebibytes, millicores } from '../objects/quantity'
import { commandText } from './command'
import { type Fields, fieldsOf, inPresentOrder, listOf, tidy, without } from './fields'

export type Container = DecodedOf<typeof ModifyClusterService>['containers'][number]

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
const nameOf = (one: Fields) => text(one.name) ?? ''

/** Keeps variables from references, which the API cannot express. */
const envOf = (present: unknown, wanted: Fields): Fields[] =>
  inPresentOrder(
    listOf(present),
    listOf(wanted.env),
    nameOf,
    (_before, after) => after,
    (one) => one.valueFrom !== undefined,
  )

const mountKey = (one: Fields) => `${one.name} ${one.mountPath}`

const mountsOf = (present: unknown, wanted: Fields, isForeign: (volume: string) => boolean) =>
  inPresentOrder(
    listOf(present),
    listOf(wanted.volumeMounts),
    mountKey,
    (before, after) => ({ ...without(before, 'readOnly'), ...after }),
    (one) => isForeign(nameOf(one)),
  )

/** The present spelling of a quantity, unless the number differs. */
function quantityOf(
  present: unknown,
  wanted: unknown,
  numberOf: (text: string | undefined) => number,
): unknown {
  return numberOf(text(present)) === numberOf(text(wanted)) ? (present ?? wanted) : wanted
}

function amountsOf(present: unknown, wanted: unknown): Fields {
  const [before, after] = [fieldsOf(present), fieldsOf(wanted)]
  return tidy({
    ...before,
    cpu: quantityOf(before.cpu, after.cpu, millicores),
    memory: quantityOf(before.memory, after.memory, mebibytes),
  })
}

/**
 * Without a limit, the API uses the request as the limit. A container of another tool may have no
 * limit, and gets none as long as its request is unchanged.
 */
function resourcesOf(present: unknown, manifest: Fields, { memory, memoryLimits }: Container) {
  const before = fieldsOf(present)
  const wanted = fieldsOf(manifest.resources)
  const [requests, limits] = [fieldsOf(before.requests), fieldsOf(before.limits)]
  const isUnlimited = limits.memory === undefined && mebibytes(text(requests.memory)) === memory
  const asked = fieldsOf(wanted.limits)
  return tidy({
    ...before,
    requests: amountsOf(before.requests, wanted.requests),
    limits: amountsOf(
      before.limits,
      !memoryLimits && isUnlimited ? without(asked, 'memory') : asked,
    ),
  })
}

const handlers = ['httpGet', 'tcpSocket', 'exec', 'grpc']
const thresholds = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
]

function probeOf(present: unknown, wanted: unknown): Fields | undefined {
  const before = fieldsOf(present)
  if (wanted === undefined) return before.grpc === undefined ? undefined : before
  const after = fieldsOf(wanted)
  return {
    ...without(before, ...handlers, ...thresholds),
    ...after,
    ...(after.httpGet !== undefined && {
      httpGet: {
        ...without(fieldsOf(before.httpGet), 'port', 'scheme', 'path'),
        ...fieldsOf(after.httpGet),
      },
    }),
  }
}

function securityOf(present: unknown, privileged: boolean | undefined): Fields {
  const before = fieldsOf(present)
  if (Boolean(before.privileged) === Boolean(privileged)) return before
  return { ...without(before, 'privileged'), ...(privileged !== undefined && { privileged }) }
}

/**
 * The present container with the API's settings replaced by the requested ones; all others stay.
 */
export function mergedContainer(
  present: Fields | undefined,
  container: Container,
  isForeign: (volume: string) => boolean,
): Fields {
  const wanted: Fields = containerManifest(container)
  if (!present) return wanted
  const command = Array.isArray(present.command) ? present.command.map(String) : []
  const isSameCommand = commandText(command) === (container.command ?? '')
  return tidy({
    ...present,
    image: wanted.image,
    command: isSameCommand ? present.command : wanted.command,
    args: wanted.args,
    workingDir: wanted.workingDir,
    env: envOf(present.env, wanted),
    resources: resourcesOf(present.resources, wanted, container),
    volumeMounts: mountsOf(present.volumeMounts, wanted, isForeign),
    livenessProbe: probeOf(present.livenessProbe, wanted.livenessProbe),
    readinessProbe: probeOf(present.readinessProbe, wanted.readinessProbe),
    securityContext: securityOf(present.securityContext, container.privileged),
  })
}
