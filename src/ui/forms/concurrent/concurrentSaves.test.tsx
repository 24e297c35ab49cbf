import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { ask } from '../../../api/client/call'
import { openPage } from '../../../test/openPage'

const call = (action: string, params: object, more: object = {}) =>
  ask(`/api/call/${action}`, {
    method: 'POST',
    body: { account: 'embedded', region: 'gz', params, ...more },
  })

const clusterNamed = async (clusterName: string) => {
  const data = (await call('DescribeCluster', { clusterName })) as {
    clusters: { clusterId: string; clusterName: string; description: string }[]
  }
  const [cluster] = data.clusters
  if (!cluster) throw new Error(`there is no cluster ${clusterName}`)
  return cluster
}

async function openCluster(tab = '') {
  const opened = await openPage('/settings')
  await screen.findByRole('heading', { level: 1 })
  const { clusterId } = await clusterNamed('shop-staging')
  await opened.router.navigate(`/clusters/${clusterId}${tab}?account=embedded&region=gz`)
  return { ...opened, clusterId }
}

async function choose(button: RegExp | string, entry: string) {
  const [first] = await screen.findAllByRole('button', { name: button })
  if (first) await userEvent.click(first)
  await userEvent.click(await screen.findByRole('menuitem', { name: entry }))
  return within(await screen.findByRole('dialog'))
}

const fill = async (box: HTMLElement, text: string) => {
  await userEvent.clear(box)
  await userEvent.type(box, text)
}

const press = (name: string, inside = within(document.body)) =>
  userEvent.click(inside.getByRole('button', { name }))

const isHeld = /^Not saved yet/

