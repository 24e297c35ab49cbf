import { TextInput, type TextInputProps, UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { IconChevronDown, IconChevronUp } from '../theme/icons'
import css from './NumberField.module.css'
import { type NumberValue, numberValue, stepNumber } from './numberText'

interface Props extends Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange'> {
  value?: NumberValue
  onChange?: (value: NumberValue) => void
  /** Unit, shown after the number. */
  suffix?: string
  step?: number
  /** Lower bound for the arrow keys and buttons; the form's rules check typed numbers. */
  min?: number
  hideControls?: boolean
}

/**
 * A number input that keeps the entered text: it passes an invalid number on as text, which the
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
  const shownText = numberValue(typed) === value ? typed : String(value)
  const set = (next: NumberValue) => {
    setTyped(String(next))
    onChange?.(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    set(stepNumber(value, event.key === 'ArrowUp' ? step : -step, min))
  }
  const button = (by: number) => (
    <UnstyledButton
      className={css.step}
      // The buttons are not tab stops, because the arrow keys have the same effect.
      tabIndex={-1}
      aria-hidden
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => set(stepNumber(value, by, min))}
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
      value={shownText}
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
