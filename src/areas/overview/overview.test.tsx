import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { clusterNamed } from '../../../server/test/cloud/purchases'
import { ask } from '../../api/client/call'
import { openPage } from '../../test/openPage'

const problems = () => screen.findByRole('table', { name: 'Problems' })

async function rowOf(name: string): Promise<HTMLElement> {
  const link = await within(await problems()).findByRole('link', { name })
  const row = link.closest('tr')
  if (!row) throw new Error(`${name} is in no row`)
  return row
}

const call = (action: string, params: object) =>
  ask(`/api/call/${action}`, {
    method: 'POST',
    body: { account: 'embedded', region: 'gz', params },
  })

describe('overview', () => {
  it('is the first page: problems of all regions with cause, location and next step', async () => {
    const { router } = await openPage('/', { production: true })
    const row = await rowOf('recommender')
    expect(router.state.location.pathname).toBe('/overview')
    expect(row.textContent).toContain('Abnormal')
    expect(row.textContent).toContain('0 of 2 instances running, image pull failed')
    expect(row.textContent).toContain('productionembedded / Guangzhou (gz) / shop-staging / web')
    expect(row.textContent).toContain('before the first read')
    const elsewhere = await rowOf('catalogue')
    expect(elsewhere.textContent).toContain('Toronto')
    await userEvent.click(within(elsewhere).getByRole('link', { name: 'Open instances' }))
    await waitFor(() =>
      expect(router.state.location.pathname).toMatch(/\/services\/default\/catalogue\/instances$/),
    )
    expect(new URLSearchParams(router.state.location.search).get('region')).toBe('ca')
  })

  it('lists a service that fails while the page is open, with the time', async () => {
    const { console } = await openPage('/overview')
    const href = (await rowOf('invoice-worker')).querySelector('a')?.getAttribute('href') ?? ''
    const [, clusterId] = /\/clusters\/([^/]+)\//.exec(href) ?? []
    const service = { clusterId, namespace: 'web', serviceName: 'storefront' }
    await call('ModifyClusterServiceImage', { ...service, image: 'nginx:crash' })
    console.clock.pass(120)
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }))
    const row = await rowOf('storefront')
    expect(row.querySelector('time')).not.toBeNull()
  })

  it('says that all is well only once there is a cluster', async () => {
    const { console } = await openPage('/overview', { world: 'empty' })
    await screen.findByRole('heading', { name: 'No clusters yet' })
    await call('CreateCluster', { ...clusterNamed('calm'), goodsNum: 1 })
    console.clock.pass(600)
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }))
    await screen.findByRole('heading', { name: 'All is well' })
    expect(screen.getByText('Nodes').parentElement?.textContent).toBe('Nodes1')
  })

  it('does not say that all is well before everything has been read', async () => {
    await openPage('/overview', { isInventoryRead: false })
    await screen.findByRole('heading', { name: 'No problems so far' })
    screen.getByText('Reading…')
    expect(screen.queryByText('All is well')).toBeNull()
  })

  it('lists endpoints that do not answer', async () => {
    const transport = async () => {
      throw new Error('refused')
    }
    await openPage('/overview', { transport })
    const table = await problems()
    expect((await within(table).findAllByText('Not answering')).length).toBeGreaterThan(0)
    screen.getByText(/Couldn’t read \d+ lists/)
    expect(screen.queryByText('All is well')).toBeNull()
  })

  it('shows the guide until it is hidden, with steps for the simulation only', async () => {
    const { router } = await openPage('/overview', {
      ...{ backendKind: 'kubernetes', world: 'empty' },
    })
    await screen.findByRole('heading', { name: 'Welcome to Gantry' })
    expect(screen.queryByText('Three things to try in the simulation')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Hide this guide' }))
    await router.navigate('/tasks')
    await screen.findByRole('heading', { name: 'Tasks' })
    await router.navigate('/overview')
    await screen.findByRole('heading', { name: 'No clusters yet' })
    expect(screen.queryByRole('heading', { name: 'Welcome to Gantry' })).toBeNull()
  })

  it('is in Chinese', async () => {
    await openPage('/overview', { language: 'zh-CN' })
    const link = await screen.findByRole('link', { name: 'recommender' })
    expect(link.closest('tr')?.textContent).toContain('2 个实例均未运行，下载镜像失败')
    screen.getByRole('heading', { name: '在模拟环境中可以尝试' })
  })
})
