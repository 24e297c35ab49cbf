import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface Choice {
  value: string
  label: string
  isDisabled?: boolean
}

/** What a look-up has to offer; an `error` means that the endpoint has no such look-up. */
export interface Lookup {
  choices: readonly Choice[]
  isPending: boolean
  error: unknown
}

interface Props {
  label: string
  help?: ReactNode
  lookup: Lookup
  /** What an empty choice means, where it may be left empty. */
  none?: string
  value: string
  error?: ReactNode
  /** Takes the place of what the form's own handler does. */
  onChoose: (value: string) => void
  onBlur?: ((event: React.FocusEvent<HTMLElement>) => void) | undefined
  'data-path'?: string | undefined
}

/** A choice among what the cloud lists; where it lists nothing, its id can be typed. */
export function LookupSelect({ label, help, lookup, none, value, onChoose, ...rest }: Props) {
  const { t } = useTranslation()
  if (lookup.error) {
    return (
      <TextInput
        {...rest}
        label={label}
        description={t('form.idInstead')}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
    )
  }
  const isKnown = value === '' || lookup.choices.some((one) => one.value === value)
  return (
    <NativeSelect
      {...rest}
      label={label}
      description={help}
      value={value}
      aria-busy={lookup.isPending}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={[
        { value: '', label: lookup.isPending ? t('loading') : (none ?? t('form.choose')) },
        ...(isKnown ? [] : [{ value, label: value }]),
        ...lookup.choices.map((one) => ({
          value: one.value,
          label: one.label,
          disabled: one.isDisabled ?? false,
        })),
      ]}
    />
  )
}
