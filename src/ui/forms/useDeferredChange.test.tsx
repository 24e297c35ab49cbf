import { act, fireEvent, render, screen } from '@testing-library/react'
import { Suspense, use, useState } from 'react'
import { expect, it } from 'vitest'
import { useDeferredChange } from './useDeferredChange'

const ready = Promise.resolve()

function Slow({ text, wait }: { text: string; wait: Promise<void> }) {
  use(text === '' ? ready : wait)
  return <output>{text}</output>
}

function Input({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [shown, change] = useDeferredChange(value, onChange)
  return (
    <input
      aria-label="Name"
      value={shown}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

function Owner({ wait, seen }: { wait: Promise<void>; seen: string[] }) {
  const [text, setText] = useState('')
  const change = (next: string) => {
    seen.push(next)
    setText(next)
  }
  return (
    <Suspense fallback="loading">
      <Input value={text} onChange={change} />
      <Slow text={text} wait={wait} />
    </Suspense>
  )
}

it('shows a change before its owner has rendered it, and tells the owner at once', async () => {
  let finish = () => {}
  const wait = new Promise<void>((resolve) => {
    finish = resolve
  })
  const seen: string[] = []
  await act(async () => render(<Owner wait={wait} seen={seen} />))
  const type = (value: string) =>
    act(async () => {
      fireEvent.change(screen.getByLabelText('Name'), { target: { value } })
    })
  await type('a')
  await type('ab')
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'ab')
  expect(screen.getByRole('status').textContent).toBe('')
  expect(seen).toEqual(['a', 'ab'])
  await act(async () => finish())
  expect(screen.getByRole('status').textContent).toBe('ab')
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'ab')
})
