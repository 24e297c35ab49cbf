import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/client/error'
import { faultsByPath } from '../../../api/client/form'
import { useConsoleWrite } from '../../../api/client/useConsole'
import { useSession } from '../../../api/session/session'
import { addToken } from '../../../contract/console/credentials/tokens'
import { type Role, roles } from '../../../contract/console/declare/values'
import { Dialog } from '../../../ui/feedback/Dialog'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { Mono } from '../../../ui/value/Mono'
import { ScopeFields } from '../scope/ScopeFields'
import { scopeOf, scopePaths, textsOf, withText } from '../scope/scopeTexts'

const fields = ['name', 'role', 'days', 'canManage', ...scopePaths]
const lifetimes = [7, 30, 90, 366] as const

/** Creates an access token and shows its value, once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common'])
  const { t: rules } = useTranslation('rules')
  const { session } = useSession()
  const act = useConsoleWrite(addToken)
  const ownRole = session?.role ?? 'viewer'
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [days, setDays] = useState<number>(30)
  const [canManage, setManaging] = useState(false)
  const [scope, setScope] = useState(() => textsOf(session?.scope))
  const [value, setValue] = useState<string>()
  const faults = act.error instanceof ApiError ? faultsByPath(act.error.fields, rules) : {}

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    act.run({ body: { name, role, days, canManage, scope: scopeOf(scope) } }).then(
      (made) => setValue(made.value),
      () => undefined,
    )
  }

  if (value !== undefined) {
    return (
      <Dialog onClose={onClose} title={t('tokens.created', { name })}>
        <Stack gap="md">
          <p>{t('tokens.createdText')}</p>
          <Mono isCopied>{value}</Mono>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('tokens.close')}</Button>
          </Group>
        </Stack>
      </Dialog>
    )
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('tokens.add')}
      submitLabel={t('tokens.add')}
      submit={submit}
      isPending={act.isPending}
      error={act.error}
      isAtField={fields.some((path) => faults[path] !== undefined)}
    >
      <TextInput
        label={t('tokens.name')}
        value={name}
        autoComplete="off"
        data-autofocus
        error={faults.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('tokens.role')}
        description={t('tokens.roleText')}
        value={role}
        data={roles
          .slice(0, roles.indexOf(ownRole) + 1)
          .map((item) => ({ value: item, label: t(`common:role.${item}`) }))}
        error={faults.role}
        onChange={(event) =>
          setRole(roles.find((candidate) => candidate === event.currentTarget.value) ?? 'viewer')
        }
      />
      <NativeSelect
        label={t('tokens.days')}
        value={String(days)}
        data={lifetimes.map((count) => ({
          value: String(count),
          label: t('tokens.dayCount', { count }),
        }))}
        error={faults.days}
        onChange={(event) => setDays(Number(event.currentTarget.value))}
      />
      {ownRole === 'admin' && (
        <Checkbox
          label={t('tokens.canManage')}
          description={t('tokens.canManageText')}
          checked={canManage}
          error={faults.canManage}
          onChange={(event) => setManaging(event.currentTarget.checked)}
        />
      )}
      <ScopeFields
        owner="token"
        texts={scope}
        within={session?.scope ?? {}}
        faults={faults}
        onChange={(kind, text) => setScope((texts) => withText(texts, kind, text))}
      />
    </FormDialog>
  )
}
