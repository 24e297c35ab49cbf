import { hashOf } from '../../world/hash'
import type { Demand } from '../load/demand'
import { chance } from '../load/noise'
import { minute, type Series } from '../series'
import { addGauge } from './gauge'
import { isWithin } from './host'
import type { PodLifetime } from './lifetime'

/**
 * Direction of a pod's network traffic, whose units are 100 bit/s and packets/s. All containers of
 * a pod share one network address.
 */
export type Direction = 'in' | 'out'

/** Traffic units per Mbps. */
export const bandwidthUnits = 10_000

/** Base traffic in Mbps, e.g. of health checks. */
const baseTraffic = 0.004

/** Packet size of a pod in bytes: the packet size of its load profile ±10 %. */
function packetSize({ containers, pod }: PodLifetime, direction: Direction): number {
  const { inPacket = 400, outPacket = 400 } = containers[0]?.profile.network ?? {}
  const size = direction === 'in' ? inPacket : outPacket
  return size * (0.9 + 0.2 * chance(hashOf(pod.id), direction === 'in' ? 1 : 2))
}

/**
 * Adds the traffic of one pod, as bandwidth or as packets. Adds nothing if none of the pod's
 * containers keeps running.
 */
export function addTraffic(
  series: Series,
  lifetime: PodLifetime,
  direction: Direction,
  demand: Demand,
  isPackets = false,
): void {
  const [containerLoad] = lifetime.containers
  const starts = lifetime.containers.flatMap(({ timeline }) => timeline.runs[0]?.from ?? [])
  if (!containerLoad || starts.length === 0) return
  const gauge = {
    units: bandwidthUnits,
    rest: baseTraffic,
    busy: containerLoad.profile.network[direction] * containerLoad.baseline.cpu,
    boot: 0,
    grown: 0,
    halfLife: 1,
    wave: 0.16,
    seed: hashOf(`${lifetime.pod.id}/${direction}`),
    max: Number.POSITIVE_INFINITY,
    isLevel: false,
  }
  const packetsPerUnit = 100 / 8 / packetSize(lifetime, direction)
  const { noNetwork } = lifetime.host
  addGauge(
    series,
    lifetime,
    { from: Math.min(...starts), to: lifetime.to },
    gauge,
    demand,
    (units, index) => {
      if (isWithin(noNetwork, (series.span.first + index) * minute)) return 0
      return isPackets ? Math.round(units * packetsPerUnit) : units
    },
  )
}
