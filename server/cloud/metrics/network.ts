import { hashOf } from '../hash'
import type { Demand } from './demand'
import { isWithin } from './host'
import { indicesOf, type Life, partOfMinute } from './life'
import { chance, jitter } from './noise'
import { minute, type Series } from './series'

/** What is measured of a pod, whose containers share one address: in whole 100 bit/s and packets/s. */
export type Flow = 'in' | 'out'

/** Units in a Mbps. */
export const flowUnits = 10_000

/** Health checks and the like, Mbps. */
const resting = 0.004

/** Packets of a pod are of one size, within a tenth of its character's, in bytes. */
function packetSize({ parts, pod }: Life, flow: Flow): number {
  const { inPacket = 400, outPacket = 400 } = parts[0]?.character.network ?? {}
  const size = flow === 'in' ? inPacket : outPacket
  return size * (0.9 + 0.2 * chance(hashOf(pod.id), flow === 'in' ? 1 : 2))
}

/** Adds the traffic of one pod, or its packets; of one in which nothing keeps running there is nothing. */
export function addFlow(
  series: Series,
  life: Life,
  flow: Flow,
  demand: Demand,
  isPackets = false,
): void {
  const { host, from, to, readyFrom, parts, pod } = life
  const [part] = parts
  if (!part || parts.every(({ container }) => /^(pullFails|crashes)$/.test(container.fate))) return
  const full = part.character.network[flow] * part.usual.cpu
  const share = demand.shareOf(life)
  const seed = hashOf(`${pod.id}/${flow}`)
  const bytes = packetSize(life, flow)
  const { first } = series.span
  const [begin, end] = indicesOf(series.span, from, to)
  for (let index = begin; index <= end; index += 1) {
    const at = first + index
    const now = at * minute
    if (isWithin(host.dark, now)) continue
    const load = now > readyFrom ? share(index) : 0
    const open = isWithin(host.cut, now) ? 0 : partOfMinute(now, from, to)
    const mbps = (resting + full * load) * (1 + 0.16 * jitter(seed, at)) * open
    const units = Math.round(mbps * flowUnits)
    series.add(index, isPackets ? Math.round((units * 100) / 8 / bytes) : units)
  }
}
