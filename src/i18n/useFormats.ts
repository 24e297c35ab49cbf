import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatAge, formatDay, formatMemory, formatNumber, formatTime } from './format'

/** The functions of format.ts bound to the current language. */
export function useFormats() {
  const { i18n } = useTranslation()
  const language = i18n.language
  return useMemo(
    () => ({
      number: (value: number, unit?: string) => formatNumber(value, language, unit),
      memory: (mebibytes: number) => formatMemory(mebibytes, language),
      time: (instant: number) => formatTime(instant, language),
      day: (instant: number) => formatDay(instant, language),
      age: (instant: number, now: number) => formatAge(instant, now, language),
    }),
    [language],
  )
}
