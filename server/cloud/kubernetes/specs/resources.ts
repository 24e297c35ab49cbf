import { leastResources } from '../../../../src/contract/tables/limits'
import { mebibytes, millicores } from '../objects/quantity'
import { type Fields, fieldsOf, replaced } from './fields'

/** The parameters of a container that are quantities of Kubernetes. */
interface Amounts {
  cpu?: number | undefined
  cpuLimits?: number | undefined
  memory?: number | undefined
  memoryLimits?: number | undefined
}

type Name = keyof Amounts

const amountFields = {
  cpu: { list: 'requests', resource: 'cpu', numberOf: millicores, least: leastResources.cpu },
  cpuLimits: { list: 'limits', resource: 'cpu', numberOf: millicores, least: leastResources.cpu },
  memory: { list: 'requests', resource: 'memory', numberOf: mebibytes, least: 0 },
  memoryLimits: {
    list: 'limits',
    resource: 'memory',
    numberOf: mebibytes,
    least: leastResources.memoryLimits,
  },
} as const

const names = Object.keys(amountFields) as Name[]

/**
 * The present quantity of a container as spelled in its spec, and as a number of the API (0 if
 * absent).
 */
export function presentAmount(
  resources: unknown,
  name: Name,
): { spelling: unknown; number: number } {
  const { list, resource, numberOf } = amountFields[name]
  const spelling = fieldsOf(fieldsOf(resources)[list])[resource]
  return { spelling, number: typeof spelling === 'string' ? numberOf(spelling) : 0 }
}

/** Parameters whose minimum exceeds the present quantity of a container. */
export const foreignAmounts = (resources: unknown): Name[] =>
  names.filter((name) => {
    const { number } = presentAmount(resources, name)
    return number > 0 && number < amountFields[name].least
  })

/**
 * The quantity to set. The present quantity stays, as spelled, if the request has the same number,
 * or if the request has none and the API cannot express the present quantity.
 */
function desiredAmount(resources: unknown, desired: Amounts, name: Name): unknown {
  const { spelling, number } = presentAmount(resources, name)
  const wantedNumber = desired[name] || 0
  if (wantedNumber === number) return spelling
  if (wantedNumber === 0 && foreignAmounts(resources).includes(name)) return spelling
  if (wantedNumber > 0)
    return `${wantedNumber}${amountFields[name].resource === 'cpu' ? 'm' : 'Mi'}`
  return undefined
}

/**
 * Without a memory limit, the API uses the request as the limit. A container of another tool may
 * have no limit, and gets none as long as its request is unchanged.
 */
function withDefaultLimit(resources: unknown, desired: Amounts): Amounts {
  const isUnlimited =
    presentAmount(resources, 'memoryLimits').number === 0 &&
    presentAmount(resources, 'memory').number === (desired.memory ?? 0)
  const isKept = foreignAmounts(resources).includes('memoryLimits')
  if (desired.memoryLimits || isUnlimited || isKept) return desired
  return { ...desired, memoryLimits: desired.memory }
}

/** The present resources with the requested quantities; other resources, such as GPUs, stay. */
export function mergedResources(current: unknown, requestedAmounts: Amounts): Fields {
  const wantedAmounts = withDefaultLimit(current, requestedAmounts)
  const presentFields = fieldsOf(current)
  const listed = (list: 'requests' | 'limits', cpu: Name, memory: Name) => {
    const { cpu: _cpu, memory: _memory, ...others } = fieldsOf(presentFields[list])
    const amounts = {
      cpu: desiredAmount(current, wantedAmounts, cpu),
      memory: desiredAmount(current, wantedAmounts, memory),
    }
    return replaced(others, amounts)
  }
  return replaced(presentFields, {
    requests: listed('requests', 'cpu', 'memory'),
    limits: listed('limits', 'cpuLimits', 'memoryLimits'),
  })
}
