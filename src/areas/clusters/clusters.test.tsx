import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { TransportError } from '../../../server/proxy/ports'
import { openPage } from '../../test/openPage'

describe('cluster list', () => {
  it('lists the region’s clusters and sorts them in descending order', async () => {
    const { router } = await openPage('/clusters?account=embedded&region=gz')
    await screen.findByRole('link', { name: 'shop-prod' })
    const names = () =>
      within(screen.getByRole('table'))
        .getAllByRole('link')
        .map((element) => element.textContent)
    const before = names()
    await userEvent.click(screen.getByRole('button', { name: 'Name' }))
    await screen.findByRole('columnheader', { name: 'Name' })
    expect(router.state.location.search).toContain('sort=-clusterName')
    await screen.findByRole('link', { name: 'shop-prod' })
    await expect.poll(names).toEqual(before.toReversed())
  })

  it('keeps a search without matches visible and removable', async () => {
    const { router } = await openPage('/clusters?q=no-such-cluster')
    await screen.findByRole('heading', { name: 'No matches' })
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveProperty(
      'value',
      'no-such-cluster',
    )
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
    await screen.findByRole('link', { name: 'shop-prod' })
    expect(router.state.location.search).not.toContain('q=')
  })

  it('distinguishes an empty region from a failed read', async () => {
    await openPage('/clusters', { world: 'empty' })
    await screen.findByRole('heading', { name: 'No clusters in this region' })
  })

  it('names the account of an unreachable endpoint and the next step', async () => {
    const transport = () =>
      Promise.reject(new TransportError('unreachable', false, 'connect ECONNREFUSED'))
    await openPage('/clusters', { transport })
    await screen.findByRole('heading', { name: 'Couldn’t load the clusters' })
    expect(screen.getByRole('alert').textContent).toContain('embedded')
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
  })

  it('uses the vendor’s terms in Chinese', async () => {
    await openPage('/clusters', { language: 'zh-CN' })
    await screen.findByRole('heading', { name: '集群', level: 1 })
    expect((await screen.findAllByText('运行中')).length).toBeGreaterThan(0)
  })

  it('shows an error for a link to an unknown account', async () => {
    await openPage('/clusters?account=other&region=gz')
    await screen.findByRole('heading', { name: 'You don’t have access to this account or region' })
  })
})
