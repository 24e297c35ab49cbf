import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { ask } from '../../api/client/call'
import { openPage } from '../../test/openPage'

const path = `/api/drafts/${encodeURIComponent('create-service embedded/gz')}`
const kept = () => ask(path, { method: 'GET' })

it('restores a form’s draft and discards it on request', async () => {
  const { router } = await openPage('/clusters?account=embedded&region=gz')
  await screen.findByRole('link', { name: 'shop-prod' })
  // The service form keeps its values as one JSON text.
  const form = JSON.stringify({ serviceName: 'half-done', replicas: 4 })
  await ask(path, { method: 'PUT', body: { values: { form } } })
  await router.navigate('/services/new?account=embedded&region=gz')
  await screen.findByText(/Draft restored/)
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'half-done')
  expect(screen.getByLabelText('Number of instances')).toHaveProperty('value', '4')
  await userEvent.click(screen.getByRole('button', { name: 'Discard draft' }))
  expect(screen.getByLabelText('Name')).toHaveProperty('value', '')
  await waitFor(async () => expect(await kept()).toEqual({ draft: null }))
})

it('keeps the draft until the form is abandoned', async () => {
  const { router } = await openPage('/services/new?account=embedded&region=gz')
  await userEvent.type(await screen.findByLabelText('Name'), 'half-done')
  await waitFor(async () =>
    expect(await kept()).toMatchObject({
      draft: { values: { form: expect.stringContaining('half-done') } },
    }),
  )
  await userEvent.click(screen.getByRole('link', { name: 'Clusters' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Leave form' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/clusters'))
  await waitFor(async () => expect(await kept()).toEqual({ draft: null }))
})
