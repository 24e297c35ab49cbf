import { ActionIcon, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnAct } from '../../api/own'
import { ConfirmDialog } from '../../ui/ConfirmDialog'
import { IconDots } from '../../ui/icons'
import { PersonDialog } from './PersonDialog'
import type { Person } from './types'

type Opened = 'change' | 'signOut' | 'remove' | undefined

/** What an administrator can do about a user. */
export function PersonActions({ person }: { person: Person }) {
  const { t } = useTranslation(['admin', 'common'])
  const [opened, setOpened] = useState<Opened>()
  const act = useOwnAct()
  const name = person.user
  const at = (base: string) => `${base}/${encodeURIComponent(name)}`
  const close = () => setOpened(undefined)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('people.actionsOf', { name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpened('change')}>{t('people.changeItem')}</Menu.Item>
          <Menu.Item onClick={() => setOpened('signOut')}>{t('people.signOut')}</Menu.Item>
          <Menu.Item color="red" onClick={() => setOpened('remove')}>
            {t('people.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {opened === 'change' && <PersonDialog person={person} onClose={close} />}
      <ConfirmDialog
        isOpened={opened === 'signOut'}
        onClose={close}
        title={t('people.signOutTitle', { name })}
        confirmLabel={t('people.signOut')}
        onConfirm={() => act.run({ path: at('/api/signOut'), method: 'POST' })}
      >
        {t('people.signOutText')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpened={opened === 'remove'}
        isDestructive
        onClose={close}
        title={t('people.removeTitle', { name })}
        confirmLabel={t('people.remove')}
        typedName={name}
        onConfirm={() => act.run({ path: at('/api/users'), method: 'DELETE' })}
      >
        {t('people.removeText')}
      </ConfirmDialog>
    </>
  )
}
