import { useTranslation } from 'react-i18next'
import { useConsoleRead } from '../../../api/client/useConsole'
import { readWarnings } from '../../../contract/console/warnings'
import { FormSection } from '../../../ui/forms/FormPage'

/**
 * Faults in the console's configuration that an administrator should correct; renders nothing if
 * there are none.
 */
export function ConfigurationWarnings() {
  const { t } = useTranslation('admin')
  const { data = [] } = useConsoleRead(readWarnings, {})
  if (data.length === 0) return null
  return (
    <FormSection title={t('warnings.title')}>
      {data.map((code) => (
        <p key={code}>{t(`warnings.${code}`)}</p>
      ))}
    </FormSection>
  )
}
