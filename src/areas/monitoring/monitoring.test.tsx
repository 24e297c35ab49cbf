import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { metrics } from '../../contract/actions/monitoring/metrics'
import { en } from '../../i18n/en'
import { monitoring } from '../../i18n/en/monitoring'
import { openPage } from '../../test/openPage'
import { metricsOf } from './charts/spec'

/** ID of the demo cluster with this name, taken from the page's link. */
async function clusterId(name: string): Promise<string> {
  const link = await screen.findByRole('link', { name })
  return link.getAttribute('href')?.match(/cls-\w+/)?.[0] ?? ''
}

async function openService(search = '') {
  const { router } = await openPage('/clusters')
  const id = await clusterId('shop-prod')
  await router.navigate(`/clusters/${id}/services/web/storefront/monitoring${search}`)
  await screen.findByRole('heading', { name: 'storefront', level: 1 })
  return { router, id }
}

const chart = async (name: string) => {
  const [first] = await screen.findAllByRole('region', { name })
  if (!first) throw new Error(`there is no chart ${name}`)
  return within(first)
}

describe('monitoring tab', () => {
  it('shows a chart with statistics for every metric of a service', async () => {
    await openService()
    for (const metric of metricsOf('service')) {
      const part = await chart(monitoring.metric[metric])
      const table = await part.findByRole('table')
      const row = await within(table).findByRole('row', { name: /^storefront/ })
      const cells = within(row).getAllByRole('cell')
      expect(cells.map((cell) => cell.textContent)).not.toContain('–')
    }
  })

  it('drills down to the metrics of an instance and a container', async () => {
    const { router } = await openService('?range=3h')
    const steps = await screen.findByRole('navigation', { name: 'View an instance' })
    const [first] = within(steps).getAllByRole('link')
    if (!first) throw new Error('no instance')
    await userEvent.click(first)
    for (const metric of metricsOf('pod')) await chart(monitoring.metric[metric])
    const deeper = await screen.findByRole('navigation', { name: 'View a container' })
    await userEvent.click(within(deeper).getByRole('link', { name: 'storefront' }))
    for (const metric of metricsOf('container')) await chart(monitoring.metric[metric])
    expect(router.state.location.search).toContain('range=3h')
    // The charts of the levels above are no longer shown.
    expect(screen.queryByRole('region', { name: 'Packets in' })).toBeNull()
  })

  it('marks node failures on the cluster’s charts and in comparisons', async () => {
    const { router } = await openPage('/clusters')
    const id = await clusterId('build-runners')
    await router.navigate(`/clusters/${id}/monitoring`)
    const ill = /^Node: ins-\w+ \([\d.]+\): (low memory|node not responding)$/
    await screen.findByText(ill)
    await router.navigate(`/monitoring?c=dc_cpu_usage:${id}`)
    await screen.findByText(ill)
  })

  it('keeps the range in the URL and replaces an absolute range with a preset', async () => {
    const { router } = await openService(
      '?from=2026-03-18T00:00:00Z&to=2026-03-18T01:00:00Z&compare=day',
    )
    await screen.findByText('Not refreshing: fixed time range')
    await userEvent.click(screen.getByRole('button', { name: '1 day' }))
    const search = new URLSearchParams(router.state.location.search)
    expect(Object.fromEntries(search)).toMatchObject({ range: '1d', compare: 'day' })
    expect(search.has('from')).toBe(false)
  })

  it('rejects a custom range that ends before it starts, at its field', async () => {
    await openService()
    await userEvent.click(await screen.findByRole('button', { name: 'Custom' }))
    const [from, to] = [screen.getByLabelText('From'), screen.getByLabelText('To')]
    await userEvent.clear(to)
    await userEvent.type(to, '2026-03-17T10:00')
    await userEvent.clear(from)
    await userEvent.type(from, '2026-03-18T10:00')
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }))
    await screen.findByText('The range ends before it starts')
    expect(to.getAttribute('aria-invalid')).toBe('true')
  })

  it('has a label for every metric and unit', () => {
    for (const name of Object.keys(metrics)) {
      expect(Object.keys(monitoring.metric)).toContain(name)
      expect(Object.keys(monitoring.meaning)).toContain(name)
    }
    expect(en.shell.menu.monitoring).toBe(monitoring.title)
  })
})

describe('dashboard', () => {
  it('saves the page’s charts for users with write permission', async () => {
    const { router } = await openPage('/clusters')
    const id = await clusterId('shop-prod')
    await router.navigate(`/monitoring?c=dc_cpu_usage:${id}`)
    await chart('CPU usage')
    await userEvent.click(await screen.findByRole('button', { name: 'Save as dashboard' }))
    const dialog = within(await screen.findByRole('dialog'))
    await userEvent.click(dialog.getByRole('button', { name: 'Save as dashboard' }))
    await dialog.findByText('Enter a name')
    await userEvent.type(dialog.getByLabelText('Dashboard name'), 'Nights')
    await userEvent.click(dialog.getByRole('button', { name: 'Save as dashboard' }))
    await screen.findByRole('heading', { name: 'Nights', level: 1 })
    expect(router.state.location.search).toMatch(/board=/)
    expect(router.state.location.search).not.toMatch(/[?&]c=/)

    await userEvent.click(
      (await chart('CPU usage')).getByRole('button', { name: 'More actions for CPU usage' }),
    )
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Remove chart' }))
    await screen.findByText('Unsaved changes to Nights')
    await userEvent.click(screen.getByRole('button', { name: 'Discard changes' }))
    await chart('CPU usage')
  })

  it('shows an error for a deleted dashboard', async () => {
    await openPage('/monitoring?board=0123456789abcdef')
    await screen.findByRole('heading', { name: 'Dashboard not found' })
  })
})
