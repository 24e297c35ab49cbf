import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askConsole } from '../../../api/client/console'
import { ApiError } from '../../../api/client/error'
import { faultsByPath } from '../../../api/client/form'
import { useConsoleWrite } from '../../../api/client/useConsole'
import { useConsoleSave } from '../../../api/merge/useConsoleSave'
import { useSession } from '../../../api/session/session'
import { type Role, roles } from '../../../contract/console/declare/values'
import { addUser, changeUser, type ListedUser, listUsers } from '../../../contract/console/users'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { PasswordBox } from '../../../ui/forms/PasswordBox'
import { ScopeFields } from '../scope/ScopeFields'
import { type ScopeTexts, scopeOf, scopePaths, textsOf, withText } from '../scope/scopeTexts'

const fields = ['user', 'password', 'role', 'readOnly', ...scopePaths]

interface Permissions {
  role: Role
  readOnly: boolean
  scope: ScopeTexts
}

const permissionsOf = ({
  role,
  readOnly,
  scope,
}: Pick<ListedUser, 'role' | 'readOnly' | 'scope'>): Permissions => ({
  role,
  readOnly,
  scope: textsOf(scope),
})

const sentOf = ({ scope, ...permissions }: Permissions) => ({
  ...permissions,
  scope: scopeOf(scope),
})

/** Adds a user, or changes a user's permissions. */
export function UserDialog({ user, onClose }: { user?: ListedUser; onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common'])
  const { t: rules } = useTranslation('rules')
  const adding = useConsoleWrite(addUser)
  const changing = useConsoleWrite(changeUser)
  const [name, setName] = useState(user?.user ?? '')
  const [password, setPassword] = useState('')
  const { session } = useSession()
  // Administrators cannot grant a wider scope than their own.
  const [initial] = useState(() =>
    permissionsOf(user ?? { role: 'viewer', readOnly: false, scope: session?.scope ?? {} }),
  )
  const [permissions, setPermissions] = useState(initial)
  const { role, readOnly, scope } = permissions
  const setScope = (change: (before: ScopeTexts) => ScopeTexts) =>
    setPermissions((all) => ({ ...all, scope: change(all.scope) }))
  const stored = async () => {
    const all = await askConsole(listUsers, {})
    const current = all.find(({ id }) => id === user?.id)
    return current && permissionsOf(current)
  }
  const { save, isPending, error, concurrency } = useConsoleSave({
    initial,
    values: permissions,
    set: setPermissions,
    stored: user && stored,
    conflict: 'UserChanged',
  })
  const faults = error instanceof ApiError ? faultsByPath(error.fields, rules) : {}
  const isByGroups = user?.source === 'sso'

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const body = sentOf(permissions)
    void save(
      (before) =>
        user
          ? changing.run({
              name: user.id,
              body: { ...body, before: sentOf(before), ...(password && { password }) },
            })
          : adding.run({ body: { ...body, user: name, password } }),
      onClose,
    )
  }
  return (
    <FormDialog
      onClose={onClose}
      title={user ? t('users.change', { name: user.name }) : t('users.add')}
      submitLabel={user ? t('common:save') : t('users.add')}
      submit={submit}
      isPending={isPending}
      error={error}
      concurrency={concurrency}
      isAtField={fields.some((path) => faults[path] !== undefined)}
    >
      {!user && (
        <TextInput
          label={t('users.user')}
          value={name}
          // The password belongs to another user, so browsers must not autofill the
          // administrator's.
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          error={faults.user}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {!isByGroups && (
        <PasswordBox
          label={user ? t('users.newPassword') : t('users.password')}
          description={user ? t('users.newPasswordText') : t('users.passwordText')}
          value={password}
          autoComplete="new-password"
          error={faults.password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={t('users.role')}
        description={isByGroups ? t('users.roleOfGroups') : t(`common:roleText.${role}`)}
        value={role}
        data={roles.map((value) => ({ value, label: t(`common:role.${value}`) }))}
        error={faults.role}
        onChange={(event) =>
          setPermissions({
            ...permissions,
            role: roles.find((candidate) => candidate === event.currentTarget.value) ?? 'viewer',
          })
        }
      />
      <Checkbox
        label={t('users.readOnly')}
        description={t('users.readOnlyText')}
        checked={readOnly}
        error={faults.readOnly}
        aria-invalid={faults.readOnly !== undefined}
        onChange={(event) =>
          setPermissions({ ...permissions, readOnly: event.currentTarget.checked })
        }
      />
      <ScopeFields
        texts={scope}
        faults={faults}
        onChange={(kind, text) => setScope((texts) => withText(texts, kind, text))}
      />
    </FormDialog>
  )
}
