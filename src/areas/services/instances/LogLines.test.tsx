import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { beforeAll, expect, it } from 'vitest'
import { i18n, startI18n, withTexts } from '../../../i18n/i18n'
import { logLines } from './ansi'
import { LogLines } from './LogLines'

beforeAll(async () => {
  if (!i18n.isInitialized) await startI18n()
  await i18n.changeLanguage('en')
  await withTexts(Promise.resolve(), 'serviceLife')
})

let show: (log: string) => void = () => {}

function Page() {
  const [log, setLog] = useState('one\ntwo')
  const [isFollowing, setFollowing] = useState(true)
  show = setLog
  return (
    <MantineProvider env="test">
      <I18nextProvider i18n={i18n}>
        <LogLines
          lines={logLines(log)}
          search=""
          isFollowing={isFollowing}
          onFollow={setFollowing}
        />
      </I18nextProvider>
    </MantineProvider>
  )
}

/** Renders the log with a height of 100 of its 1,000 pixels. */
function open() {
  render(<Page />)
  const box = screen.getByRole('log')
  Object.defineProperties(box, {
    scrollHeight: { configurable: true, value: 1000 },
    clientHeight: { configurable: true, value: 100 },
  })
  return box
}

const scrollTo = (box: HTMLElement, top: number) => {
  box.scrollTop = top
  fireEvent.scroll(box)
}
const add = async (log: string) => {
  const { act } = await import('@testing-library/react')
  act(() => show(log))
}

it('follows new lines at the end', async () => {
  const box = open()
  await add('one\ntwo\nthree')
  expect(box.scrollTop).toBe(1000)
  expect(screen.queryByRole('button')).toBeNull()
})

it('pauses when the reader scrolls up, counts new lines, and resumes by the button', async () => {
  const box = open()
  await add('one\ntwo\nthree')
  scrollTo(box, 900)
  scrollTo(box, 300)
  await add('one\ntwo\nthree\nfour\nfive')
  expect(box.scrollTop).toBe(300)
  fireEvent.click(screen.getByRole('button', { name: '2 new lines' }))
  expect(box.scrollTop).toBe(1000)
  expect(screen.queryByRole('button')).toBeNull()
})

it('shows colours', () => {
  open()
  return add('\u001b[31mfailed\u001b[0m').then(() => {
    expect(screen.getByText('failed').dataset.color).toBe('red')
  })
})
