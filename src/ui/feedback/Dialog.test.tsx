import { Checkbox, MantineProvider, Textarea, TextInput } from '@mantine/core'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { i18n, startI18n } from '../../i18n/i18n'
import { Dialog } from './Dialog'

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n()
  await i18n.changeLanguage('en')
})

function Fields() {
  const [name, setName] = useState('web')
  return (
    <>
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea label="Notes" />
      <TextInput type="search" label="Search" />
      <Checkbox label="Sure" />
    </>
  )
}

async function renderDialog() {
  const onClose = vi.fn()
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={i18n}>
        <Dialog title="Edit web" onClose={onClose}>
          <Fields />
        </Dialog>
      </I18nextProvider>
    </MantineProvider>,
  )
  await screen.findByLabelText('Name')
  return onClose
}

const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
const pressEscape = () => fireEvent.keyDown(document.body, { key: 'Escape' })
const clickOutside = () => {
  for (const part of document.querySelectorAll('.mantine-Modal-overlay, .mantine-Modal-inner')) {
    fireEvent.mouseDown(part)
    fireEvent.mouseUp(part)
    fireEvent.click(part)
  }
}
const question = () => screen.queryByText('Discard your changes?')

describe('a dialog', () => {
  it.each(['Name', 'Notes'])('asks before Escape discards text entered into %s', async (label) => {
    const onClose = await renderDialog()
    type(label, 'other')
    pressEscape()
    expect(question()).not.toBeNull()
    expect(onClose).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Keep editing' }))
    await waitFor(() => expect(question()).toBeNull())
    expect(screen.getByLabelText(label)).toHaveProperty('value', 'other')
    pressEscape()
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }))
    expect(onClose).toHaveBeenCalledOnce()
  })

  it('asks before a click outside discards entered text', async () => {
    const onClose = await renderDialog()
    type('Name', 'other')
    clickOutside()
    expect(question()).not.toBeNull()
    expect(onClose).not.toHaveBeenCalled()
  })

  it.each([
    ['nothing was typed', () => {}],
    ['a search was typed', () => type('Search', 'a')],
    ['a choice was made', () => fireEvent.click(screen.getByLabelText('Sure'))],
    [
      'the text was restored',
      () => {
        type('Name', 'other')
        type('Name', 'web')
      },
    ],
  ])('closes at once if %s', async (_, change) => {
    const onClose = await renderDialog()
    change()
    pressEscape()
    expect(question()).toBeNull()
    expect(onClose).toHaveBeenCalledOnce()
  })
})
