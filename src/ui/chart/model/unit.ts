import type { Metric } from '../../../contract/actions/monitoring/metrics'

export type Unit = Metric['unit']

/** Translation key of a displayed unit. */
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

/** Conversion for display: values are multiplied by `factor` and shown in this unit. */
export interface Scale {
  factor: number
  word: UnitWord
}

/** Units in ascending order, each with the smallest value that is readable in it. */
const unitSteps: Readonly<
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

/** Returns the unit in which the largest value is most readable, e.g. millicores below one core. */
export function scaleOf(unit: Unit, greatest: number): Scale {
  const unitScale = unitSteps[unit]
  // If all values are zero, the base unit is used.
  const fitting =
    greatest === 0
      ? unitScale.find(([, , factor]) => factor === 1)
      : unitScale.findLast(([, least]) => Math.abs(greatest) >= least)
  const [word, , factor] = fitting ?? unitScale[0] ?? ['count', 0, 1]
  return { word, factor }
}
