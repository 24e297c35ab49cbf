import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { ask } from '../../../api/client/call'
import { openPage } from '../../../test/openPage'

it('explains the types of objects that its events name', async () => {
  const { router } = await openPage('/settings/sessions')
  await screen.findByRole('heading', { level: 1 })
  const body = { account: 'embedded', region: 'gz', params: { clusterName: 'shop-staging' } }
  const { clusters } = (await ask('/api/call/DescribeCluster', { method: 'POST', body })) as {
    clusters: { clusterId: string }[]
  }
  const { clusterId } = clusters[0] ?? { clusterId: '' }
  const params = { clusterId, namespace: 'default', serviceName: 'mailcatcher' }
  await ask('/api/call/RedeployClusterService', { method: 'POST', body: { ...body, params } })
  await router.navigate(
    `/clusters/${clusterId}/services/default/mailcatcher/events?account=embedded&region=gz`,
  )
  const types = within(await screen.findByLabelText('Types of objects'))
  expect(types.getByText('Updates the instances of a service.')).toBeTruthy()
  expect(types.queryByText('Holds secret values.')).toBeNull()
}, 60_000)
