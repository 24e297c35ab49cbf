import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimeLabels } from '../../i18n/time/useTimeLabels'
import type { Scale } from './model/unit'

/** Returns the number of fraction digits that leaves about three significant digits. */
const digitsFor = (value: number) => {
  const size = Math.abs(value)
  if (size >= 100 || size === 0) return 0
  if (size >= 10) return 1
  return size >= 1 ? 2 : 3
}

/** Formats a chart's values in the unit of its scale and its times in local time. */
export function useChartFormats({ factor, word }: Scale) {
  const { t, i18n } = useTranslation('monitoring')
  const { language } = i18n
  const labels = useTimeLabels()
  return useMemo(() => {
    const unit = t(`unit.${word}`)
    const numbers = [0, 1, 2, 3].map(
      (digits) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }),
    )
    const exact = new Intl.NumberFormat(language, { maximumFractionDigits: 6 })
    const gap = unit === '%' && language !== 'en' ? '' : '\u202f'
    const bare = (value: number) => {
      const scaled = value * factor
      return numbers[digitsFor(scaled)]?.format(scaled) ?? ''
    }
    return {
      unit,
      /** Formats a value without its unit. */
      bare,
      /** Formats a value with its unit. */
      value: (value: number) => `${bare(value)}${gap}${unit}`,
      /** Formats a value without its unit and unrounded. */
      exact: (value: number) => exact.format(value * factor),
      /** Formats a tick of the value axis, which is already in the displayed unit. */
      valueTick: (value: number) => exact.format(value),
      /** Formats a tick of the time axis. */
      timeTick: labels.tick,
      time: labels.time,
      zonedTime: labels.zonedTime,
      range: labels.range,
      within: labels.within,
    }
  }, [t, language, labels, factor, word])
}

export type ChartFormats = ReturnType<typeof useChartFormats>
