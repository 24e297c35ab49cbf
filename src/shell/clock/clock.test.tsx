import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { ask } from '../../api/client/call'
import { openPage } from '../../test/openPage'

it('measures ages and ranges by the server’s clock, and reports that the clocks differ', async () => {
  const { router, console } = await openPage('/audit')
  await screen.findByRole('heading', { name: 'Audit log' })
  expect(screen.queryByText(/This device’s clock/)).toBeNull()
  console.clock.pass(600)
  const body = { currentPassword: 'wrong', password: 'another good password' }
  await ask('/api/password', { method: 'POST', body, isWrite: true }).catch(() => undefined)
  const notice = await screen.findByText(/^This device’s clock is 9m .*behind the server’s/)
  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }))
  // TanStack Query reads the time of the data from the browser's clock.
  await screen.findByText('just now')
  const close = within(notice.parentElement ?? document.body)
  await userEvent.click(close.getByRole('button', { name: 'Close' }))
  expect(screen.queryByText(/This device’s clock/)).toBeNull()
  await router.navigate('/monitoring?account=embedded&region=gz')
  await userEvent.click(await screen.findByRole('button', { name: 'Custom' }))
  const to = screen.getByLabelText<HTMLInputElement>('To')
  const shown = Date.parse(to.value)
  expect(Math.abs(shown - console.clock.now())).toBeLessThan(3 * 60_000)
})
