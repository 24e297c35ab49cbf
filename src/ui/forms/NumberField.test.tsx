import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { NumberField } from './NumberField'
import { numberValue } from './numberText'

describe('numberValue', () => {
  it.each([
    ['', ''],
    ['  ', ''],
    ['15', 15],
    [' 15 ', 15],
    ['1.5', 1.5],
    ['-3', -3],
    ['-0', 0],
    ['007', 7],
    ['1e3', '1e3'],
    ['1,5', '1,5'],
    ['1 500', '1 500'],
    ['1.', '1.'],
    ['.5', '.5'],
    ['+5', '+5'],
    ['0x10', '0x10'],
    ['１５', '１５'],
    ['five', 'five'],
    ['5 s', '5 s'],
    ['Infinity', 'Infinity'],
    ['--1', '--1'],
  ])('%j is %j', (text, value) => {
    expect(numberValue(text)).toBe(value)
  })
})

function Field({ onValue }: { onValue: (value: unknown) => void }) {
  const [value, setValue] = useState<number | string>(3)
  return (
    <MantineProvider env="test">
      <NumberField
        label="Instances"
        min={0}
        value={value}
        onChange={(next) => {
          setValue(next)
          onValue(next)
        }}
      />
    </MantineProvider>
  )
}

describe('NumberField', () => {
  it.each([
    ['1.5', 1.5],
    ['1e3', '1e3'],
    ['1,5', '1,5'],
    ['-5', -5],
    ['007', 7],
    ['5 instances', '5 instances'],
    ['', ''],
  ])('keeps the typed %j, also after blur, and reports %j', (text, value) => {
    const onValue = vi.fn()
    render(<Field onValue={onValue} />)
    const input = screen.getByLabelText('Instances')
    fireEvent.change(input, { target: { value: text } })
    fireEvent.blur(input)
    expect(input).toHaveProperty('value', text)
    expect(onValue).toHaveBeenLastCalledWith(value)
  })

  it('steps with the arrow keys, not below the minimum', () => {
    const onValue = vi.fn()
    render(<Field onValue={onValue} />)
    const input = screen.getByLabelText('Instances')
    for (const key of [
      'ArrowUp',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
    ]) {
      fireEvent.keyDown(input, { key })
    }
    expect(onValue.mock.calls.flat()).toEqual([4, 3, 2, 1, 0, 0])
  })
})
