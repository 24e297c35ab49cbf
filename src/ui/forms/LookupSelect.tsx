import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface Choice {
  value: string
  label: string
  isDisabled?: boolean
}

/** Options of a lookup; `error` means that the endpoint does not offer the lookup. */
export interface Lookup {
  choices: readonly Choice[]
  isPending: boolean
  error: unknown
}

interface Props {
  label: string
  help?: ReactNode
  lookup: Lookup
  /** Meaning of the empty option, if it is allowed. */
  none?: string
  value: string
  error?: ReactNode
  /** Replaces the form's own change handler. */
  onChoose: (value: string) => void
  onBlur?: ((event: React.FocusEvent<HTMLElement>) => void) | undefined
  'data-path'?: string | undefined
}

/** A select with options read from the API; if the lookup fails, the user can type the ID. */
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
  const isKnown = value === '' || lookup.choices.some((choice) => choice.value === value)
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
        ...lookup.choices.map((choice) => ({
          value: choice.value,
          label: choice.label,
          disabled: choice.isDisabled ?? false,
        })),
      ]}
    />
  )
}
