import { Modal, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session/session'
import { SignInForm } from './SignInForm'

/** Sign-in over the page, which keeps its state; if another user signs in, the page is reloaded. */
export function SessionEnded() {
  const { t } = useTranslation('shell')
  const { session } = useSession()
  if (!session) return null
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      title={t('signIn.again')}
    >
      <Stack gap="md">
        <p>{t('signIn.againText')}</p>
        <SignInForm
          user={session.user}
          onDone={({ isSamePerson }) => {
            if (!isSamePerson) window.location.reload()
          }}
        />
      </Stack>
    </Modal>
  )
}
