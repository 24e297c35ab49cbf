import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { TestConsole } from '../../../server/test/proxy/testConsole'
import { openPage } from '../../test/openPage'

const password = 'another good password'

/** Signs bob in in another tab, which shares cookies and storage with the page. */
async function signInBob(console: TestConsole) {
  const bob = { name: 'bob', passwordHash: password, role: 'admin' as const }
  await console.store.users.add({ ...bob, scope: {}, createdAt: console.clock.now() })
  const answer = await console.fetch(
    new Request('http://localhost/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Gantry': '1' },
      body: JSON.stringify({ user: 'bob', password }),
    }),
  )
  const { data } = await answer.json()
  localStorage.setItem('gantry-session', data.sessionSecret)
}

/** The browser's storage event when another tab announces a change of the session. */
const announced = () =>
  fireEvent(
    window,
    new StorageEvent('storage', { key: 'gantry-tabs', newValue: `session ${Math.random()}` }),
  )

const pageText = () => document.body.textContent

async function signInAgain(as = 'ada', secret = 'a good password') {
  const user = await screen.findByLabelText('User name')
  await userEvent.clear(user)
  await userEvent.type(user, as)
  await userEvent.type(screen.getByLabelText('Password'), secret)
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

describe('after a sign-out in another tab', () => {
  it('the page removes its data from the document, and shows it to the same user again', async () => {
    const { console } = await openPage('/clusters')
    await screen.findByRole('link', { name: 'shop-prod' })
    console.forget()
    announced()
    await screen.findByRole('dialog', { name: 'Your session has ended' })
    expect(pageText()).not.toMatch(/shop-prod|Clusters/)
    expect(document.title).toBe('Gantry')
    await signInAgain()
    await screen.findByRole('link', { name: 'shop-prod' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('the page notices when it gets focus', async () => {
    const { console } = await openPage('/clusters')
    await screen.findByRole('link', { name: 'shop-prod' })
    console.forget()
    fireEvent.focus(window)
    await screen.findByRole('dialog', { name: 'Your session has ended' })
  })

  it('keeps what was typed in a form, concealed, for the same user', async () => {
    const { console } = await openPage('/services/new')
    const name = await screen.findByLabelText('Name')
    await userEvent.type(name, 'typed-name')
    console.forget()
    announced()
    await screen.findByRole('dialog', { name: 'Your session has ended' })
    expect(screen.queryByDisplayValue('typed-name')).toBeNull()
    await signInAgain()
    expect(await screen.findByDisplayValue('typed-name')).toBe(name)
  })

  it('shows nothing of the page to another user', async () => {
    const { console } = await openPage('/services/new')
    await userEvent.type(await screen.findByLabelText('Name'), 'typed')
    console.forget()
    announced()
    await screen.findByRole('dialog', { name: 'Your session has ended' })
    const bob = { name: 'bob', passwordHash: password, role: 'admin' as const }
    await console.store.users.add({ ...bob, scope: {}, createdAt: console.clock.now() })
    await signInAgain('bob', password)
    // The browser would reload the page now.
    await waitFor(() => expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy())
    expect(screen.queryByDisplayValue('typed')).toBeNull()
  })
})

describe('after another user’s sign-in in another tab', () => {
  it('a write of the page is refused, and the page names both users', async () => {
    const { console } = await openPage('/settings/accounts')
    await userEvent.click(
      await screen.findByRole('button', { name: 'Make the entire console read-only' }),
    )
    await signInBob(console)
    const confirm = await screen.findByRole('dialog')
    await userEvent.click(within(confirm).getByRole('button', { name: 'Make read-only' }))
    const dialog = await screen.findByRole('dialog', { name: 'Another user has signed in' })
    await waitFor(() => expect(dialog.textContent).toMatch(/bob has signed in .* belongs to ada/))
    const { data } = await (await console.send(new Request('http://localhost/api/session'))).json()
    expect(data).toMatchObject({ user: 'bob', readOnly: false })
  })

  it('a read of the page is not answered with the other user’s data', async () => {
    const { console } = await openPage('/clusters')
    await screen.findByRole('link', { name: 'shop-prod' })
    await signInBob(console)
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }))
    await screen.findByRole('dialog', { name: 'Another user has signed in' })
    expect(pageText()).not.toContain('shop-prod')
  })

  it('the page notices by itself', async () => {
    const { console } = await openPage('/clusters')
    await screen.findByRole('link', { name: 'shop-prod' })
    await signInBob(console)
    announced()
    await screen.findByRole('dialog', { name: 'Another user has signed in' })
    await screen.findByRole('button', { name: 'Continue as bob' })
  })

  it('the first user can sign in again and continue', async () => {
    const { console } = await openPage('/services/new')
    await userEvent.type(await screen.findByLabelText('Name'), 'typed-1')
    await signInBob(console)
    announced()
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in as ada' }))
    await signInAgain()
    await screen.findByDisplayValue('typed-1')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it.each([
    ['en', 'Another user has signed in', /bob has signed in/],
    ['zh-CN', '其他用户已登录', /bob 已在此浏览器中登录/],
  ] as const)('is explained in %s', async (language, name, text) => {
    const { console } = await openPage('/settings', { language })
    await waitFor(() => expect(pageText()).toContain('ada'))
    await signInBob(console)
    announced()
    const dialog = await screen.findByRole('dialog', { name })
    await waitFor(() => expect(dialog.textContent).toMatch(text))
  })
})

it('the sign-in page opens the console when another tab signs in', async () => {
  const { console, router } = await openPage('/login', { isSignedIn: false })
  await screen.findByRole('heading', { name: 'Sign in to Gantry' })
  await signInBob(console)
  announced()
  await waitFor(() => expect(router.state.location.pathname).toBe('/overview'))
})
