import { Checkbox, Fieldset, Input, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../api/session/session'
import type { Scope, ScopeKind } from '../../../contract/console/declare/values'
import { useRegionName } from '../../../i18n/useRegionName'
import css from '../admin.module.css'
import { namesIn, type ScopeTexts } from './scopeTexts'

interface Props {
  texts: ScopeTexts
  /** Receives undefined for no limit. */
  onChange: (kind: ScopeKind, text: string | undefined) => void
  faults: Readonly<Record<string, string>>
  /** Owner of the scope, for the texts. */
  owner?: 'user' | 'token'
  /** The scope that must not be exceeded: its limits cannot be removed. */
  within?: Scope
}

/** Removes the limit of a kind; unchecking leaves an empty list, which allows nothing. */
function NoLimitCheckbox({
  kind,
  texts,
  onChange,
  owner = 'user',
  within,
}: Props & { kind: ScopeKind }) {
  const { t } = useTranslation('admin')
  const text = texts[kind]
  return (
    <>
      {within?.[kind] === undefined && (
        <Checkbox
          label={t(`users.all.${kind}`)}
          checked={text === undefined}
          onChange={(event) => onChange(kind, event.currentTarget.checked ? undefined : '')}
        />
      )}
      {text !== undefined && namesIn(text).length === 0 && (
        <p className={css.small}>{t(`scope.noAccess.${owner}`)}</p>
      )}
    </>
  )
}

/** Known accounts and regions are checkboxes; other names in the scope remain listed. */
function Checkboxes({
  kind,
  known,
  ...props
}: Props & { kind: ScopeKind; known: readonly string[] }) {
  const { t } = useTranslation()
  const regionName = useRegionName()
  const chosen = namesIn(props.texts[kind] ?? '')
  const flip = (name: string) =>
    chosen.includes(name) ? chosen.filter((value) => value !== name) : [...chosen, name]
  return (
    <fieldset className={css.ticks}>
      <legend>{t(`scope.${kind}`)}</legend>
      <div>
        <NoLimitCheckbox kind={kind} {...props} />
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

/** Inputs for the scope of a user or a token; entering a name limits its kind. */
export function ScopeFields(props: Props) {
  const { t } = useTranslation(['admin', 'common'])
  const { session } = useSession()
  const accounts = session?.accounts ?? []
  const regions = [...new Set(accounts.flatMap((account) => account.regions))]
  const id = useId()
  const fault = props.faults.scope
  const { owner = 'user', within } = props
  return (
    <Fieldset legend={t('users.scopeTitle')} {...(fault && { 'aria-describedby': id })}>
      <Stack gap="sm">
        <p className={css.dim}>{t(`scope.text.${owner}`)}</p>
        {fault && <Input.Error id={id}>{fault}</Input.Error>}
        <Checkboxes {...props} kind="accounts" known={accounts.map((account) => account.name)} />
        <Checkboxes {...props} kind="regions" known={regions} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {(['clusters', 'namespaces'] as const).map((kind) => (
            <Stack key={kind} gap={6}>
              <TextInput
                label={t(`common:scope.${kind}`)}
                description={within?.[kind] && t('scope.own', { names: within[kind].join(', ') })}
                placeholder={
                  props.texts[kind] === undefined ? t('common:scope.everything') : undefined
                }
                value={props.texts[kind] ?? ''}
                autoCapitalize="none"
                spellCheck={false}
                error={props.faults[`scope.${kind}`]}
                onChange={(event) => props.onChange(kind, event.currentTarget.value)}
              />
              <NoLimitCheckbox kind={kind} {...props} />
            </Stack>
          ))}
        </SimpleGrid>
      </Stack>
    </Fieldset>
  )
}
