import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { openPage } from '../../test/openPage'

const last = (dialogs: readonly HTMLElement[]) => within(dialogs.at(-1) ?? document.body)

describe('managing users long after the sign-in', () => {
  it('asks for the password over the form, then continues the request', async () => {
    const { console } = await openPage('/settings/users')
    await userEvent.click(await screen.findByRole('button', { name: 'Add user' }))
    const form = within(await screen.findByRole('dialog', { name: 'Add user' }))
    await userEvent.type(form.getByLabelText('User name'), 'bob')
    await userEvent.type(form.getByLabelText('Password'), 'correct horse 7 staple')
    console.clock.pass(11 * 60)
    await userEvent.click(form.getByRole('button', { name: 'Add user' }))
    await screen.findByRole('dialog', { name: 'Confirm it’s you' })
    const confirm = last(await screen.findAllByRole('dialog'))
    await userEvent.type(confirm.getByLabelText('Password'), 'a guess')
    await userEvent.click(confirm.getByRole('button', { name: 'Continue' }))
    await confirm.findByText('The password is wrong')
    expect(form.getByLabelText('User name')).toHaveProperty('value', 'bob')
    await userEvent.clear(confirm.getByLabelText('Password'))
    await userEvent.type(confirm.getByLabelText('Password'), console.password)
    await userEvent.click(confirm.getByRole('button', { name: 'Continue' }))
    expect(await screen.findByRole('row', { name: /bob/ })).toBeTruthy()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})

describe('sessions page', () => {
  it('lists the user’s own sessions and marks the current one', async () => {
    await openPage('/settings/sessions')
    const row = within(await screen.findByRole('row', { name: /this session/ }))
    expect(row.getByText('127.0.0.1')).toBeTruthy()
    expect(row.queryByRole('button', { name: /End/ })).toBeNull()
  })
})
