import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { ask } from '../../../api/client/call'
import { openPage } from '../../../test/openPage'

async function idOf(clusterName: string): Promise<string> {
  const data = await ask('/api/call/DescribeCluster', {
    method: 'POST',
    body: { account: 'embedded', region: 'gz', params: { clusterName } },
  })
  return (data as { clusters: { clusterId: string }[] }).clusters[0]?.clusterId ?? ''
}

/** Opens a tab of the page of shop-staging. */
async function openTab(tab: string, options: Parameters<typeof openPage>[1] = {}) {
  const opened = await openPage('/settings', options)
  await screen.findByRole('heading', { level: 1 })
  const id = await idOf('shop-staging')
  const separator = tab.includes('?') ? '&' : '?'
  await opened.router.navigate(`/clusters/${id}${tab}${separator}account=embedded&region=gz`)
  await screen.findByRole('heading', { name: 'shop-staging' })
  return { ...opened, id }
}

async function choose(button: RegExp | string, entry: string) {
  const [first] = await screen.findAllByRole('button', { name: button })
  if (first) await userEvent.click(first)
  await userEvent.click(await screen.findByRole('menuitem', { name: entry }))
  return screen.findByRole('dialog')
}

describe('nodes tab', () => {
  it('shows the instances’ resource requests in an optional column', async () => {
    await openTab('/nodes?columns=requests')
    const cells = await screen.findAllByText(/^[\d.]+ of \d+ cores, [\d.]+ of \d+ GB$/)
    expect(cells.length).toBeGreaterThan(1)
  })

  it('requires the typed ID to remove a node unless its machine is kept, and shows the affected services', async () => {
    await openTab('/nodes')
    const dialog = await choose(/More actions for/, 'Remove from cluster')
    await within(dialog).findByText(/The other nodes have/)
    within(dialog).getByText('Returns 1 machine and its disks')
    const submit = within(dialog).getByRole('button', { name: 'Remove from cluster' })
    expect(submit).toHaveProperty('disabled', true)
    // Keeping the machine is reversible.
    await userEvent.click(within(dialog).getByLabelText('Keep all machines'))
    within(dialog).getByText('Keeps 1 machine')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Remove from cluster' }))
    await screen.findByText('Removing 1 node')
  })

  it('requires the typed ID in a production account even if the machine is kept', async () => {
    await openTab('/nodes', { production: true })
    const dialog = await choose(/More actions for/, 'Remove from cluster')
    within(dialog).getByText(/embedded is a production account/)
    await userEvent.click(await within(dialog).findByLabelText('Keep all machines'))
    const submit = within(dialog).getByRole('button', { name: 'Remove from cluster' })
    expect(submit).toHaveProperty('disabled', true)
    const label = within(dialog).getByText(/^Type ins-/)
    const [, id = ''] = /Type (\S+) /.exec(label.textContent ?? '') ?? []
    await userEvent.type(within(dialog).getByLabelText(/^Type ins-/), id)
    await userEvent.click(submit)
    await screen.findByText('Removing 1 node')
  })

  it('edits labels after showing the diff', async () => {
    await openTab('/nodes')
    const dialog = await choose(/More actions for/, 'Edit labels')
    within(dialog).getByText('No changes')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Add label' }))
    await userEvent.type(within(dialog).getByLabelText('Key 1'), 'disk')
    await userEvent.type(within(dialog).getByLabelText('Value 1'), 'ssd')
    within(dialog).getByText('disk=ssd')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }))
    await screen.findByText(/Labels of .* updated/)
  })

  it('drains a node after a dry run has shown which instances would move', async () => {
    await openTab('/nodes')
    const dialog = await choose(/More actions for/, 'Drain')
    await within(dialog).findByText(/will move/)
    await userEvent.click(within(dialog).getByRole('button', { name: 'Drain' }))
    await screen.findByText(/^Draining node/)
    await screen.findByText(/cordoned/)
  })
})

describe('namespaces tab', () => {
  it('disables deletion of built-in namespaces and states the reason', async () => {
    await openTab('/namespaces')
    await userEvent.click(
      await screen.findByRole('button', { name: 'More actions for kube-system' }),
    )
    const entry = await screen.findByRole('menuitem', { name: /Delete/ })
    expect(entry.textContent).toContain('built-in namespaces can’t be deleted')
    expect(entry.getAttribute('aria-disabled')).toBe('true')
  })

  it('deletes several namespaces after their number is typed, listing their contents', async () => {
    await openTab('/namespaces')
    for (const name of ['web', 'orders']) {
      await userEvent.click(await screen.findByRole('checkbox', { name: `Select ${name}` }))
    }
    const bar = screen.getByRole('region', { name: '2 selected' })
    await userEvent.click(within(bar).getByRole('button', { name: 'Delete namespaces' }))
    const dialog = await screen.findByRole('dialog')
    await within(dialog).findByText(/orders-api/)
    await userEvent.type(within(dialog).getByLabelText('Type 2 to confirm'), '2')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete namespaces' }))
    await screen.findByText('Deleting 2 namespaces')
  })
})

describe('cluster page', () => {
  it('requires the typed name to delete a cluster, and lists the resources deleted with it', async () => {
    const { router } = await openTab('')
    const dialog = await choose('More actions', 'Delete cluster')
    await within(dialog).findByText(/services and their instances/)
    const submit = within(dialog).getByRole('button', { name: 'Delete cluster' })
    await userEvent.type(within(dialog).getByLabelText(/^Type shop-staging/), 'shop-prod')
    expect(submit).toHaveProperty('disabled', true)
    await userEvent.clear(within(dialog).getByLabelText(/^Type shop-staging/))
    await userEvent.type(within(dialog).getByLabelText(/^Type shop-staging/), 'shop-staging')
    await userEvent.click(submit)
    await waitFor(() => expect(router.state.location.pathname).toBe('/clusters'))
    await screen.findByText('Deleting')
  })

  it('states before deletion that the account is a production account', async () => {
    await openTab('', { production: true })
    const dialog = await choose('More actions', 'Delete cluster')
    within(dialog).getByText(/embedded is a production account/)
  })

  it('disables the actions for a viewer and states the reason', async () => {
    await openTab('', { role: 'viewer' })
    const [button] = await screen.findAllByRole('button', { name: 'Add machines' })
    expect(button?.getAttribute('aria-disabled')).toBe('true')
    screen.getAllByText(/your role \(Viewer\) is read-only/)
  })
})
