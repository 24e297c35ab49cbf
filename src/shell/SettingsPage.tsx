import { Radio, Stack, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/session'
import { FormSection } from '../ui/FormPage'
import { LanguageSwitch } from './LanguageSwitch'

const schemes = ['light', 'dark', 'auto'] as const

/** How the console looks in this browser, and who one is. */
export function SettingsPage() {
  const { t } = useTranslation(['shell', 'common'])
  const { session } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const role = session?.role ?? 'viewer'
  return (
    <Stack gap="lg" maw={880}>
      <FormSection title={t('settings.display')}>
        <Stack gap="md">
          <p>{t('settings.displayText')}</p>
          <Radio.Group
            label={t('theme')}
            value={colorScheme}
            onChange={(value) => setColorScheme(schemes.find((one) => one === value) ?? 'auto')}
          >
            <Stack gap={6} mt={4}>
              {schemes.map((one) => (
                <Radio key={one} value={one} label={t(`themes.${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <LanguageSwitch />
        </Stack>
      </FormSection>
      <FormSection title={t('settings.person')}>
        <p>
          {t('settings.user')}: <strong>{session?.user}</strong>
        </p>
        <p>
          {t('settings.role')}: <strong>{t(`common:role.${role}`)}</strong>.{' '}
          {t(`settings.roleText.${role}`)}
        </p>
        <p>
          {t('settings.accounts')}: {session?.accounts.map((one) => one.name).join(', ')}
        </p>
      </FormSection>
    </Stack>
  )
}
