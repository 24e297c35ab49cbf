import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { TransportError } from '../../../../server/proxy/ports'
import { openPage } from '../../../test/openPage'

const table = (name: string) => screen.findByRole('table', { name })

describe('triggers page', () => {
  it('names the missing part of a target that no longer exists', async () => {
    await openPage('/triggers?state=missing')
    const rows = await table('Triggers')
    await within(rows).findByText('the service no longer exists')
    expect(
      within(rows)
        .getAllByRole('link', { name: /./ })
        .map((element) => element.textContent),
    ).toEqual(['recommender-canary', 'data/recommender'])
  })

  it('tests a trigger from the list and points out unintended matches', async () => {
    await openPage('/triggers?q=recommender')
    await userEvent.click(
      await screen.findByRole('button', { name: 'More actions for recommender-canary' }),
    )
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Test' }))
    const dialog = await screen.findByRole('dialog', { name: 'Test trigger recommender-canary' })
    await within(dialog).findByText(/Not anchored at the end/)
    const loose = within(dialog).getByText(/These tags match too/)
    expect(loose.textContent).toContain('tes,')
    await within(dialog).findByText('2 of 5 existing tags match')
    await userEvent.type(within(dialog).getByLabelText('Tag to test'), 'tes')
    await within(dialog).findByText('Broken')
    await userEvent.type(within(dialog).getByLabelText('Tag to test'), '{Backspace}x')
    await within(dialog).findByText(/tex doesn’t match the expression/)
  })

  it('creates a trigger from existing resources and rejects an unsupported expression at its position', async () => {
    const { router } = await openPage('/triggers/new?repo=shop/orders-api')
    await userEvent.type(await screen.findByLabelText('Name'), 'orders-release')
    const expr = screen.getByRole('textbox', { name: 'Regular expression' })
    await userEvent.type(expr, '^4(?=x)')
    expect(
      (await screen.findAllByText(/at character 3: .*exponential time/))[0]?.textContent,
    ).toBeTruthy()
    expect(screen.getAllByText('(?=')[0]?.tagName).toBe('MARK')
    await userEvent.click(screen.getByRole('button', { name: 'Create trigger' }))
    expect(router.state.location.pathname).toBe('/triggers/new')
    await userEvent.clear(expr)
    await userEvent.type(expr, '^5\\.')
    const choose = async (label: string, name: RegExp) => {
      const option = await within(screen.getByLabelText(label)).findByRole('option', { name })
      await userEvent.selectOptions(screen.getByLabelText(label), option)
    }
    await choose('Cluster', /shop-prod/)
    await choose('Namespace', /^orders$/)
    await choose('Service', /^orders-api$/)
    await choose('Container', /^orders-api$/)
    await screen.findByText(/^Current image: ccr\.ccs\.tencentyun\.com\/shop\/orders-api:4\.2\.1/)
    await userEvent.click(screen.getByRole('button', { name: 'Create trigger' }))
    await waitFor(() =>
      expect(router.state.location.pathname).toBe('/registry/shop/orders-api/triggers'),
    )
    await within(await table('Triggers')).findByRole('link', { name: 'orders-release' })
  })

  it('edits, renames and deletes a trigger, with undo', async () => {
    const { router } = await openPage('/triggers/bff/edit')
    const name = await screen.findByLabelText('Name')
    await userEvent.clear(name)
    await userEvent.type(name, '1bff')
    await userEvent.click(screen.getByRole('button', { name: 'Save trigger' }))
    await screen.findAllByText(/start with a letter/)
    await userEvent.clear(name)
    await userEvent.type(name, 'bff-release')
    await userEvent.click(screen.getByRole('button', { name: 'Save trigger' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/triggers'))
    await userEvent.click(
      await screen.findByRole('button', { name: 'More actions for bff-release' }),
    )
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }))
    const deleted = await screen.findByText('Trigger bff-release deleted')
    // The notice of the change, which has an Undo too, may still be shown.
    await waitFor(() => expect(screen.queryByRole('link', { name: 'bff-release' })).toBeNull())
    const notice = deleted.parentElement ?? document.body
    await userEvent.click(within(notice).getByRole('button', { name: 'Undo' }))
    const row = (await screen.findByRole('link', { name: 'bff-release' })).closest('tr')
    expect(row?.textContent).toContain('tags matching ^0\\.\\d+\\.\\d+$')
    expect(row?.textContent).toContain('default/bff')
  })

  it('asks before deleting a broken trigger, which could not be recreated', async () => {
    await openPage('/triggers')
    await screen.findByText('the service no longer exists')
    await userEvent.click(
      await screen.findByRole('button', { name: 'More actions for recommender-canary' }),
    )
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }))
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'recommender-canary' })).toBeNull(),
    )
  })

  it('logs the result of each trigger, including failures', async () => {
    await openPage('/triggers/log?log.result=failed')
    const log = await table('Trigger log')
    await within(log).findByText(/ServiceNotFound/)
    expect(within(log).queryByText('Succeeded')).toBeNull()
  })

  it('links a log entry to the service’s timeline', async () => {
    await openPage('/triggers/log?log.q=2.14.3')
    const log = await table('Trigger log')
    await userEvent.click(await within(log).findByRole('link', { name: 'web/storefront' }))
    await screen.findByText(/storefront-release, tag 2\.14\.3 – updated to revision 2/)
  })

  it('shows a failed read in the log and in the form', async () => {
    const transport = () =>
      Promise.reject(new TransportError('unreachable', false, 'connect ECONNREFUSED'))
    const { router } = await openPage('/triggers/log', { transport })
    await screen.findByRole('heading', { name: 'Couldn’t load the trigger log' })
    await router.navigate('/triggers/new')
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2))
  })
})
