import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/client/error'
import { faultsByPath } from '../../../api/client/form'
import { useConsoleWrite } from '../../../api/client/useConsole'
import { type Role, type Scope, scopeKinds, useSession } from '../../../api/session/session'
import { roles } from '../../../contract/console/declare/values'
import { addUser, changeUser, type ListedUser } from '../../../contract/console/users'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { PasswordBox } from '../../../ui/forms/PasswordBox'
import { namesIn, ScopeFields } from './ScopeFields'

const fields = [
  'user',
  'password',
  'role',
  'readOnly',
  'scope',
  ...scopeKinds.map((kind) => `scope.${kind}`),
]

const textsOf = (scope: Scope = {}): Record<keyof Scope, string> => {
  const text = (kind: keyof Scope) => (scope[kind] ?? []).join(', ')
  return {
    accounts: text('accounts'),
    regions: text('regions'),
    clusters: text('clusters'),
    namespaces: text('namespaces'),
  }
}

/** Adds a user or changes one's permissions. */
export function PersonDialog({ person, onClose }: { person?: ListedUser; onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common'])
  const { t: rules } = useTranslation('rules')
  const adding = useConsoleWrite(addUser)
  const changing = useConsoleWrite(changeUser)
  const act = person ? changing : adding
  const [user, setUser] = useState(person?.user ?? '')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState<Role>(person?.role ?? 'viewer')
  const [isReadOnly, setReadOnly] = useState(person?.readOnly ?? false)
  const { session } = useSession()
  // Administrators cannot grant more than their own scope.
  const [scope, setScope] = useState(() => textsOf(person?.scope ?? session?.scope))
  const faults = act.error instanceof ApiError ? faultsByPath(act.error.fields, rules) : {}
  const isByGroups = person?.source === 'sso'

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const reached: Scope = Object.fromEntries(
      scopeKinds.map((kind) => [kind, namesIn(scope[kind])]),
    )
    const standing = { role, readOnly: isReadOnly, scope: reached }
    const done = person
      ? changing.run({ name: person.user, body: { ...standing, ...(password && { password }) } })
      : adding.run({ body: { ...standing, user, password } })
    done.then(onClose, () => undefined)
  }
  return (
    <FormDialog
      onClose={onClose}
      title={person ? t('people.change', { name: person.user }) : t('people.add')}
      submitLabel={person ? t('common:save') : t('people.add')}
      submit={submit}
      isPending={act.isPending}
      error={act.error}
      isAtField={fields.some((path) => faults[path] !== undefined)}
    >
      {!person && (
        <TextInput
          label={t('people.user')}
          value={user}
          // The password of another user: browsers would autofill the administrator's own name.
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          error={faults.user}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
      )}
      {!isByGroups && (
        <PasswordBox
          label={person ? t('people.newPassword') : t('people.password')}
          description={person ? t('people.newPasswordText') : t('people.passwordText')}
          value={password}
          autoComplete="new-password"
          error={faults.password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={t('people.role')}
        description={isByGroups ? t('people.roleOfGroups') : t(`common:roleText.${role}`)}
        value={role}
        data={roles.map((value) => ({ value, label: t(`common:role.${value}`) }))}
        error={faults.role}
        onChange={(event) =>
          setRole(roles.find((one) => one === event.currentTarget.value) ?? 'viewer')
        }
      />
      <Checkbox
        label={t('people.readOnly')}
        description={t('people.readOnlyText')}
        checked={isReadOnly}
        error={faults.readOnly}
        aria-invalid={faults.readOnly !== undefined}
        onChange={(event) => setReadOnly(event.currentTarget.checked)}
      />
      <ScopeFields
        texts={scope}
        faults={faults}
        onChange={(kind, text) => setScope((now) => ({ ...now, [kind]: text }))}
      />
    </FormDialog>
  )
}