describe('a save after another user’s change', () => {
  it('merges the fields of a cluster and saves the choice', async () => {
    const { clusterId } = await openCluster('/nodes')
    await screen.findByRole('heading', { name: 'shop-staging' })
    const dialog = await choose(/^More actions$/, 'Edit name and description')
    await fill(dialog.getByLabelText('Name'), 'mine')
    await call('ModifyClusterAttributes', {
      clusterId,
      clusterName: 'theirs',
      clusterDesc: 'their description',
    })
    await press('Save', dialog)
    await dialog.findByText(isHeld)
    expect(dialog.getByRole('textbox', { name: 'Description' })).toHaveProperty(
      'value',
      'their description',
    )
    expect(dialog.getByText('Before: shop-staging')).toBeTruthy()
    await press('Save', dialog)
    expect(dialog.getByText(isHeld)).toBeTruthy()
    await userEvent.click(dialog.getByLabelText('Your value: mine'))
    await press('Save', dialog)
    await screen.findByText(/Cluster .* updated/)
    expect(await clusterNamed('mine')).toMatchObject({ description: 'their description' })
  })

  it('keeps both users’ labels of a node', async () => {
    const { clusterId } = await openCluster('/nodes')
    const labels = async () => {
      const { nodes } = (await call('DescribeClusterInstances', { clusterId })) as {
        nodes: { instanceId: string; labels?: object }[]
      }
      return nodes.find((candidate) => Object.keys(candidate.labels ?? {}).length > 0)
    }
    const dialog = await choose(/More actions for/, 'Edit labels')
    await press('Add label', dialog)
    await userEvent.type(dialog.getByLabelText('Key 1'), 'disk')
    await userEvent.type(dialog.getByLabelText('Value 1'), 'ssd')
    const { nodes } = (await call('DescribeClusterInstances', { clusterId })) as {
      nodes: { instanceId: string; instanceName: string }[]
    }
    const title = screen.getByRole('dialog').textContent ?? ''
    const node = nodes.find((candidate) => title.includes(candidate.instanceName))
    await call('ModifyClusterNodeLabel', {
      clusterId,
      instanceId: node?.instanceId,
      labels: [{ key: 'zone', value: '1' }],
    })
    await press('Save', dialog)
    await dialog.findByText(isHeld)
    await press('Save', dialog)
    await waitFor(async () =>
      expect(await labels()).toMatchObject({ labels: { disk: 'ssd', zone: '1' } }),
    )
  })

  it('offers to create a trigger again that was deleted', async () => {
    const { router } = await openPage('/triggers/bff/edit')
    await fill(await screen.findByLabelText('Name'), 'bff-release')
    await call('DeleteUpdateServiceTrigger', { triggerName: 'bff' })
    await press('Save trigger')
    await screen.findByText(/another user deleted or renamed this object/)
    expect(screen.getByLabelText('Name')).toHaveProperty('value', 'bff-release')
    await press('Create it again with your settings')
    await press('Create trigger')
    await waitFor(() => expect(router.state.location.pathname).toMatch(/\/triggers$/))
    await screen.findByRole('link', { name: 'bff-release' })
  })

  it('shows another retention policy before it asks for confirmation', async () => {
    await openPage('/registry/shop/storefront/retention')
    const reponame = 'shop/storefront'
    await fill(await screen.findByLabelText('Tags to keep'), '7')
    const strategy = { reponame, type: 'keep_last_nums', val: 9 }
    await call('SetAutoDelStrategy', strategy, { confirm: reponame })
    await press('Set policy')
    await screen.findByText(isHeld)
    expect(screen.queryByRole('dialog')).toBeNull()
    await userEvent.click(screen.getByLabelText('Other user’s value: 9'))
    expect(screen.getByRole('textbox', { name: 'Tags to keep' })).toHaveProperty('value', '9')
  })

  it('shows another administrator’s change of a user', async () => {
    const { console } = await openPage('/settings/people')
    const eve = { name: 'eve', passwordHash: 'x', createdAt: 1 }
    await console.store.users.add({ ...eve, role: 'viewer', scope: {} })
    await userEvent.click(await screen.findByRole('button', { name: 'Refresh' }))
    const dialog = await choose('More actions for eve', 'Edit')
    await userEvent.selectOptions(dialog.getByLabelText('Role'), 'operator')
    await console.store.users.change('eve', { isReadOnly: true })
    await press('Save', dialog)
    await dialog.findByText(isHeld)
    await press('Save', dialog)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await console.store.users.find('eve')).toMatchObject({
      role: 'operator',
      isReadOnly: true,
    })
  })

  it('keeps both users’ charts of a dashboard', async () => {
    const { router } = await openPage('/settings')
    await screen.findByRole('heading', { level: 1 })
    const { clusterId } = await clusterNamed('shop-staging')
    const chart = (metric: string) => `k8s_cluster_${metric}:${clusterId}`
    const board = { name: 'team', range: '1h', charts: [chart('rate_cpu_core_used_cluster')] }
    const path = '/api/boards'
    const { board: added } = (await ask(path, {
      method: 'POST',
      body: { account: 'embedded', region: 'gz', ...board },
      isWrite: true,
    })) as { board: { id: string } }
    const search = new URLSearchParams({ account: 'embedded', region: 'gz', board: added.id })
    await router.navigate(`/monitoring?${search}`)
    await screen.findByRole('option', { name: 'team' })
    search.append('c', board.charts[0] ?? '')
    search.append('c', 'mine')
    await router.navigate(`/monitoring?${search}`)
    await ask(`${path}/${added.id}`, {
      method: 'PUT',
      body: { ...board, charts: [...board.charts, 'theirs'], version: 1 },
      isWrite: true,
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Save' }))
    await screen.findByText(isHeld)
    await press('Save')
    await screen.findByText('Dashboard team saved')
    const { boards } = (await ask(path, { method: 'GET' })) as { boards: { charts: string[] }[] }
    expect(boards[0]?.charts).toEqual([...board.charts, 'mine', 'theirs'])
  })
})

describe('the service form', () => {
  it('shows another user’s changes at the first save, and saves at the second', async () => {
    const { router, clusterId } = await openCluster()
    const serviceRef = { clusterId, namespace: 'default', serviceName: 'mailcatcher' }
    await router.navigate(
      `/clusters/${clusterId}/services/default/mailcatcher/edit?account=embedded&region=gz`,
    )
    await userEvent.click(await screen.findByRole('button', { name: 'None of these is set' }))
    await fill(await screen.findByLabelText('Number of instances'), '3')
    await press('Review changes')
    const review = within(await screen.findByRole('dialog'))
    await review.findByRole('table', { name: 'Changes' })
    await call('ModifyServiceReplicas', { ...serviceRef, scaleTo: 2 })
    await call('ModifyServiceDescription', { ...serviceRef, description: 'theirs' })
    await press('Save changes', review)
    await review.findByText(isHeld)
    expect(review.queryByText(/console itself has failed/)).toBeNull()
    await userEvent.click(await review.findByLabelText('Your value: 3'))
    expect(review.getByLabelText('Other user’s value: theirs')).toHaveProperty('checked', true)
    await press('Save changes', review)
    await waitFor(() => expect(router.state.location.pathname).toMatch(/mailcatcher$/))
    const { service } = (await call('DescribeClusterServiceInfo', serviceRef)) as {
      service: { serviceDesc: string; desiredReplicas: number }
    }
    expect(service).toMatchObject({ serviceDesc: 'theirs', desiredReplicas: 3 })
  })
})
