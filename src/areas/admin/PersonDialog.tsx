import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/error'
import { faultsByPath } from '../../api/form'
import { useOwnAct } from '../../api/own'
import type { Role } from '../../api/session'
import { FormDialog } from '../../ui/FormDialog'
import { type Person, type Reach, reachKinds } from './types'

const roles: readonly Role[] = ['viewer', 'operator', 'admin']

const listOf = (text: string) => text.split(/[\s,，、]+/).filter(Boolean)
const textOf = (reach: Reach | undefined, kind: keyof Reach) => (reach?.[kind] ?? []).join(', ')

/** Adds somebody, or changes what somebody may do. */
export function PersonDialog({ person, onClose }: { person?: Person; onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common', 'rules'])
  const { t: rules } = useTranslation('rules')
  const act = useOwnAct()
  const [user, setUser] = useState(person?.user ?? '')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState<Role>(person?.role ?? 'viewer')
  const [isReadOnly, setReadOnly] = useState(person?.readOnly ?? false)
  const [reach, setReach] = useState(() =>
    Object.fromEntries(reachKinds.map((kind) => [kind, textOf(person?.reach, kind)])),
  )
  const faults = act.error instanceof ApiError ? faultsByPath(act.error.fields, rules) : {}

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wanted = Object.fromEntries(reachKinds.map((kind) => [kind, listOf(reach[kind] ?? '')]))
    const body = {
      ...(!person && { user }),
      ...((!person || password) && { password }),
      role,
      readOnly: isReadOnly,
      reach: wanted,
    }
    const path = person ? `/api/users/${encodeURIComponent(person.user)}` : '/api/users'
    act.run({ path, method: person ? 'PATCH' : 'POST', body }).then(onClose, () => undefined)
  }
  const shown = Object.keys(faults).length > 0 ? null : act.error
  return (
    <FormDialog
      onClose={onClose}
      title={person ? t('people.change', { name: person.user }) : t('people.add')}
      submitLabel={person ? t('common:save') : t('people.add')}
      submit={submit}
      isPending={act.isPending}
      error={shown}
    >
      {!person && (
        <TextInput
          label={t('people.user')}
          value={user}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          error={faults.user}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
      )}
      {person?.source !== 'sso' && (
        <PasswordInput
          label={person ? t('people.newPassword') : t('people.password')}
          description={person ? t('people.newPasswordText') : undefined}
          value={password}
          autoComplete="new-password"
          error={faults.password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={t('people.role')}
        value={role}
        data={roles.map((value) => ({ value, label: t(`common:role.${value}`) }))}
        onChange={(event) =>
          setRole(roles.find((one) => one === event.currentTarget.value) ?? 'viewer')
        }
      />
      <NativeSelect
        label={t('people.mode')}
        value={isReadOnly ? 'looks' : 'changes'}
        data={[
          { value: 'changes', label: t('people.mayChange') },
          { value: 'looks', label: t('people.mayLook') },
        ]}
        onChange={(event) => setReadOnly(event.currentTarget.value === 'looks')}
      />
      <p>{t('people.reachText')}</p>
      {reachKinds.map((kind) => (
        <TextInput
          key={kind}
          label={t(`people.reach.${kind}`)}
          placeholder={t('people.everything')}
          value={reach[kind] ?? ''}
          spellCheck={false}
          error={faults[`reach.${kind}`]}
          onChange={(event) => {
            const { value } = event.currentTarget
            setReach((now) => ({ ...now, [kind]: value }))
          }}
        />
      ))}
    </FormDialog>
  )
}
