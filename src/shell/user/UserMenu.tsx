import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useLocationHref } from '../../api/session/location'
import { signOut, useSession } from '../../api/session/session'
import { LazyMenu } from '../../ui/menu/LazyMenu'
import { IconUser } from '../../ui/theme/icons'
import css from '../Layout.module.css'

export function UserMenu() {
  const { t } = useTranslation(['shell', 'common'])
  const { session } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const href = useLocationHref()
  if (!session) return null
  const leave = async () => {
    if (await signOut(client)) navigate('/login')
  }
  const go = (to: string) => () => void navigate(href(to))
  const role = t(`common:role.${session.role}`)
  return (
    <LazyMenu
      button={
        <Button
          variant="subtle"
          color="gray"
          px={8}
          leftSection={<IconUser size={16} aria-hidden />}
        >
          <span className={css.person}>{session.user}</span>
        </Button>
      }
      entries={[
        { id: 'user', kind: 'words', label: `${t('person', { user: session.user })} · ${role}` },
        { id: 'settings', kind: 'action', label: t('menu.settings'), onClick: go('/settings') },
        {
          id: 'changePassword',
          kind: 'action',
          label: t('changePassword'),
          onClick: go('/settings/security'),
        },
        { id: 'signOut', kind: 'action', label: t('signOut'), onClick: () => void leave() },
      ]}
    />
  )
}
