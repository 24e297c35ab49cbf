import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { ask } from '../../../api/client/call'
import { openPage } from '../../../test/openPage'

/** Opens the dialog for two instances; returns it and its opener. */
async function openRebuild(options = {}) {
  await openPage('/services?q=storefront', options)
  const [link] = await screen.findAllByRole('link', { name: 'storefront' })
  if (link) await userEvent.click(link)
  await userEvent.click(await screen.findByRole('link', { name: 'Instances' }))
  const boxes = await screen.findAllByRole('checkbox', { name: /^Select storefront-/ })
  for (const box of boxes.slice(0, 2)) await userEvent.click(box)
  const opener = screen.getByRole('button', { name: 'Rebuild' })
  await userEvent.click(opener)
  const dialog = await screen.findByRole('dialog', { name: 'Rebuild 2 instances?' })
  return { dialog, opener }
}

it('keeps the selection when a rebuild is cancelled and clears it when it succeeds', async () => {
  const { dialog, opener } = await openRebuild()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(document.activeElement).toBe(opener))
  screen.getByRole('region', { name: '2 selected' })
  await userEvent.click(opener)
  const again = await screen.findByRole('dialog', { name: 'Rebuild 2 instances?' })
  await userEvent.click(within(again).getByRole('button', { name: 'Rebuild' }))
  await waitFor(() => expect(within(again).queryByRole('button', { name: 'Rebuild' })).toBeNull())
  const [close] = within(again).getAllByRole('button', { name: 'Close' })
  if (close) await userEvent.click(close)
  await waitFor(() => expect(screen.queryByRole('region', { name: '2 selected' })).toBeNull())
})

it('disables rebuilding with the reason while the cluster is being deleted', async () => {
  const { router } = await openPage('/settings')
  await screen.findByRole('heading', { level: 1 })
  const call = (action: string, params: object, more: object = {}) =>
    ask(`/api/call/${action}`, {
      method: 'POST',
      body: { account: 'embedded', region: 'gz', params, ...more },
    })
  const { clusters } = (await call('DescribeCluster', { clusterName: 'shop-staging' })) as {
    clusters: { clusterId: string }[]
  }
  const clusterId = clusters[0]?.clusterId ?? ''
  await call('DeleteCluster', { clusterId }, { confirm: 'shop-staging' })
  const page = `/clusters/${clusterId}/services/default/mailcatcher/instances`
  await router.navigate(`${page}?account=embedded&region=gz`)
  await userEvent.click(await screen.findByRole('checkbox', { name: /^Select mailcatcher-/ }))
  const rebuild = await screen.findByRole('button', { name: 'Rebuild' })
  await waitFor(() => expect(rebuild.getAttribute('aria-disabled')).toBe('true'))
})

it('requires the typed number of instances to rebuild them in a production account', async () => {
  const { dialog } = await openRebuild({ production: true })
  within(dialog).getByText(/embedded is a production account/)
  const submit = within(dialog).getByRole('button', { name: 'Rebuild' })
  expect(submit).toHaveProperty('disabled', true)
  await userEvent.type(within(dialog).getByLabelText('Type 2 to confirm'), '2')
  await userEvent.click(submit)
  await waitFor(() => expect(within(dialog).queryByRole('button', { name: 'Rebuild' })).toBeNull())
})
