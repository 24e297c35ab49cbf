import { MantineProvider } from '@mantine/core'
import { act, render, screen } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n, startI18n } from '../../i18n/i18n'
import { BrokenPage } from './Boundary'

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n()
  await i18n.changeLanguage('en')
})

const originalFetch = globalThis.fetch

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  globalThis.fetch = originalFetch
})

const chrome = 'Failed to fetch dynamically imported module: http://x/assets/Page-1.js'
const firefox = 'error loading dynamically imported module: http://x/assets/Page-1.js'
const safari = 'Importing a module script failed.'

type Answer = 'offline' | [status: number, type: string]

/** Renders the page after a failed import; `answers` are the server's responses in order. */
async function renderBoundary(message: string, ...answers: Answer[]) {
  const fetching = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer === undefined || answer === 'offline') throw new TypeError('Failed to fetch')
    return new Response(null, { status: answer[0], headers: { 'Content-Type': answer[1] } })
  })
  globalThis.fetch = fetching
  const onReload = vi.fn()
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={i18n}>
        <BrokenPage error={new TypeError(message)} onReload={onReload} />
      </I18nextProvider>
    </MantineProvider>,
  )
  await act(() => vi.advanceTimersByTimeAsync(0))
  return onReload
}

const script: Answer = [200, 'text/javascript']

describe('a page whose code could not be loaded', () => {
  it.each([
    [chrome, [404, 'text/plain']],
    [firefox, [200, 'text/html; charset=utf-8']],
    [safari, [200, 'application/json']],
  ] as const)('names a new version if the server lacks it (%s)', async (message, answer) => {
    const onReload = await renderBoundary(message, [...answer])
    expect(screen.getByText('A new version of the console is available')).toBeTruthy()
    expect(onReload).not.toHaveBeenCalled()
  })

  it.each([chrome, firefox, safari])(
    'shows that the console is offline without a response (%s)',
    async (message) => {
      await renderBoundary(message, 'offline')
      expect(screen.getByText('You’re offline')).toBeTruthy()
    },
  )

  it('shows that the console is offline if a proxy has no server', async () => {
    await renderBoundary(chrome, [502, 'text/html'])
    expect(screen.getByText('You’re offline')).toBeTruthy()
  })

  it('retries until the server answers, and then reloads', async () => {
    const onReload = await renderBoundary(chrome, 'offline', 'offline', script)
    await act(() => vi.advanceTimersByTimeAsync(5_000))
    expect(onReload).not.toHaveBeenCalled()
    await act(() => vi.advanceTimersByTimeAsync(5_000))
    expect(onReload).toHaveBeenCalled()
  })

  it('retries at once when the browser is online again', async () => {
    const onReload = await renderBoundary(chrome, 'offline', script)
    window.dispatchEvent(new Event('online'))
    await act(() => vi.advanceTimersByTimeAsync(0))
    expect(onReload).toHaveBeenCalled()
  })

  it('reports any other error', async () => {
    await renderBoundary('x is not a function', 'offline')
    expect(screen.getByText('Something went wrong on this page')).toBeTruthy()
  })
})
