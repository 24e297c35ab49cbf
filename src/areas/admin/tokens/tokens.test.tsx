import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { openPage } from '../../../test/openPage'

async function openDialog() {
  await userEvent.click(await screen.findByRole('button', { name: 'Create access token' }))
  return within(await screen.findByRole('dialog'))
}

const create = (dialog: Awaited<ReturnType<typeof openDialog>>) =>
  userEvent.click(dialog.getByRole('button', { name: 'Create access token' }))

async function closeValue() {
  const shown = within(await screen.findByRole('dialog', { name: /created/ }))
  await userEvent.click(shown.getAllByRole('button', { name: 'Close' }).at(-1) ?? document.body)
}

describe('the page of access tokens', () => {
  it('creates a token with a scope and lists it', async () => {
    await openPage('/settings/tokens')
    const dialog = await openDialog()
    await userEvent.type(dialog.getByLabelText('Name'), 'deploy')
    await userEvent.type(dialog.getByLabelText('Namespaces'), 'live, test')
    await userEvent.click(dialog.getByLabelText('Guangzhou (gz)'))
    await create(dialog)
    await closeValue()
    const row = within(await screen.findByRole('row', { name: /deploy/ }))
    const scope = row.getAllByRole('listitem').map((element) => element.textContent)
    expect(scope).toEqual(['Regions Guangzhou (gz)', 'Namespaces live, test'])
  })

  it('says that a token without a scope has the scope of its user', async () => {
    await openPage('/settings/tokens')
    const dialog = await openDialog()
    await userEvent.type(dialog.getByLabelText('Name'), 'whole')
    await create(dialog)
    await closeValue()
    const row = within(await screen.findByRole('row', { name: /whole/ }))
    expect(row.getByText('the user’s own')).toBeTruthy()
  })

  it('offers a user with a limited scope only that scope', async () => {
    await openPage('/settings/tokens', { scope: { regions: ['gz'], clusters: ['cls-1'] } })
    const dialog = await openDialog()
    expect(dialog.getByLabelText('Guangzhou (gz)')).toHaveProperty('checked', true)
    expect(dialog.queryByLabelText('All regions')).toBeNull()
    expect(dialog.getByLabelText('All namespaces')).toBeTruthy()
    expect(dialog.getByText('Your scope: cls-1')).toBeTruthy()
    const clusters = dialog.getByRole('textbox', { name: 'Clusters (IDs)' })
    await userEvent.type(dialog.getByLabelText('Name'), 'part')
    await userEvent.type(clusters, ', cls-2')
    await create(dialog)
    const fault = await dialog.findByText('Enter a scope that doesn’t exceed your own')
    expect(dialog.getByRole('group', { name: 'Scope' }).getAttribute('aria-describedby')).toBe(
      fault.id,
    )
    expect(clusters).toHaveProperty('value', 'cls-1, cls-2')
    await userEvent.clear(clusters)
    await userEvent.type(clusters, 'cls-1')
    await create(dialog)
    await closeValue()
    const row = within(await screen.findByRole('row', { name: /part/ }))
    const scope = row.getAllByRole('listitem').map((element) => element.textContent)
    expect(scope).toEqual(['Regions Guangzhou (gz)', 'Clusters (IDs) cls-1'])
  })
})
