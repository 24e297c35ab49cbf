import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatAge, formatMemory, formatNumber } from './format'
import { useTimeLabels } from './time/useTimeLabels'

/** The functions of format.ts bound to the current language. */
export function useFormats() {
  const { i18n } = useTranslation()
  const language = i18n.language
  const labels = useTimeLabels()
  return useMemo(
    () => ({
      number: (value: number, unit?: string) => formatNumber(value, language, unit),
      memory: (mebibytes: number) => formatMemory(mebibytes, language),
      time: labels.full,
      day: labels.date,
      age: (instant: number, now: number) => formatAge(instant, now, language),
    }),
    [language, labels],
  )
}
