import { Button, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useConsoleWrite } from '../../../api/client/useConsole'
import { forgetSession, useSession } from '../../../api/session/session'
import { endOwnSessions } from '../../../contract/console/session'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { FormSection } from '../../../ui/forms/FormPage'
import { ConfigurationWarnings } from './ConfigurationWarnings'
import { PasswordForm } from './PasswordForm'

/** /settings/security: changes the user's password and signs out everywhere. */
export function SecurityTab() {
  const { t } = useTranslation('admin')
  const signOut = useConsoleWrite(endOwnSessions)
  const client = useQueryClient()
  const navigate = useNavigate()
  const { session } = useSession()
  const [isAsking, setAsking] = useState(false)
  return (
    <Stack gap="lg" maw={880}>
      {session?.role === 'admin' && <ConfigurationWarnings />}
      <FormSection title={t('password.title')}>
        {session?.source === 'sso' ? (
          <p>{t('password.elsewhere')}</p>
        ) : (
          <PasswordForm user={session?.user ?? ''} />
        )}
      </FormSection>
      <FormSection title={t('everywhere.title')}>
        <Stack gap="sm" align="flex-start">
          <p>{t('everywhere.text')}</p>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('everywhere.submit')}
          </Button>
        </Stack>
      </FormSection>
      <ConfirmDialog
        isOpened={isAsking}
        onClose={() => setAsking(false)}
        title={t('everywhere.ask')}
        confirmLabel={t('everywhere.submit')}
        onConfirm={async () => {
          await signOut.run({})
          forgetSession(client)
          navigate('/login')
        }}
      >
        {t('everywhere.text')}
      </ConfirmDialog>
    </Stack>
  )
}
