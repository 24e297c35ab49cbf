import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeLanguage, i18n, startI18n } from '../../i18n/i18n'
import { LocalTimeInput } from './LocalTimeInput'

const previousZone = process.env.TZ
beforeAll(async () => {
  process.env.TZ = 'Europe/Berlin'
  if (!i18n.isInitialized) await startI18n()
  await changeLanguage('en')
})
afterAll(() => {
  process.env.TZ = previousZone ?? ''
  if (previousZone === undefined) Reflect.deleteProperty(process.env, 'TZ')
})

function Form({ initial, onValue }: { initial?: string; onValue: (value?: number) => void }) {
  const [value, setValue] = useState(initial === undefined ? undefined : Date.parse(initial))
  onValue(value)
  return <LocalTimeInput label="From" value={value} onChange={setValue} />
}

/** Renders the input; returns a function that reads its current value as UTC. */
function renderInput(initial?: string) {
  let current: number | undefined
  const keep = (value?: number) => {
    current = value
  }
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={i18n}>
        <Form {...(initial !== undefined && { initial })} onValue={keep} />
      </I18nextProvider>
    </MantineProvider>,
  )
  return () => (current === undefined ? undefined : new Date(current).toISOString())
}

const type = (value: string) =>
  fireEvent.change(screen.getByLabelText('From'), { target: { value } })

it('keeps an exact moment that is not edited, or edited back', () => {
  const value = renderInput('2026-10-25T01:30:42.000Z')
  expect(screen.getByLabelText('From')).toHaveProperty('value', '2026-10-25T02:30')
  expect(value()).toBe('2026-10-25T01:30:42.000Z')
  type('2026-10-25T05:00')
  expect(value()).toBe('2026-10-25T04:00:00.000Z')
  type('2026-10-25T02:30')
  expect(value()).toBe('2026-10-25T01:30:42.000Z')
})

it('asks which of two moments a time of the repeated hour means', () => {
  const value = renderInput()
  type('2026-10-25T02:30')
  expect(value()).toBe('2026-10-25T00:30:00.000Z')
  const choice = screen.getByLabelText('Which one')
  expect([...choice.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
    '02:30 UTC+2',
    '02:30 UTC+1',
  ])
  fireEvent.change(choice, { target: { value: String(Date.parse('2026-10-25T01:30Z')) } })
  expect(value()).toBe('2026-10-25T01:30:00.000Z')
  expect(screen.getByLabelText('From')).toHaveProperty('value', '2026-10-25T02:30')
})

it('refuses a time that the clock skips, and names the next one', () => {
  const value = renderInput()
  type('2026-03-29T02:30')
  expect(value()).toBeUndefined()
  screen.getByText('The clocks skip this time. The next time is Mar 29, 03:00 UTC+2.')
  expect(screen.getByLabelText('From')).toHaveProperty('value', '2026-03-29T02:30')
})
