import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { ask } from '../../../api/client/call'
import { openPage } from '../../../test/openPage'

const call = (action: string, params: object, more: object = {}) =>
  ask(`/api/call/${action}`, {
    method: 'POST',
    body: { account: 'embedded', region: 'gz', params, ...more },
  }) as Promise<{
    clusters: { clusterId: string }[]
    services: { namespace: string; serviceName: string }[]
  }>

async function clusterIdOf(clusterName: string): Promise<string> {
  const { clusters } = await call('DescribeCluster', { clusterName })
  return clusters[0]?.clusterId ?? ''
}

const described = (button: HTMLElement) => {
  expect(button.getAttribute('aria-disabled')).toBe('true')
  return document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent
}

it('skips a service that is being deleted, and disables its stepper with the reason', async () => {
  const { router } = await openPage('/settings/sessions')
  await screen.findByRole('heading', { level: 1 })
  const clusterId = await clusterIdOf('shop-staging')
  const { services } = await call('DescribeClusterService', { clusterId, allnamespace: 1 })
  const serviceName = 'orders-api'
  const namespace = services.find((service) => service.serviceName === serviceName)?.namespace
  const serviceParams = { clusterId, namespace, serviceName }
  await call('DeleteClusterService', serviceParams, { confirm: serviceName })
  await router.navigate('/services?q=orders-api&account=embedded&region=gz')
  await waitFor(() => expect(screen.getAllByRole('link', { name: 'orders-api' })).toHaveLength(2))
  const steppers = screen.getAllByRole('button', { name: 'Add one instance of orders-api' })
  const disabled = steppers.filter((stepper) => stepper.getAttribute('aria-disabled') === 'true')
  expect(disabled.map(described)).toEqual(['Unavailable: the service is being deleted'])
  await userEvent.click(screen.getByLabelText('Select all'))
  await userEvent.click(await screen.findByRole('button', { name: 'Redeploy' }))
  const dialog = within(await screen.findByRole('dialog', { name: /Redeploy 1 service/ }))
  expect(dialog.getByRole('list', { name: '1 selected service is skipped:' }).textContent).toMatch(
    /shop-staging .*orders-api: the service is being deleted/,
  )
  const calls = dialog.getByLabelText('Call parameters')
  expect(calls.textContent?.match(/^Action=/gm)).toHaveLength(1)
  expect(calls.textContent).not.toContain(clusterId)
})

it('disables bulk actions and steppers of a cluster that is being deleted', async () => {
  const { router } = await openPage('/settings/sessions')
  await screen.findByRole('heading', { level: 1 })
  const clusterId = await clusterIdOf('shop-staging')
  await router.navigate(`/clusters/${clusterId}/services?account=embedded&region=gz`)
  await screen.findByRole('link', { name: 'orders-api' })
  await userEvent.click(screen.getByLabelText('Select all'))
  const button = () => screen.getByRole('button', { name: 'Redeploy' })
  const more = () => screen.getByRole('button', { name: 'Add one instance of orders-api' })
  expect(button().getAttribute('aria-disabled')).toBeNull()
  expect(more().getAttribute('aria-disabled')).toBeNull()
  await call(
    'DeleteCluster',
    { clusterId, nodeDeleteMode: 'RemoveOnly' },
    { confirm: 'shop-staging' },
  )
  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }))
  await waitFor(() => expect(described(button())).toMatch(/is being deleted/))
  expect(described(more())).toMatch(/is being deleted/)
})

it('scales a service in the list after a preview of the call', async () => {
  await openPage('/services?q=mailcatcher')
  const more = await screen.findByRole('button', { name: 'Add one instance of mailcatcher' })
  await userEvent.click(more)
  await userEvent.click(more)
  screen.getByText('1 → 3')
  expect(screen.getByLabelText('Call parameters').textContent).toMatch(/scaleTo=3$/)
  await userEvent.click(screen.getByRole('button', { name: 'Remove one instance of mailcatcher' }))
  await userEvent.click(screen.getByRole('button', { name: 'Scale mailcatcher to 2' }))
  await screen.findByText('Scaling mailcatcher to 2 instances')
  await waitFor(() => expect(screen.queryByText('1 → 2')).toBeNull())
})

it('previews every call of a bulk action', async () => {
  await openPage('/services?q=orders-api')
  await waitFor(() => expect(screen.getAllByRole('link', { name: 'orders-api' })).toHaveLength(2))
  await userEvent.click(screen.getByLabelText('Select all'))
  const opener = await screen.findByRole('button', { name: 'Change image tag' })
  await userEvent.click(opener)
  const dialog = await screen.findByRole('dialog')
  await userEvent.type(within(dialog).getByLabelText('New tag'), '9.9')
  const calls = within(dialog).getByLabelText('Call parameters')
  await waitFor(() => expect(calls.textContent?.match(/image=\S+:9\.9/g)).toHaveLength(2))
  expect(calls.textContent?.match(/^Action=ModifyClusterServiceImage$/gm)).toHaveLength(2)
  await userEvent.keyboard('{Escape}')
  await userEvent.click(await screen.findByRole('button', { name: 'Discard' }))
  await waitFor(() => expect(document.activeElement).toBe(opener))
  screen.getByRole('region', { name: '2 selected' })
})
