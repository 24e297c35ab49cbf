import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { openPage } from '../../test/openPage'

describe('signing in', () => {
  it('returns to the requested page', async () => {
    const { router } = await openPage('/services?status=Abnormal', { isSignedIn: false })
    await screen.findByRole('heading', { name: 'Sign in to Gantry' })
    await userEvent.type(screen.getByLabelText('User name'), 'ada')
    await userEvent.type(screen.getByLabelText('Password'), 'a good password')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await screen.findByRole('heading', { name: 'Services', level: 1 })
    expect(router.state.location.search).toContain('status=Abnormal')
  })

  it.each([
    ['en', /None of your groups has a role/],
    ['zh-CN', /您所在的组在本控制台中没有角色/],
  ] as const)('explains a failed single sign-on in %s', async (language, text) => {
    await openPage('/login?failed=NoRole&requestId=r1', { isSignedIn: false, language })
    expect((await screen.findByRole('alert')).textContent).toMatch(text)
  })

  it('rejects wrong credentials and keeps the user name', async () => {
    await openPage('/login', { isSignedIn: false })
    await userEvent.type(await screen.findByLabelText('User name'), 'ada')
    await userEvent.type(screen.getByLabelText('Password'), 'a bad guess')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/wrong|not right|do not match/i)
    expect(screen.getByLabelText('User name')).toHaveProperty('value', 'ada')
  })

  it('asks again, over the page, when the session has ended', async () => {
    const { console, router } = await openPage('/clusters')
    await screen.findByRole('link', { name: 'shop-prod' })
    console.forget()
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }))
    await screen.findByRole('dialog', { name: 'Your session has ended' })
    expect(router.state.location.pathname).toBe('/clusters')
    await userEvent.type(screen.getByLabelText('Password'), 'a good password')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(screen.getByRole('link', { name: 'shop-prod' })).toBeTruthy()
  })

  it('stores nothing but display preferences and the second secret in the browser', async () => {
    await openPage('/login', { isSignedIn: false })
    await userEvent.type(await screen.findByLabelText('User name'), 'ada')
    await userEvent.type(screen.getByLabelText('Password'), 'a good password')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await screen.findByRole('table', { name: 'Problems' })
    expect(localStorage.getItem('gantry-session')).toMatch(/^[0-9a-f]{64}$/)
    const storedText = JSON.stringify([{ ...localStorage }, { ...sessionStorage }])
    expect(storedText).toContain('embedded')
    expect(storedText).not.toMatch(/password|\bada\b|shop-prod|cls-|gantry=/)
  })
})
