import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { changeLanguage, languageNames, languages, matchLanguage } from '../i18n/i18n'

/** Selects the language; each is listed under its own name. */
export function LanguageSwitch({ isLabelled }: { isLabelled?: boolean }) {
  const { t, i18n } = useTranslation('shell')
  return (
    <NativeSelect
      size="xs"
      w={110}
      {...(isLabelled ? { label: t('language') } : { 'aria-label': t('language') })}
      value={i18n.language}
      data={languages.map((value) => ({ value, label: languageNames[value] }))}
      onChange={(event) => void changeLanguage(matchLanguage(event.currentTarget.value) ?? 'en')}
    />
  )
}
