import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { actions } from '../contract'
import type { Action } from '../contract/action'
import { openPage } from '../test/openPage'
import { menu } from './menu'

const all: readonly Action[] = Object.values(actions)

/** An account of a Kubernetes cluster without a registry and without Prometheus. */
const bare = Object.fromEntries([
  ...all.filter(({ host }) => host === 'ccr').map(({ name }) => [name, 'noRegistry'] as const),
  ['GetMonitorData', 'noPrometheus'] as const,
  ['CreateCluster', 'notOnBareCluster'] as const,
  ['AddClusterInstances', 'notOnBareCluster'] as const,
  ['DescribeInstanceLog', 'notPermitted'] as const,
])

async function navigation() {
  const nav = await screen.findByRole('navigation', { name: 'Main navigation' })
  return within(nav)
    .getAllByRole('link')
    .map((link) => link.getAttribute('href')?.split('?')[0])
}

describe('navigation entries', () => {
  it('cover every action except the lookups of forms and tasks', () => {
    const listed = menu.flatMap((entry): readonly string[] => entry.actions)
    expect(listed.toSorted()).toEqual(
      all
        .filter(({ area }) => area !== 'lookups' && area !== 'tasks')
        .map(({ name }) => name)
        .toSorted(),
    )
  })
})

describe('account without registry and Prometheus', () => {
  it('has no menu entry for pages without an available action', async () => {
    await openPage('/clusters', { unavailable: bare })
    expect(await navigation()).toEqual([
      ...['/overview', '/clusters', '/services', '/tasks', '/audit', '/settings'],
    ])
  })

  it('has every menu entry if all actions are available', async () => {
    await openPage('/clusters')
    expect(await navigation()).toEqual(menu.map(({ path }) => path))
  })

  it.each([
    ['/registry', 'Registry', 'This account has no registry.'],
    ['/registry/shop/web/tags', 'Registry', 'This account has no registry.'],
    ['/triggers/new', 'Triggers', 'This account has no registry.'],
    ['/monitoring', 'Monitoring', 'This account has no Prometheus.'],
  ])('shows at %s why the page is unavailable', async (path, heading, reason) => {
    await openPage(path, { unavailable: bare })
    expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeDefined()
    expect(await screen.findByText(reason)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  it('shows in place of a form that its action is unavailable', async () => {
    await openPage('/clusters/new', { unavailable: bare })
    expect(
      await screen.findByText('A Kubernetes cluster without a cloud provider can’t do this.'),
    ).toBeDefined()
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  it('keeps an unavailable button in the tab order, with the reason as its description', async () => {
    const user = userEvent.setup()
    const { router } = await openPage('/clusters', { unavailable: bare })
    const button = await screen.findByRole('button', { name: 'Create cluster' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    const description = document.getElementById(button.getAttribute('aria-describedby') ?? '')
    expect(description?.textContent).toContain('without a cloud provider can’t do this')
    button.focus()
    expect(document.activeElement).toBe(button)
    await user.keyboard('{Enter}')
    expect(router.state.location.pathname).toBe('/clusters')
  })

  it('hides the tab of an unavailable page and shows the reason at its URL', async () => {
    const { router } = await openPage('/clusters', { unavailable: bare })
    const [cluster] = await screen.findAllByRole('link', { name: /^(shop|prod|demo|staging)/ })
    const path = cluster?.getAttribute('href')?.split('?')[0]
    await router.navigate(`${path}/monitoring`)
    expect(await screen.findByText('This account has no Prometheus.')).toBeDefined()
    const tabs = screen.getByRole('navigation', { name: 'Cluster sections' })
    expect(within(tabs).queryByRole('link', { name: 'Monitoring' })).toBeNull()
    expect(within(tabs).getByRole('link', { name: 'Services' })).toBeDefined()
  })

  it('shows no billing for the machines of a bare cluster', async () => {
    const { router } = await openPage('/clusters', { unavailable: bare })
    const [cluster] = await screen.findAllByRole('link', { name: 'shop-prod' })
    await router.navigate(`${cluster?.getAttribute('href')?.split('?')[0]}/nodes`)
    const node = (await screen.findAllByText(/^CVM/))[0]?.closest('tr')
    expect(node?.textContent).not.toMatch(/prepaid|hour|month/i)
  })

  it('shows an unknown number of nodes as unknown, not as 0', async () => {
    await openPage('/clusters', {
      unavailable: { DescribeClusterInstances: 'limitedToNamespaces' },
    })
    const [cluster] = await screen.findAllByRole('link', { name: 'shop-prod' })
    const row = cluster?.closest('tr')
    expect(row?.textContent).toContain('–')
    expect(row?.textContent).not.toMatch(/\d cores|\d GB/)
  })

  it('names the reason in Chinese too', async () => {
    await openPage('/registry', { unavailable: bare, language: 'zh-CN' })
    expect(await screen.findByText('当前账号没有镜像仓库。')).toBeDefined()
  })
})

describe('unavailable read', () => {
  it('sends no call and shows the reason in place of the list', async () => {
    const unavailable = { GetNamespaceInfo: 'notPermitted', GetFavor: 'notImplemented' } as const
    const { console } = await openPage('/registry/namespaces', { unavailable })
    expect(await screen.findByText('This account’s credentials don’t permit this.')).toBeDefined()
    expect(console.called).not.toContain('GetNamespaceInfo')
    expect(console.called).toContain('SearchUserRepository')
  })
})
