import { TextInput, type TextInputProps, UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { IconChevronDown, IconChevronUp } from '../theme/icons'
import css from './NumberField.module.css'
import { type NumberValue, numberValue, stepped } from './numberText'

interface Props extends Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange'> {
  value?: NumberValue
  onChange?: (value: NumberValue) => void
  /** Unit, shown after the number. */
  suffix?: string
  step?: number
  /** Lower bound of the arrow keys and buttons; typed numbers are left to the form's rules. */
  min?: number
  hideControls?: boolean
}

/**
 * A number input that keeps the entered text: an invalid number is passed on as text, which the
 * form's rules refuse.
 */
export function NumberField({
  value = '',
  onChange,
  suffix,
  step = 1,
  min,
  hideControls = false,
  ...input
}: Props) {
  const [typed, setTyped] = useState(String(value))
  const shown = numberValue(typed) === value ? typed : String(value)
  const set = (next: NumberValue) => {
    setTyped(String(next))
    onChange?.(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    set(stepped(value, event.key === 'ArrowUp' ? step : -step, min))
  }
  const button = (by: number) => (
    <UnstyledButton
      className={css.step}
      // The arrow keys do the same.
      tabIndex={-1}
      aria-hidden
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => set(stepped(value, by, min))}
    >
      {by > 0 ? <IconChevronUp size={12} /> : <IconChevronDown size={12} />}
    </UnstyledButton>
  )
  const unit = suffix?.trim()
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      {...input}
      {...(unit && { 'aria-description': unit })}
      value={shown}
      onKeyDown={onKeyDown}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        onChange?.(numberValue(text))
      }}
      rightSectionWidth="auto"
      rightSection={
        <span className={css.section}>
          {unit && <span aria-hidden>{unit}</span>}
          {!hideControls && !input.disabled && (
            <span className={css.steps}>
              {button(step)}
              {button(-step)}
            </span>
          )}
        </span>
      }
    />
  )
}
