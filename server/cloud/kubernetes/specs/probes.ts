import type { DecodedOf } from '../../../../src/contract/action'
import type { ModifyClusterService } from '../../../../src/contract/actions/services/services'
import { containerManifest } from '../../../../src/contract/formats/podManifest'
import { healthCheckLimits } from '../../../../src/contract/tables/limits'
import { commandText } from './command'
import { type Fields, fieldsOf, listOf, without } from './fields'

type Container = DecodedOf<typeof ModifyClusterService>['containers'][number]
type Check = NonNullable<Container['healthCheck']>[number]
type NumberName = keyof typeof healthCheckLimits

/** Parameters of a check and the fields of a probe that hold them. */
export const probeNumbers = {
  healthNum: 'successThreshold',
  unhealthNum: 'failureThreshold',
  intervalTime: 'periodSeconds',
  timeOut: 'timeoutSeconds',
  delayTime: 'initialDelaySeconds',
} as const satisfies Record<NumberName, string>

const numberNames = Object.keys(probeNumbers) as NumberName[]

const isWithin = (name: NumberName, value: number) =>
  value >= healthCheckLimits[name].min && value <= healthCheckLimits[name].max

/** Parameters whose limits exclude the number of a present probe. */
export const foreignNumbers = (probe: object): NumberName[] =>
  numberNames.filter((name) => {
    const value = fieldsOf(probe)[probeNumbers[name]]
    return typeof value === 'number' && !isWithin(name, value)
  })

/** Number of a probe's port; undefined for a name that no port of the container has. */
export function portNumber(port: unknown, container: object): number | undefined {
  if (typeof port === 'number') return port
  const namedPort = listOf(fieldsOf(container).ports).find(({ name }) => name === port)
  return typeof namedPort?.containerPort === 'number' ? namedPort.containerPort : undefined
}

const textOf = (exec: unknown) => {
  const { command } = fieldsOf(exec)
  return commandText(Array.isArray(command) ? command.map(String) : [])
}

/** Whether the API can express the check of a probe; it lacks gRPC checks, for example. */
export function isExpressibleProbe(probe: object, container: object): boolean {
  const { httpGet, tcpSocket, exec } = fieldsOf(probe)
  const target = httpGet ?? tcpSocket
  if (target !== undefined) return portNumber(fieldsOf(target).port, container) !== undefined
  return textOf(exec) !== ''
}

/**
 * Keeps the other fields of a handler of the same kind, such as headers, and the name of the port.
 */
function mergedTarget(before: unknown, after: unknown, container: object): Fields {
  const current = fieldsOf(before)
  const desired = fieldsOf(after)
  const isSamePort = portNumber(current.port, container) === desired.port
  return {
    ...without(current, 'scheme', 'path'),
    ...desired,
    ...(isSamePort && { port: current.port }),
  }
}

function mergedHandler(before: Fields, after: Fields, container: object): Fields {
  const kind = ['httpGet', 'tcpSocket', 'exec'].find((name) => after[name] !== undefined) ?? ''
  if (before[kind] === undefined) return { [kind]: after[kind] }
  if (kind !== 'exec') return { [kind]: mergedTarget(before[kind], after[kind], container) }
  return { exec: textOf(before.exec) === textOf(after.exec) ? before.exec : after.exec }
}

/**
 * Keeps a present number outside the API's limits if the request omits it or has a delay of 0 s.
 */
function mergedNumbers(before: Fields, after: Fields): Fields {
  const foreign = foreignNumbers(before).map((name) => probeNumbers[name])
  return Object.fromEntries(
    Object.values(probeNumbers).flatMap((name) => {
      const value = after[name] ?? (foreign.includes(name) ? before[name] : undefined)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/**
 * A present probe with the requested check. Without a requested check, a probe that the API can
 * express is removed and any other probe stays.
 */
export function mergedProbe(
  current: unknown,
  check: Check | undefined,
  container: Fields,
): Fields | undefined {
  const presentProbe = fieldsOf(current)
  if (!check) {
    return current === undefined || isExpressibleProbe(presentProbe, container)
      ? undefined
      : presentProbe
  }
  const manifest = containerManifest({ containerName: '', image: '', healthCheck: [check] })
  const wantedProbe = fieldsOf(manifest.livenessProbe ?? manifest.readinessProbe)
  return {
    ...without(
      presentProbe,
      'httpGet',
      'tcpSocket',
      'exec',
      'grpc',
      ...Object.values(probeNumbers),
    ),
    ...mergedHandler(presentProbe, wantedProbe, container),
    ...mergedNumbers(presentProbe, wantedProbe),
  }
}
