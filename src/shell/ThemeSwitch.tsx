import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconMoon, IconSun } from '../ui/theme/icons'

/** Toggles between light and dark; the settings page also offers the system's scheme. */
export function ThemeSwitch() {
  const { t } = useTranslation('shell')
  const { setColorScheme } = useMantineColorScheme()
  const nextScheme = useComputedColorScheme() === 'dark' ? 'light' : 'dark'
  const label = `${t('theme')}: ${t(`themes.${nextScheme}`)}`
  return (
    <ActionIcon aria-label={label} title={label} onClick={() => setColorScheme(nextScheme)}>
      {nextScheme === 'dark' ? <IconMoon size={17} /> : <IconSun size={17} />}
    </ActionIcon>
  )
}
