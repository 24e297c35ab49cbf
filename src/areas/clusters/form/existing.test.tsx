import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { ask } from '../../../api/client/call'
import { diskSizes, maxBandwidth, maxMachinesPerRequest } from '../../../contract/tables/limits'
import { vocabularies } from '../../../contract/tables/vocabularies'
import { openPage } from '../../../test/openPage'

const call = (action: string, params: object, confirm?: string) =>
  ask(`/api/call/${action}`, {
    method: 'POST',
    body: { account: 'embedded', region: 'gz', params, ...(confirm && { confirm }) },
  })

it('shows which machines failed and retries only those', async () => {
  const { router, console } = await openPage('/settings')
  await screen.findByRole('heading', { level: 1 })
  const { clusters } = (await call('DescribeCluster', { clusterName: 'shop-prod' })) as {
    clusters: { clusterId: string }[]
  }
  const clusterId = clusters[0]?.clusterId ?? ''
  await router.navigate(`/clusters/${clusterId}/add-existing-nodes?account=embedded&region=gz`)
  const first = await screen.findByRole('checkbox', { name: /^spare-01/ })
  await userEvent.click(first)
  await userEvent.click(screen.getByRole('checkbox', { name: /^spare-02/ }))
  await userEvent.click(screen.getByLabelText(/^Generated password/))

  // Another cluster takes one of the machines in the meantime.
  const { deviceList } = (await call('DescribeExistedCvmForAddClusterInstances', {
    clusterId,
  })) as { deviceList: { instanceId: string; instanceName: string }[] }
  const idOf = (name: string) =>
    deviceList.find((device) => device.instanceName === name)?.instanceId ?? ''
  const addParams = { clusterId, instanceIds: [idOf('spare-01')] }
  await call('AddClusterInstancesFromExistedCvm', addParams, 'spare-01')
  console.clock.pass(600)

  await userEvent.click(screen.getByRole('button', { name: 'Add machines' }))
  const dialog = await screen.findByRole('dialog', { name: 'Reinstall 2 machines?' })
  for (const name of ['spare-01', 'spare-02']) within(dialog).getByText(name, { exact: false })
  await userEvent.type(within(dialog).getByRole('textbox'), '2')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Reinstall and add' }))
  await screen.findByText('1 machine is joining the cluster')
  const result = screen.getByText('Couldn’t add 1 machine').closest('[role=status]')
  expect(result?.textContent).toContain(idOf('spare-01'))
  await userEvent.click(screen.getByRole('button', { name: /failed/ }))
  await screen.findByText(/^1 machine selected/)
  const picker = screen.getByRole('group', { name: /^Machines in/ })
  expect(within(picker).getByRole('checkbox', { name: /^spare-01/ })).toHaveProperty(
    'checked',
    true,
  )
  expect(within(picker).getByRole('checkbox', { name: /^spare-02/ })).toHaveProperty(
    'checked',
    false,
  )
})

it('warns in the forms for nodes if the status of the cluster forbids adding nodes', async () => {
  const { router } = await openPage('/settings')
  await screen.findByRole('heading', { level: 1 })
  const { clusters } = (await call('DescribeCluster', { clusterName: 'shop-staging' })) as {
    clusters: { clusterId: string }[]
  }
  const clusterId = clusters[0]?.clusterId ?? ''
  await call('DeleteCluster', { clusterId }, 'shop-staging')
  for (const form of ['add-nodes', 'add-existing-nodes']) {
    await router.navigate(`/clusters/${clusterId}/${form}?account=embedded&region=gz`)
    await screen.findByRole('heading', {
      name: 'You can’t submit this form now: the cluster is Deleting; it must be Running',
    })
  }
})

it('explains number, billing, disks and bandwidth with the limits of the contract', async () => {
  const { router } = await openPage('/settings')
  await screen.findByRole('heading', { level: 1 })
  const { clusters } = (await call('DescribeCluster', { clusterName: 'shop-staging' })) as {
    clusters: { clusterId: string }[]
  }
  const clusterId = clusters[0]?.clusterId ?? ''
  await router.navigate(`/clusters/${clusterId}/add-nodes?account=embedded&region=gz`)
  await screen.findByText(`${diskSizes.root.min} to ${diskSizes.root.max} GB`)
  screen.getByText(`Up to ${maxMachinesPerRequest} in one request.`, { exact: false })
  screen.getByText(vocabularies.cvmType.PayByMonth)
  screen.getByText(`0 to ${maxBandwidth.traffic} Mbps. Enter 0 for none.`)
  screen.getByText(vocabularies.bandwidthType.PayByTraffic)
  await userEvent.selectOptions(screen.getByLabelText('Bandwidth billing'), 'By the hour')
  await screen.findByText(`0 to ${maxBandwidth.time} Mbps. Enter 0 for none.`)
})

it('shows a public IP address as assigned only with bandwidth, then by default', async () => {
  await openPage('/clusters/new?step=machines&account=embedded&region=gz')
  const address = await screen.findByRole<HTMLInputElement>('checkbox', {
    name: 'Assign a public IP address to each machine',
  })
  expect(address).toMatchObject({ checked: false, disabled: true })
  const bandwidth = screen.getByLabelText('Public bandwidth')
  await userEvent.clear(bandwidth)
  await userEvent.type(bandwidth, '5')
  expect(address).toMatchObject({ checked: true, disabled: false })
  screen.getByText('Assigned by default')
  await userEvent.click(address)
  expect(address.checked).toBe(false)
})
