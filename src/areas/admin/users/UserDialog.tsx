import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/client/error'
import { faultsByPath } from '../../../api/client/form'
import { useConsoleWrite } from '../../../api/client/useConsole'
import { useSession } from '../../../api/session/session'
import { type Role, roles, type Scope, scopeKinds } from '../../../contract/console/declare/values'
import { addUser, changeUser, type ListedUser } from '../../../contract/console/users'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { PasswordBox } from '../../../ui/forms/PasswordBox'
import { namesIn, ScopeFields, type ScopeTexts } from './ScopeFields'

const fields = [
  'user',
  'password',
  'role',
  'readOnly',
  'scope',
  ...scopeKinds.map((kind) => `scope.${kind}`),
]

const textsOf = (scope: Scope = {}): ScopeTexts =>
  Object.fromEntries(
    scopeKinds.flatMap((kind) => {
      const names = scope[kind]
      return names ? [[kind, names.join(', ')]] : []
    }),
  )

const scopeOf = (texts: ScopeTexts): Scope =>
  Object.fromEntries(
    scopeKinds.flatMap((kind) => {
      const text = texts[kind]
      return text === undefined ? [] : [[kind, namesIn(text)]]
    }),
  )

/** Adds a user, or changes a user's permissions. */
export function UserDialog({ user, onClose }: { user?: ListedUser; onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common'])
  const { t: rules } = useTranslation('rules')
  const adding = useConsoleWrite(addUser)
  const changing = useConsoleWrite(changeUser)
  const act = user ? changing : adding
  const [name, setName] = useState(user?.user ?? '')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState<Role>(user?.role ?? 'viewer')
  const [isReadOnly, setReadOnly] = useState(user?.readOnly ?? false)
  const { session } = useSession()
  // Administrators cannot grant more than their own scope.
  const [scope, setScope] = useState(() => textsOf(user?.scope ?? session?.scope))
  const faults = act.error instanceof ApiError ? faultsByPath(act.error.fields, rules) : {}
  const isByGroups = user?.source === 'sso'

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const permissions = { role, readOnly: isReadOnly, scope: scopeOf(scope) }
    const done = user
      ? changing.run({ name: user.id, body: { ...permissions, ...(password && { password }) } })
      : adding.run({ body: { ...permissions, user: name, password } })
    done.then(onClose, () => undefined)
  }
  return (
    <FormDialog
      onClose={onClose}
      title={user ? t('users.change', { name: user.name }) : t('users.add')}
      submitLabel={user ? t('common:save') : t('users.add')}
      submit={submit}
      isPending={act.isPending}
      error={act.error}
      isAtField={fields.some((path) => faults[path] !== undefined)}
    >
      {!user && (
        <TextInput
          label={t('users.user')}
          value={name}
          // The password of another user: browsers would autofill the administrator's own name.
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
          setRole(roles.find((one) => one === event.currentTarget.value) ?? 'viewer')
        }
      />
      <Checkbox
        label={t('users.readOnly')}
        description={t('users.readOnlyText')}
        checked={isReadOnly}
        error={faults.readOnly}
        aria-invalid={faults.readOnly !== undefined}
        onChange={(event) => setReadOnly(event.currentTarget.checked)}
      />
      <ScopeFields
        texts={scope}
        faults={faults}
        onChange={(kind, text) =>
          setScope(({ [kind]: _, ...others }) =>
            text === undefined ? others : { ...others, [kind]: text },
          )
        }
      />
    </FormDialog>
  )
}
