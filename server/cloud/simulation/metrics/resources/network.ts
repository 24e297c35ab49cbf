import { hashOf } from '../../world/hash'
import type { Demand } from '../load/demand'
import { chance } from '../load/noise'
import { minute, type Series } from '../series'
import { addGauge } from './gauge'
import { isWithin } from './host'
import type { Life } from './life'

/**
 * Direction of a pod's traffic; its containers share one address. Units: 100 bit/s and packets/s.
 */
export type Flow = 'in' | 'out'

/** Units per Mbps. */
export const flowUnits = 10_000

/** Base traffic, e.g. of health checks, in Mbps. */
const resting = 0.004

/** Packet size of a pod in bytes: that of its profile ±10 %. */
function packetSize({ parts, pod }: Life, flow: Flow): number {
  const { inPacket = 400, outPacket = 400 } = parts[0]?.character.network ?? {}
  const size = flow === 'in' ? inPacket : outPacket
  return size * (0.9 + 0.2 * chance(hashOf(pod.id), flow === 'in' ? 1 : 2))
}

/** Adds the traffic of one pod, or its packets; nothing if none of its containers keeps running. */
export function addFlow(
  series: Series,
  life: Life,
  flow: Flow,
  demand: Demand,
  isPackets = false,
): void {
  const [part] = life.parts
  const starts = life.parts.flatMap(({ course }) => course.runs[0]?.from ?? [])
  if (!part || starts.length === 0) return
  const gauge = {
    units: flowUnits,
    rest: resting,
    busy: part.character.network[flow] * part.usual.cpu,
    boot: 0,
    grown: 0,
    over: 1,
    wave: 0.16,
    seed: hashOf(`${life.pod.id}/${flow}`),
    most: Number.POSITIVE_INFINITY,
    isLevel: false,
  }
  const each = 100 / 8 / packetSize(life, flow)
  const { cut } = life.host
  addGauge(
    series,
    life,
    { from: Math.min(...starts), to: life.to },
    gauge,
    demand,
    (whole, index) => {
      if (isWithin(cut, (series.span.first + index) * minute)) return 0
      return isPackets ? Math.round(whole * each) : whole
    },
  )
}
