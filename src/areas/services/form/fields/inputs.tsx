import { TextInput, type TextInputProps } from '@mantine/core'
import type { ComponentProps } from 'react'
import { LinesInput } from '../../../../ui/forms/LinesInput'
import { NumberField } from '../../../../ui/forms/NumberField'
import type { NumberValue } from '../../../../ui/forms/numberText'
import { useDeferredChange } from '../../../../ui/forms/useDeferredChange'

/*
 * Inputs of the service form, which may have hundreds of rows. Each draws a key stroke before the
 * rest of the form.
 */

interface Typed<Value> {
  value?: Value
  onChange?: (value: Value) => void
}

type TextProps<Props> = Omit<Props, 'value' | 'defaultValue' | 'onChange'> & Typed<string>

export function SpecTextInput({ value = '', onChange, ...input }: TextProps<TextInputProps>) {
  const [shown, change] = useDeferredChange(value, onChange)
  return (
    <TextInput
      spellCheck={false}
      autoComplete="off"
      {...input}
      value={shown}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

export function SpecLinesInput({
  value = '',
  onChange,
  ...input
}: TextProps<ComponentProps<typeof LinesInput>>) {
  const [shown, change] = useDeferredChange(value, onChange)
  return (
    <LinesInput {...input} value={shown} onChange={(event) => change(event.currentTarget.value)} />
  )
}

export function SpecNumberField({
  value = '',
  onChange,
  ...input
}: Omit<ComponentProps<typeof NumberField>, 'value' | 'onChange'> & Typed<NumberValue>) {
  const [shown, change] = useDeferredChange(value, onChange)
  return <NumberField {...input} value={shown} onChange={change} />
}
