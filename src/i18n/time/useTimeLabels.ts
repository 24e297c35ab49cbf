import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { timeLabels } from './labels'

/** Labels of times in the current language and the browser's zone. */
export function useTimeLabels() {
  const { i18n } = useTranslation()
  const { language } = i18n
  return useMemo(() => timeLabels(language), [language])
}
