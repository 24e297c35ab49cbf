import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { TestConsole } from '../../../server/test/proxy/testConsole'
import { openPage } from '../../test/openPage'

/** Calls the API directly rather than through the page. */
async function answerOf(console: TestConsole, action: string, params: object): Promise<string> {
  const answer = await console.send(
    new Request(`http://localhost/api/call/${action}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Gantry': '1' },
      body: JSON.stringify({ account: 'embedded', region: 'gz', params }),
    }),
  )
  return JSON.stringify(await answer.json())
}

const table = (name: string) => screen.findByRole('table', { name })
const press = async (name: string | RegExp, within_ = screen.getByRole('main')) =>
  userEvent.click(within(within_).getByRole('button', { name }))

describe('repository list', () => {
  it('shows quotas and applies the URL’s filters', async () => {
    await openPage('/registry?namespace=infra&public=1')
    const rows = await table('Repositories')
    await within(rows).findByRole('link', { name: 'infra/base-node' })
    expect(within(rows).queryByRole('link', { name: 'infra/ci-runner' })).toBeNull()
    const quotas = await screen.findByRole('region', { name: 'Quotas' })
    await within(quotas).findByText('100 of 100 · full')
  })

  it('deletes the selected repository after its name is typed, listing its contents', async () => {
    const { console } = await openPage('/registry')
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select mobile/bff' }))
    await press('Delete')
    const dialog = await screen.findByRole('dialog', { name: 'Delete repository mobile/bff?' })
    within(dialog).getByText(
      'This permanently deletes the repository with 48 tags. This can’t be undone.',
    )
    await within(dialog).findByText(/1 trigger is deleted too/)
    await within(dialog).findByText(/1 container runs these images/)
    const submit = within(dialog).getByRole('button', { name: 'Delete repository' })
    expect(submit).toHaveProperty('disabled', true)
    await userEvent.type(within(dialog).getByLabelText('Type mobile/bff to confirm'), 'mobile/bff')
    await userEvent.click(submit)
    await waitFor(() => expect(screen.queryByRole('link', { name: 'mobile/bff' })).toBeNull())
    expect(await answerOf(console, 'RepositoryisExists', { reponame: 'mobile/bff' })).toContain(
      'false',
    )
  })

  it('shows at the field whether a name is available, and creates the repository', async () => {
    const { router } = await openPage('/registry')
    await screen.findByRole('link', { name: 'shop/admin' })
    await press('Create repository')
    const dialog = await screen.findByRole('dialog')
    const name = within(dialog).getByLabelText('Name')
    await userEvent.selectOptions(within(dialog).getByLabelText('Namespace'), 'shop')
    await userEvent.type(name, 'admin')
    await within(dialog).findByText('shop/admin already exists')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Create repository' }))
    await userEvent.type(name, '-New')
    expect(name.getAttribute('aria-invalid')).toBe('true')
    await userEvent.clear(name)
    await userEvent.type(name, 'cart')
    await within(dialog).findByText('shop/cart is available')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Create repository' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/registry/shop/cart/tags'))
    await screen.findByRole('heading', { name: 'No tags yet' })
  })

  it('shows which password rules are met and keeps the password out of the audit log', async () => {
    const { console } = await openPage('/registry')
    await screen.findByRole('link', { name: 'shop/admin' })
    await press('Change registry password')
    const dialog = await screen.findByRole('dialog')
    const [first, again] = ['New password', 'Confirm new password'].map((label) =>
      within(dialog).getByLabelText(label),
    )
    if (!first || !again) throw new Error('there are two fields')
    await userEvent.type(first, 'geheim1')
    await userEvent.type(again, 'geheim1')
    expect(within(dialog).getByText(/8 to 16/).textContent).toContain('not met yet')
    await userEvent.type(first, '23')
    await userEvent.type(again, '23')
    expect(within(dialog).getByText(/8 to 16/).textContent).toContain(': met')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Change password' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const audit = await console.send(new Request('http://localhost/api/audit'))
    const rows = JSON.stringify(await audit.json())
    expect(rows).toContain('ChangePassword')
    expect(rows).not.toContain('geheim123')
  })
})

describe('tags tab', () => {
  const openTags = async (query = '', options = {}) => {
    const page = await openPage(`/registry/shop/storefront/tags${query}`, options)
    await within(await table('Tags')).findByText('2.14.3')
    return page
  }
  const names = () =>
    [...document.querySelectorAll('table[aria-label=Tags] tbody tr td:first-child')].map(
      (cell) => cell.textContent,
    )

  it('sorts tags by version', async () => {
    await openTags('?sort=-version')
    expect(names().slice(0, 4)).toEqual(['2.15.0-rc.2', '2.14.3', '2.14.2', '2.13.8'])
    await userEvent.selectOptions(screen.getByLabelText('Sort by'), 'version')
    await waitFor(() => expect(names().slice(0, 1)).not.toEqual(['2.15.0-rc.2']))
  })

  it('flags tags in use and requires an extra confirmation to delete them', async () => {
    const { console } = await openTags('?q=2.1')
    await within(await table('Tags')).findAllByRole('link', { name: 'storefront' })
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select 2.14.3' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select 2.13.8' }))
    await press('Delete')
    const dialog = await screen.findByRole('dialog', { name: 'Delete 2 tags of shop/storefront?' })
    await within(dialog).findByText(/^used by storefront \(shop-prod\)/)
    const submit = within(dialog).getByRole('button', { name: 'Delete 2 tags' })
    expect(submit).toHaveProperty('disabled', true)
    await userEvent.click(within(dialog).getByRole('checkbox', { name: /that is in use/ }))
    await userEvent.click(submit)
    await waitFor(() => expect(screen.queryByText('2.14.3')).toBeNull())
    const remainingTags = await answerOf(console, 'GetTagList', {
      reponame: 'shop/storefront',
      tag: '2.13.8',
    })
    expect(remainingTags).toContain('"tagCount":0')
  })

  it('compares exactly two tags', async () => {
    await openTags('?q=2.14')
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select 2.14.3' }))
    expect(screen.getByRole('button', { name: 'Compare' }).getAttribute('aria-disabled')).toBe(
      'true',
    )
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select 2.14.2' }))
    await press('Compare')
    const dialog = await screen.findByRole('dialog', { name: 'Compare 2.14.3 and 2.14.2' })
    within(dialog).getByText(/The images differ/)
    within(dialog).getByRole('rowheader', { name: 'Digest' })
    await userEvent.click(within(dialog).getByRole('button', { name: 'Close' }))
    const opener = screen.getByRole('button', { name: 'Compare' })
    await waitFor(() => expect(document.activeElement).toBe(opener))
  })

  it('pushes a tag, which fires triggers, updates the service and appears in the log', async () => {
    await openTags('?q=2.14')
    await press('Push tag')
    const dialog = await screen.findByRole('dialog')
    await userEvent.type(within(dialog).getByLabelText('New tag'), '2.14.4')
    await within(dialog).findByText('2 triggers fire:')
    expect(within(dialog).getAllByText(/Conflicts with/)).toHaveLength(2)
    await userEvent.click(within(dialog).getByRole('button', { name: 'Push tag' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(names()[0]).toBe('2.14.4'))
    const parts = screen.getByRole('navigation', { name: 'Repository sections' })
    await userEvent.click(within(parts).getByRole('link', { name: 'Triggers' }))
    const log = await table('Trigger log')
    expect(await within(log).findAllByText('2.14.4')).toHaveLength(2)
    await within(log).findByText('updated to revision 3')
  })

  it('is read-only for a viewer', async () => {
    await openTags('?q=2.14', { role: 'viewer' })
    expect(screen.getByRole('button', { name: 'Push tag' }).getAttribute('aria-disabled')).toBe(
      'true',
    )
  })
})

it('shows an error for an unknown repository', async () => {
  await openPage('/registry/shop/nothing/tags')
  await screen.findByRole('heading', { name: 'Repository not found' })
})

describe('retention preview', () => {
  it('shows a verdict per tag, flags tags in use, compares with the current strategy and deletes nothing', async () => {
    const { console } = await openPage('/registry/shop/storefront/retention?q=2.14')
    const before = await answerOf(console, 'GetTagList', {
      reponame: 'shop/storefront',
      limit: 100,
    })
    const input = await screen.findByLabelText('Tags to keep')
    await userEvent.clear(input)
    await userEvent.type(input, '3')
    await screen.findByText(/3 kept, 94 deleted/)
    await screen.findByText(/57 more deleted, 0 more kept/)
    await screen.findByText(/1 tag that is in use would be deleted: 2\.14\.2/)
    await userEvent.click(screen.getByRole('radio', { name: 'Recently pushed tags' }))
    const preview = await table('Preview: if the quota were reached now')
    expect(await within(preview).findAllByText(/^Pushed \d+ days ago/)).toHaveLength(2)
    expect(await answerOf(console, 'GetTagList', { reponame: 'shop/storefront', limit: 100 })).toBe(
      before,
    )
    const audit = await console.send(new Request('http://localhost/api/audit'))
    expect(JSON.stringify(await audit.json())).not.toMatch(/Batch|Strategy/)
  })
})
