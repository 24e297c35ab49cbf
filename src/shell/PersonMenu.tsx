import { Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { signOut, useSession } from '../api/session'
import { IconUser } from '../ui/icons'
import css from './Layout.module.css'

export function PersonMenu() {
  const { t } = useTranslation(['shell', 'common'])
  const { session } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  if (!session) return null
  const leave = async () => {
    await signOut(client)
    navigate('/login')
  }
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px={8}
          leftSection={<IconUser size={16} aria-hidden />}
        >
          <span className={css.person}>{session.user}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {t('person', { user: session.user })} · {t(`common:role.${session.role}`)}
        </Menu.Label>
        <Menu.Item onClick={() => void leave()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
