import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ask } from '../../api/client/call'
import { openPage } from '../../test/openPage'

const path = `/api/drafts/${encodeURIComponent('create-service embedded/gz')}`
const readDraft = () => ask(path, { method: 'GET' })

it('restores a form’s draft and discards it on request', async () => {
  const { router } = await openPage('/clusters?account=embedded&region=gz')
  await screen.findByRole('link', { name: 'shop-prod' })
  // The service form stores its values as a single JSON string.
  const form = JSON.stringify({ serviceName: 'half-done', replicas: 4 })
  await ask(path, { method: 'PUT', body: { values: { form } } })
  await router.navigate('/services/new?account=embedded&region=gz')
  await screen.findByText(/Draft restored/)
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'half-done')
  expect(screen.getByLabelText('Number of instances')).toHaveProperty('value', '4')
  await userEvent.click(screen.getByRole('button', { name: 'Discard draft' }))
  expect(screen.getByLabelText('Name')).toHaveProperty('value', '')
  await waitFor(async () => expect(await readDraft()).toEqual({ draft: null }))
})

it('keeps the draft until the form is abandoned', async () => {
  const { router } = await openPage('/services/new?account=embedded&region=gz')
  await userEvent.type(await screen.findByLabelText('Name'), 'half-done')
  await waitFor(async () =>
    expect(await readDraft()).toMatchObject({
      draft: { values: { form: expect.stringContaining('half-done') } },
    }),
  )
  await userEvent.click(screen.getByRole('link', { name: 'Clusters' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Leave form' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/clusters'))
  await waitFor(async () => expect(await readDraft()).toEqual({ draft: null }))
})

const storedDraft = z.object({
  draft: z.object({ values: z.object({ form: z.string() }), savedAt: z.number() }),
})
const storedName = async () => {
  const { draft } = z.parse(storedDraft, await readDraft())
  return z.parse(z.object({ serviceName: z.string() }), JSON.parse(draft.values.form)).serviceName
}

it('keeps both versions of a form that is edited in two tabs until one is chosen', async () => {
  await openPage('/services/new?account=embedded&region=gz')
  const input = await screen.findByLabelText('Name')
  const nameInput = () => screen.getByLabelText('Name')
  await userEvent.type(input, 'mine')
  await waitFor(async () => expect(await storedName()).toBe('mine'))
  // Another tab saves its version.
  const { draft } = z.parse(storedDraft, await readDraft())
  const form = JSON.stringify({ ...JSON.parse(draft.values.form), serviceName: 'theirs' })
  const values = { ...draft.values, form }
  await ask(path, { method: 'PUT', body: { values, basedOn: draft.savedAt } })

  await userEvent.type(input, '-more')
  await screen.findByText('There is another version of this form')
  expect(await storedName()).toBe('theirs')
  expect(nameInput()).toHaveProperty('value', 'mine-more')
  await userEvent.click(screen.getByRole('button', { name: 'Use the other version' }))
  expect(nameInput()).toHaveProperty('value', 'theirs')
  await userEvent.click(screen.getByRole('button', { name: 'Use my version' }))
  expect(nameInput()).toHaveProperty('value', 'mine-more')
  await waitFor(async () => expect(await storedName()).toBe('mine-more'))
})

it('offers the other version again although the chosen one has replaced its secrets', async () => {
  await openPage('/services/new?account=embedded&region=gz')
  const input = await screen.findByLabelText('Name')
  await userEvent.type(input, 'mine')
  await waitFor(async () => expect(await storedName()).toBe('mine'))
  const { draft } = z.parse(storedDraft, await readDraft())
  const form = JSON.parse(draft.values.form)
  const [container] = form.containers
  const envs = [{ name: 'DB_PASSWORD', value: 'a secret of theirs' }]
  const theirs = { ...form, serviceName: 'theirs', containers: [{ ...container, envs }] }
  const values = { ...draft.values, form: JSON.stringify(theirs) }
  await ask(path, { method: 'PUT', body: { values, basedOn: draft.savedAt } })

  await userEvent.type(input, '-more')
  await userEvent.click(await screen.findByRole('button', { name: 'Use my version' }))
  await waitFor(async () => expect(await storedName()).toBe('mine-more'))
  await userEvent.click(screen.getByRole('button', { name: 'Use the other version' }))
  await waitFor(async () => expect(await storedName()).toBe('theirs'))
  // Only a stored secret gets a mask again.
  const stored = z.parse(storedDraft, await readDraft()).draft.values.form
  expect(stored).toContain('<masked:draft/')
})

it('leaves the other tab’s draft when a form is abandoned without a choice', async () => {
  await openPage('/services/new?account=embedded&region=gz')
  await userEvent.type(await screen.findByLabelText('Name'), 'mine')
  await waitFor(async () => expect(await storedName()).toBe('mine'))
  const { draft } = z.parse(storedDraft, await readDraft())
  const values = { ...draft.values, form: JSON.stringify({ serviceName: 'theirs' }) }
  await ask(path, { method: 'PUT', body: { values, basedOn: draft.savedAt } })
  await userEvent.click(screen.getByRole('link', { name: 'Clusters' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Leave form' }))
  await screen.findByRole('link', { name: 'shop-prod' })
  expect(await storedName()).toBe('theirs')
})
