import { Checkbox, Fieldset, Input, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../api/session/session'
import type { Scope } from '../../../contract/console/declare/values'
import { useRegionName } from '../../../i18n/useRegionName'
import css from '../admin.module.css'

type Kind = keyof Scope

interface Props {
  /** Names as typed, one text per kind. */
  texts: Readonly<Record<Kind, string>>
  onChange: (kind: Kind, text: string) => void
  faults: Readonly<Record<string, string>>
}

export const namesIn = (text: string) => text.split(/[\s,，、]+/).filter(Boolean)

/** Known accounts and regions are checkboxes; names granted before remain listed. */
function Checkboxes({ kind, known, ...props }: Props & { kind: Kind; known: readonly string[] }) {
  const { t } = useTranslation()
  const regionName = useRegionName()
  const chosen = namesIn(props.texts[kind])
  const flip = (name: string) =>
    chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]
  return (
    <fieldset className={css.ticks}>
      <legend>
        {t(`scope.${kind}`)}
        {chosen.length === 0 && <span className={css.dim}>: {t('scope.everything')}</span>}
      </legend>
      <div>
        {[...new Set([...known, ...chosen])].map((name) => (
          <Checkbox
            key={name}
            label={kind === 'regions' ? regionName(name) : name}
            checked={chosen.includes(name)}
            aria-invalid={props.faults.scope !== undefined || undefined}
            onChange={() => props.onChange(kind, flip(name).join(', '))}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Inputs for a user's scope; a kind without a choice is unlimited. */
export function ScopeFields(props: Props) {
  const { t } = useTranslation(['admin', 'common'])
  const { session } = useSession()
  const accounts = session?.accounts ?? []
  const regions = [...new Set(accounts.flatMap((one) => one.regions))]
  const id = useId()
  const fault = props.faults.scope
  return (
    <Fieldset legend={t('users.scopeTitle')} {...(fault && { 'aria-describedby': id })}>
      <Stack gap="sm">
        <p className={css.dim}>{t('users.scopeText')}</p>
        {fault && <Input.Error id={id}>{fault}</Input.Error>}
        <Checkboxes {...props} kind="accounts" known={accounts.map((one) => one.name)} />
        <Checkboxes {...props} kind="regions" known={regions} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {(['clusters', 'namespaces'] as const).map((kind) => (
            <TextInput
              key={kind}
              label={t(`common:scope.${kind}`)}
              placeholder={t('common:scope.everything')}
              value={props.texts[kind]}
              autoCapitalize="none"
              spellCheck={false}
              error={props.faults[`scope.${kind}`]}
              onChange={(event) => props.onChange(kind, event.currentTarget.value)}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Fieldset>
  )
}
