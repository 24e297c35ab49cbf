import type { Metric } from '../../../contract/actions/monitoring/metrics'

export type Unit = Metric['unit']

/** Key of the word for a unit as it is shown. */
export type UnitWord =
  | 'percent'
  | 'core'
  | 'millicore'
  | 'KiB'
  | 'MiB'
  | 'GiB'
  | 'KB'
  | 'MB'
  | 'GB'
  | 'Kbps'
  | 'Mbps'
  | 'Gbps'
  | 'packets'
  | 'KBps'
  | 'MBps'
  | 'count'

/** How values of a unit are shown: times `factor`, in the unit of that word. */
export interface Scale {
  factor: number
  word: UnitWord
}

/** From the smallest unit up; the second part is the least value that reads well in it. */
const steps: Readonly<
  Record<Unit, readonly (readonly [UnitWord, least: number, factor: number])[]>
> = {
  '%': [['percent', 0, 1]],
  core: [
    ['millicore', 0, 1000],
    ['core', 1, 1],
  ],
  MiB: [
    ['KiB', 0, 1024],
    ['MiB', 1, 1],
    ['GiB', 1024, 1 / 1024],
  ],
  MB: [
    ['KB', 0, 1000],
    ['MB', 1, 1],
    ['GB', 1000, 1 / 1000],
  ],
  Mbps: [
    ['Kbps', 0, 1000],
    ['Mbps', 1, 1],
    ['Gbps', 1000, 1 / 1000],
  ],
  'packets/s': [['packets', 0, 1]],
  'KB/s': [
    ['KBps', 0, 1],
    ['MBps', 1000, 1 / 1000],
  ],
  count: [['count', 0, 1]],
}

/** Unit in which the greatest value shown reads best, e.g. millicores below one core. */
export function scaleOf(unit: Unit, greatest: number): Scale {
  const all = steps[unit]
  // Where there is nothing but zeros, the unit itself.
  const fitting =
    greatest === 0
      ? all.find(([, , factor]) => factor === 1)
      : all.findLast(([, least]) => Math.abs(greatest) >= least)
  const [word, , factor] = fitting ?? all[0] ?? ['count', 0, 1]
  return { word, factor }
}
