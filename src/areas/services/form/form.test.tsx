import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { ask } from '../../../api/client/call'
import { healthCheckLimits } from '../../../contract/tables/limits'
import { vocabularies } from '../../../contract/tables/vocabularies'
import { openPage } from '../../../test/openPage'

const call = (action: string, params: object, more: object = {}) =>
  ask(`/api/call/${action}`, {
    method: 'POST',
    body: { account: 'embedded', region: 'gz', params, ...more },
  })

/** Opens a page, then another that needs a cluster ID from the first. */
async function openIn(path: (clusterId: string) => string) {
  const opened = await openPage('/settings')
  await screen.findByRole('heading', { level: 1 })
  const data = (await call('DescribeCluster', { clusterName: 'shop-staging' })) as {
    clusters: { clusterId: string }[]
  }
  const clusterId = data.clusters[0]?.clusterId ?? ''
  const go = () => opened.router.navigate(path(clusterId))
  return { ...opened, clusterId, go }
}

const box = (label: string) => screen.findByLabelText<HTMLInputElement>(label, { exact: true })

describe('service form', () => {
  it('recreates a service deleted during editing with the entered values', async () => {
    const { clusterId, go, router, console } = await openIn(
      (id) => `/clusters/${id}/services/default/mailcatcher/edit?account=embedded&region=gz`,
    )
    await go()
    await userEvent.click(await screen.findByRole('button', { name: 'None of these is set' }))
    await userEvent.click(await box('Description'))
    await userEvent.paste('entered before')
    const serviceRef = { clusterId, namespace: 'default', serviceName: 'mailcatcher' }
    await call('DeleteClusterService', serviceRef, { confirm: 'mailcatcher' })
    console.clock.pass(120)
    await userEvent.click(screen.getByRole('button', { name: 'Review changes' }))
    const review = await screen.findByRole('dialog')
    await userEvent.click(within(review).getByRole('button', { name: 'Save changes' }))
    await screen.findByText('mailcatcher no longer exists')
    await userEvent.click(within(review).getByRole('button', { name: 'Back to form' }))
    await userEvent.click(screen.getByRole('button', { name: /^Create it again/ }))
    await screen.findByRole('heading', { name: 'Create service mailcatcher again' })
    expect((await box('Description')).value).toMatch(/entered before$/)
    expect((await box('Name')).value).toBe('mailcatcher')
    expect((await box('Image')).value).toMatch(/mail/)
    expect(router.state.location.pathname).toMatch(/mailcatcher\/edit$/)
  })

  it('warns that a namespace is being deleted and keeps the entered values', async () => {
    const { clusterId, go } = await openIn(
      (id) => `/services/new?cluster=${id}&namespace=web&account=embedded&region=gz`,
    )
    await call('DeleteClusterNamespace', { clusterId, names: ['web'] }, { confirm: 'web' })
    await go()
    await screen.findByText('You can’t submit this form now: the namespace web is being deleted')
    await userEvent.type(await box('Name'), 'late')
    await userEvent.selectOptions(await box('Namespace'), 'default')
    await waitFor(() => expect(screen.queryByText(/You can’t submit this form now/)).toBeNull())
    expect((await box('Name')).value).toBe('late')
  })

  it('warns about actions that the cluster’s status does not allow', async () => {
    const { clusterId, go, router } = await openIn(
      (id) => `/clusters/${id}/services/default/mailcatcher/edit?account=embedded&region=gz`,
    )
    await call('DeleteCluster', { clusterId }, { confirm: 'shop-staging' })
    await go()
    const reason = 'the cluster is Deleting; it must be Running or Scaling'
    await screen.findByText(`You can’t submit this form now: ${reason}`)
    await router.navigate(
      `/clusters/${clusterId}/services/default/mailcatcher?account=embedded&region=gz`,
    )
    const scale = await screen.findByRole('button', { name: 'Scale' })
    await waitFor(() => expect(scale.getAttribute('aria-disabled')).toBe('true'))
  })

  it('copies all settings except the name and exclusive resources', async () => {
    const { go } = await openIn(
      (id) => `/services/new?from=${id}/default/mailcatcher&account=embedded&region=gz`,
    )
    await go()
    await screen.findByRole('heading', { name: 'Clone service mailcatcher' })
    expect((await box('Image')).value).toMatch(/mail/)
    expect((await box('Name')).value).toBe('')
    for (const port of screen.getAllByLabelText<HTMLInputElement>('Node port')) {
      expect(port.value).toBe('')
    }
  })

  it('explains access, checks and resources with the words and limits of the contract', async () => {
    const { go } = await openIn((id) => `/services/new?cluster=${id}&account=embedded&region=gz`)
    await go()
    for (const meaning of Object.values(vocabularies.accessType)) await screen.findByText(meaning)
    screen.getAllByText(/^In thousandths of a core, at least 100\./)
    screen.getByText('At least 4 MiB. Leave empty for no limit.')
    await userEvent.type(await box('Memory request'), '128')
    await screen.findByText('At least 4 MiB. Leave empty for 128 MiB, the memory request.')
    await userEvent.type(await box('Memory limit'), '3')
    await userEvent.tab()
    await screen.findByText('Enter at least 4, or 0 to use the memory request')
    await userEvent.click(screen.getByText('Health checks'))
    await userEvent.click(screen.getByRole('button', { name: 'Add readiness check' }))
    await userEvent.click(screen.getByRole('button', { name: 'Add liveness check' }))
    screen.getByText(vocabularies.checkType.readyCheck)
    expect(screen.getAllByText(vocabularies.checkMethod.methodTcp)).toHaveLength(2)
    const { min, max } = healthCheckLimits.intervalTime
    expect(screen.getAllByText(`${min} to ${max}`)).toHaveLength(2)
    // Thresholds: a success threshold that is always 1 for liveness, and three defaults of 3.
    screen.getByText('Always 1')
    expect(screen.getAllByText('1 to 10, default 3')).toHaveLength(3)
  })

  it('picks an image from the registry', async () => {
    const { go } = await openIn((id) => `/services/new?cluster=${id}&account=embedded&region=gz`)
    await go()
    await userEvent.click(await screen.findByRole('button', { name: 'Choose an image' }))
    const picker = await screen.findByRole('dialog')
    await userEvent.click(within(picker).getByLabelText('Search repositories'))
    await userEvent.paste('storefront')
    await userEvent.click(await within(picker).findByRole('button', { name: /storefront/ }))
    const [newest] = await within(picker).findAllByRole('button', { name: /·/ })
    expect(newest).toBeDefined()
    if (newest) await userEvent.click(newest)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect((await box('Image')).value).toMatch(/\/storefront:\S+$/)
  })
})
