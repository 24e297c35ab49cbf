import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { i18n, startI18n } from '../../i18n/i18n'
import { Notices } from '../feedback/Notices'
import { CopyButton } from './CopyButton'
import { ManualCopy } from './ManualCopy'
import { setUncopied } from './useCopy'

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n()
  await i18n.changeLanguage('en')
})

afterEach(() => {
  setUncopied(undefined)
  Reflect.deleteProperty(navigator, 'clipboard')
  Reflect.deleteProperty(document, 'execCommand')
})

function renderCopy(clipboard: unknown, execCommand: () => boolean) {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard })
  Object.defineProperty(document, 'execCommand', { configurable: true, value: execCommand })
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={i18n}>
        <CopyButton value="cls-1" what="ID" />
        <Notices />
        <ManualCopy />
      </I18nextProvider>
    </MantineProvider>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Copy ID' }))
}

const selectedText = () => {
  const area = document.activeElement
  return area instanceof HTMLTextAreaElement
    ? area.value.slice(area.selectionStart, area.selectionEnd)
    : undefined
}

it('copies with the clipboard if available', async () => {
  const writeText = vi.fn(async () => {})
  renderCopy({ writeText }, () => false)
  await screen.findAllByText('Copied')
  expect(writeText).toHaveBeenCalledWith('cls-1')
})

it.each([
  ['without a clipboard, as on plain HTTP', undefined],
  ['if the clipboard is refused', { writeText: () => Promise.reject(new Error('NotAllowed')) }],
])('copies a selected text %s', async (_, clipboard) => {
  const copied = vi.fn<(text: string | undefined) => void>()
  renderCopy(clipboard, () => {
    copied(selectedText())
    return true
  })
  await screen.findAllByText('Copied')
  expect(copied).toHaveBeenCalledWith('cls-1')
})

it('shows the selected text, and no confirmation, if the browser refuses', async () => {
  renderCopy(undefined, () => false)
  const copiedBefore = screen.queryAllByText('Copied').length
  await screen.findByText('Copy by hand')
  await waitFor(() => expect(selectedText()).toBe('cls-1'))
  expect(screen.queryAllByText('Copied')).toHaveLength(copiedBefore)
})
