import { Radio, Stack, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormSection } from '../../ui/forms/FormPage'
import { LanguageSwitch } from '../LanguageSwitch'
import { UserFacts } from '../user/UserFacts'

const schemes = ['light', 'dark', 'auto'] as const

/** Preferences of this browser, and the signed-in user. */
export function SettingsPage() {
  const { t } = useTranslation('shell')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Stack gap="lg" maw={880}>
      <FormSection title={t('settings.person')}>
        <UserFacts />
      </FormSection>
      <FormSection title={t('settings.display')}>
        <Stack gap="md">
          <p>{t('settings.displayText')}</p>
          <LanguageSwitch isLabelled />
          <Radio.Group
            label={t('theme')}
            value={colorScheme}
            onChange={(value) =>
              setColorScheme(schemes.find((scheme) => scheme === value) ?? 'auto')
            }
          >
            <Stack gap={8} mt={4}>
              {schemes.map((scheme) => (
                <Radio key={scheme} value={scheme} label={t(`themes.${scheme}`)} />
              ))}
            </Stack>
          </Radio.Group>
        </Stack>
      </FormSection>
    </Stack>
  )
}
