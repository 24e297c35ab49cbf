import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { openPage } from '../../../test/openPage'

it('scales a service in the list after a preview of the call', async () => {
  await openPage('/services?q=mailcatcher')
  const more = await screen.findByRole('button', { name: 'Add one instance of mailcatcher' })
  await userEvent.click(more)
  await userEvent.click(more)
  screen.getByText('1 → 3')
  expect(screen.getByLabelText('Call parameters').textContent).toMatch(/scaleTo=3$/)
  await userEvent.click(screen.getByRole('button', { name: 'Remove one instance of mailcatcher' }))
  await userEvent.click(screen.getByRole('button', { name: 'Scale mailcatcher to 2' }))
  await screen.findByText('Scaling mailcatcher to 2 instances')
  await waitFor(() => expect(screen.queryByText('1 → 2')).toBeNull())
}, 40_000)

it('previews every call of a bulk action', async () => {
  await openPage('/services?q=orders-api')
  await waitFor(() => expect(screen.getAllByRole('link', { name: 'orders-api' })).toHaveLength(2))
  await userEvent.click(screen.getByLabelText('Select all'))
  const opener = await screen.findByRole('button', { name: 'Change image tag' })
  await userEvent.click(opener)
  const dialog = await screen.findByRole('dialog')
  await userEvent.type(within(dialog).getByLabelText('New tag'), '9.9')
  const calls = within(dialog).getByLabelText('Call parameters')
  await waitFor(() => expect(calls.textContent?.match(/image=\S+:9\.9/g)).toHaveLength(2))
  expect(calls.textContent?.match(/^Action=ModifyClusterServiceImage$/gm)).toHaveLength(2)
  await userEvent.keyboard('{Escape}')
  await userEvent.click(await screen.findByRole('button', { name: 'Discard' }))
  await waitFor(() => expect(document.activeElement).toBe(opener))
  screen.getByRole('region', { name: '2 selected' })
}, 40_000)
