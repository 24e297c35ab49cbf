import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { TestConsole } from '../../../server/test/proxy/testConsole'
import { ask } from '../../api/client/call'
import { openPage } from '../../test/openPage'

const call = (name: string, params: object, confirm?: string) =>
  ask(`/api/call/${name}`, {
    method: 'POST',
    body: { account: 'embedded', region: 'gz', params, confirm },
  })

async function clusterId(): Promise<string> {
  const data = await call('DescribeCluster', { clusterName: 'shop-staging' })
  return (data as { clusters: { clusterId: string }[] }).clusters[0]?.clusterId ?? ''
}

/** Starts a task from outside the page: a namespace is deleted. */
async function startTask() {
  const id = await clusterId()
  await call('CreateClusterNamespace', { clusterId: id, name: 'short', description: '' })
  await call('DeleteClusterNamespace', { clusterId: id, names: ['short'] }, 'short')
  return id
}

async function pass({ clock, follow }: TestConsole, seconds: number) {
  for (let second = 0; second < seconds; second += 1) {
    clock.pass(1)
    await follow()
  }
}

/** Refetches all queries, as focusing the window does, until the expected element appears. */
const refetchUntil = (look: () => unknown) =>
  waitFor(() => {
    window.dispatchEvent(new Event('visibilitychange'))
    look()
  })

describe('tasks page', () => {
  it('lists tasks with user, location and state, linked to their targets', async () => {
    const { router, console } = await openPage('/tasks')
    await screen.findByRole('heading', { name: 'No tasks yet' })
    const id = await startTask()
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }))
    const link = await screen.findByRole('link', { name: 'Delete namespaces short' })
    const table = screen.getByRole('table', { name: 'Tasks' })
    within(table).getByText('Running')
    within(table).getByText('ada')
    within(table).getByText('embedded / Guangzhou')
    await pass(console, 30)
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }))
    await within(table).findByText('Done')
    await userEvent.click(link)
    await waitFor(() => expect(router.state.location.pathname).toBe(`/clusters/${id}/namespaces`))
  })

  it('filters tasks by the URL', async () => {
    const { router } = await openPage('/tasks?state=failed')
    await screen.findByRole('heading', { name: 'No matches' })
    await startTask()
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
    await screen.findByRole('link', { name: 'Delete namespaces short' })
    expect(router.state.location.search).not.toContain('state')
  })

  it('shows the number of running tasks on the bell, which opens the latest', async () => {
    await openPage('/settings')
    await screen.findByRole('heading', { name: 'Settings' })
    await startTask()
    const name = 'Tasks: 1 running, 0 unknown'
    await refetchUntil(() => screen.getByRole('button', { name }))
    await userEvent.click(screen.getByRole('button', { name }))
    const drawer = await screen.findByRole('dialog', { name: 'Tasks' })
    within(drawer).getByRole('link', { name: 'Delete namespaces short' })
    await userEvent.click(within(drawer).getByRole('link', { name: 'All tasks' }))
    await screen.findByRole('heading', { name: 'Tasks', level: 1 })
  })

  it('notifies the user who started a task when it ends, on any page', async () => {
    const { router, console } = await openPage('/tasks')
    await screen.findByRole('heading', { name: 'No tasks yet' })
    await startTask()
    await refetchUntil(() => screen.getByRole('button', { name: 'Tasks: 1 running, 0 unknown' }))
    await router.navigate('/settings')
    await pass(console, 30)
    await refetchUntil(() => screen.getByText('Delete namespaces short · Done'))
  })

  it('lists tasks in Chinese', async () => {
    const { router } = await openPage('/settings', { language: 'zh-CN' })
    await screen.findByRole('heading', { name: '设置' })
    await startTask()
    await router.navigate('/tasks')
    await screen.findByRole('link', { name: '删除命名空间 short' })
    await screen.findByText('进行中')
  })
})
