import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { SessionList } from './SessionList'

/**
 * /settings/sessions: the user’s own sessions, or for administrators those of the user in the URL.
 */
export function SessionsTab() {
  const { t } = useTranslation('admin')
  const [search] = useSearchParams()
  const user = search.get('user') ?? undefined
  return (
    <Stack gap="sm">
      <p>{user === undefined ? t('sessions.text') : t('sessions.textOf', { name: user })}</p>
      <SessionList user={user} />
    </Stack>
  )
}
