import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { openPage } from '../../test/openPage'

describe('users page', () => {
  it('adds a user with a scope and shows a validation error at its field', async () => {
    await openPage('/settings/users')
    await userEvent.click(await screen.findByRole('button', { name: 'Add user' }))
    const dialog = within(await screen.findByRole('dialog'))
    await userEvent.type(dialog.getByLabelText('User name'), 'bob')
    await userEvent.type(dialog.getByLabelText('Password'), 'short')
    await userEvent.type(dialog.getByLabelText('Namespaces'), 'live, test')
    await userEvent.click(dialog.getByLabelText('Guangzhou (gz)'))
    await userEvent.click(dialog.getByRole('button', { name: 'Add user' }))
    const fault = await dialog.findByText('Enter at least 8 characters')
    const password = dialog.getByLabelText('Password')
    expect(password.getAttribute('aria-invalid')).toBe('true')
    expect(password.getAttribute('aria-describedby')).toContain(fault.id)
    expect(document.activeElement).toBe(password)
    await userEvent.type(dialog.getByLabelText('Password'), ' but longer')
    await userEvent.click(dialog.getByRole('button', { name: 'Add user' }))
    const row = within(await screen.findByRole('row', { name: /bob/ }))
    const scope = row.getAllByRole('listitem').map((element) => element.textContent)
    expect(scope).toEqual(['Regions Guangzhou (gz)', 'Namespaces live, test'])
    expect(row.getByText('never')).toBeTruthy()
  })

  it.each([
    ['/settings/people?role=admin', '/settings/users?role=admin'],
    ['/settings/safety', '/settings/security'],
  ])('opens from the path of an earlier version: %s', async (earlier, current) => {
    const { router } = await openPage(earlier)
    await screen.findByRole('heading', { level: 1 })
    const { pathname, search } = router.state.location
    expect(pathname + search).toContain(current)
  })

  it('starts with the administrator’s scope and refuses a larger one', async () => {
    await openPage('/settings/users', { scope: { regions: ['gz'] } })
    await userEvent.click(await screen.findByRole('button', { name: 'Add user' }))
    const dialog = within(await screen.findByRole('dialog'))
    const region = dialog.getByLabelText('Guangzhou (gz)')
    expect(region).toHaveProperty('checked', true)
    await userEvent.click(dialog.getByLabelText('All regions'))
    expect(region).toHaveProperty('checked', false)
    await userEvent.type(dialog.getByLabelText('User name'), 'bob')
    await userEvent.type(dialog.getByLabelText('Password'), 'a good password')
    await userEvent.click(dialog.getByRole('button', { name: 'Add user' }))
    const fault = await dialog.findByText('Enter a scope that doesn’t exceed your own')
    const group = dialog.getByRole('group', { name: 'Scope' })
    expect(group.getAttribute('aria-describedby')).toBe(fault.id)
    expect(group.contains(document.activeElement)).toBe(true)
    expect(dialog.queryByRole('alert')).toBeNull()
    await userEvent.click(region)
    await userEvent.click(dialog.getByRole('button', { name: 'Add user' }))
    expect(await screen.findByRole('button', { name: 'More actions for bob' })).toBeTruthy()
  })

  it('adds a user with an empty scope, and warns that it allows nothing', async () => {
    await openPage('/settings/users')
    await userEvent.click(await screen.findByRole('button', { name: 'Add user' }))
    const dialog = within(await screen.findByRole('dialog'))
    await userEvent.click(dialog.getByLabelText('Guangzhou (gz)'))
    await userEvent.click(dialog.getByLabelText('Guangzhou (gz)'))
    dialog.getByText('The list is empty: the user can’t access anything.')
    await userEvent.type(dialog.getByLabelText('User name'), 'bob')
    await userEvent.type(dialog.getByLabelText('Password'), 'a good password')
    await userEvent.click(dialog.getByRole('button', { name: 'Add user' }))
    const row = within(await screen.findByRole('row', { name: /bob/ }))
    expect(row.getByRole('listitem').textContent).toBe('Regions nothing')
  })

  it('adds a user once when the first response is lost and the form is resubmitted', async () => {
    await openPage('/settings/users')
    const { fetch } = globalThis
    let lost = 0
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (path, init) => {
      const answer = await fetch(path, init)
      if (path !== '/api/users' || init?.method !== 'POST' || lost > 0) return answer
      lost += 1
      throw new TypeError('network')
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Add user' }))
    const dialog = within(await screen.findByRole('dialog'))
    await userEvent.type(dialog.getByLabelText('User name'), 'bob')
    await userEvent.type(dialog.getByLabelText('Password'), 'a good password')
    await userEvent.click(dialog.getByRole('button', { name: 'Add user' }))
    await dialog.findByRole('alert')
    await userEvent.click(dialog.getByRole('button', { name: 'Add user' }))
    expect(await screen.findByRole('button', { name: 'More actions for bob' })).toBeTruthy()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(lost).toBe(1)
    spy.mockRestore()
  })

  it('links a user of single sign-on to a later sign-in, and grants access', async () => {
    const { console } = await openPage('/settings/users')
    const storedUser = { name: 'sam', passwordHash: '', createdAt: 1, source: 'sso' } as const
    await console.store.users.add({ ...storedUser, role: 'viewer', scope: { accounts: [] } })
    const identity = { issuer: 'https://id.example', subject: 's1' }
    const added = { displayName: 'sam', role: 'viewer', createdAt: 2, scope: {} } as const
    await console.store.users.addSso({ ...added, identity })
    await userEvent.click(await screen.findByRole('button', { name: 'Refresh' }))
    expect(await screen.findByText(/recorded as sam \(2\)/)).toBeTruthy()
    const row = within(await screen.findByRole('row', { name: /not linked/ }))
    expect(row.getByText('nothing')).toBeTruthy()
    await userEvent.click(row.getByRole('button', { name: 'More actions for sam' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Link to a sign-in' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByLabelText('Sign-in')).toHaveProperty('selectedOptions.length', 1)
    await userEvent.click(dialog.getByRole('button', { name: 'Link' }))
    await waitFor(() => expect(screen.queryByText(/not linked/)).toBeNull())
    expect(await console.store.users.findByIdentity(identity)).toMatchObject({ name: 'sam' })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await userEvent.click(await screen.findByRole('button', { name: 'More actions for sam' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Edit' }))
    const edit = within(await screen.findByRole('dialog'))
    const allAccounts = edit.getByRole('checkbox', { name: 'All accounts' })
    expect(allAccounts).toHaveProperty('checked', false)
    await userEvent.click(allAccounts)
    await userEvent.type(edit.getByLabelText('Namespaces'), 'live')
    await userEvent.click(edit.getByRole('button', { name: 'Save' }))
    await waitFor(async () =>
      expect((await console.store.users.find('sam'))?.scope).toEqual({ namespaces: ['live'] }),
    )
  })

  it('refuses to delete the last administrator', async () => {
    await openPage('/settings/users')
    await userEvent.click(await screen.findByRole('button', { name: 'More actions for ada' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete user' }))
    await userEvent.type(await screen.findByLabelText('Type ada to confirm'), 'ada{Enter}')
    expect((await screen.findByRole('alert')).textContent).toMatch(/last administrator/i)
  })

  it('shows at the fields that a name is taken and that the last administrator can’t be demoted', async () => {
    await openPage('/settings/users')
    await userEvent.click(await screen.findByRole('button', { name: 'Add user' }))
    const adding = within(await screen.findByRole('dialog'))
    await userEvent.type(adding.getByLabelText('User name'), 'ada')
    await userEvent.type(adding.getByLabelText('Password'), 'long enough{Enter}')
    expect(await adding.findByText(/already taken/)).toBeTruthy()
    expect(adding.getByLabelText('User name').getAttribute('aria-invalid')).toBe('true')
    expect(adding.getByLabelText('Password')).toHaveProperty('value', 'long enough')
    await userEvent.keyboard('{Escape}')
    await userEvent.click(await screen.findByRole('button', { name: 'Discard' }))
    await userEvent.click(screen.getByRole('button', { name: 'More actions for ada' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Edit' }))
    const changing = within(await screen.findByRole('dialog', { name: 'Edit user ada' }))
    await userEvent.selectOptions(changing.getByLabelText('Role'), 'viewer')
    await userEvent.click(changing.getByRole('button', { name: 'Save' }))
    expect(await changing.findByText(/last administrator\. Give another/)).toBeTruthy()
    expect(changing.getByLabelText('Role').getAttribute('aria-invalid')).toBe('true')
    expect(changing.queryByRole('alert')).toBeNull()
  })

  it('is for administrators only', async () => {
    await openPage('/settings/users', { role: 'operator' })
    expect(await screen.findByText('Administrators only')).toBeTruthy()
  })
})

describe('audit log page', () => {
  it('lists entries, filters them by URL parameters and shows a complete entry', async () => {
    const { router } = await openPage('/audit')
    expect(await screen.findByText('SignIn')).toBeTruthy()
    await userEvent.type(screen.getByLabelText('User'), 'nobody')
    await screen.findByText('No matches')
    expect(router.state.location.search).toContain('user=nobody')
    await userEvent.clear(screen.getByLabelText('User'))
    const row = await screen.findByRole('link', { name: /UTC|GMT|CET/ })
    await userEvent.click(row)
    await screen.findByRole('heading', { name: 'SignIn', level: 1 })
    expect(router.state.location.pathname).toMatch(/^\/audit\/[0-9a-f]{12}-[0-9a-f]{16}$/)
    expect(screen.getByText('Request ID')).toBeTruthy()
  })
})

describe('accounts page', () => {
  it('shows the reachable regions after a check', async () => {
    await openPage('/settings/accounts')
    const [check] = await screen.findAllByRole('button', { name: 'Check account embedded' })
    if (check) await userEvent.click(check)
    await waitFor(() => expect(screen.queryByText('Not checked yet')).toBeNull())
    expect(screen.getAllByText('Responding').length).toBeGreaterThan(1)
  })

  it('makes an account read-only, after which writes are refused', async () => {
    const { console, router } = await openPage('/settings/accounts')
    await userEvent.click(await screen.findByRole('button', { name: 'Make embedded read-only' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Make read-only' }))
    await screen.findByRole('button', { name: 'Allow changes in embedded' })
    const answer = await console.send(
      new Request('http://localhost/api/call/PauseClusterService', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Gantry': '1' },
        body: JSON.stringify({
          account: 'embedded',
          region: 'gz',
          params: { clusterId: 'cls-1', serviceName: 'web' },
        }),
      }),
    )
    expect(await answer.text()).toContain('SwitchedOff')
    expect(within(screen.getByRole('banner')).getByText('read-only')).toBeTruthy()
    expect(screen.getByText(/by ada/)).toBeTruthy()
    await router.navigate('/clusters')
    const create = await screen.findByRole('button', { name: 'Create cluster' })
    expect(create.getAttribute('aria-disabled')).toBe('true')
    const description = document.getElementById(create.getAttribute('aria-describedby') ?? '')
    expect(description?.textContent).toMatch(/the account embedded is read-only/)
  })
})

describe('security page', () => {
  it('rejects a wrong current password and accepts the right one', async () => {
    await openPage('/settings/security')
    await userEvent.type(await screen.findByLabelText('Current password'), 'a bad guess')
    await userEvent.type(screen.getByLabelText('New password'), 'a new password')
    await userEvent.click(screen.getByRole('button', { name: 'Change password' }))
    expect(await screen.findByText(/current password is wrong/)).toBeTruthy()
    await userEvent.clear(screen.getByLabelText('Current password'))
    await userEvent.type(screen.getByLabelText('Current password'), 'a good password')
    await userEvent.click(screen.getByRole('button', { name: 'Change password' }))
    expect(await screen.findByText(/Your password was changed/)).toBeTruthy()
  })
})
