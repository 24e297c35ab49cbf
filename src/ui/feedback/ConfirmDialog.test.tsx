import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { errorOf } from '../../api/client/error'
import { en } from '../../i18n/en'
import { renderInEnglish } from '../../test/renderInEnglish'
import { ConfirmDialog } from './ConfirmDialog'

const consequence = 'Its three instances end.'

function show(onConfirm: (typed?: string) => Promise<unknown>, typedName?: string) {
  const onClose = vi.fn()
  renderInEnglish(
    <ConfirmDialog
      isOpened
      onClose={onClose}
      title="Delete service web?"
      confirmLabel="Delete"
      isDestructive
      onConfirm={onConfirm}
      {...(typedName !== undefined && { typedName })}
    >
      {consequence}
    </ConfirmDialog>,
  )
  return onClose
}

describe('ConfirmDialog', () => {
  it('names the resource and focuses Cancel', async () => {
    show(() => Promise.resolve())
    expect(screen.getByRole('dialog', { name: 'Delete service web?' })).toBeTruthy()
    expect(screen.getByText(consequence)).toBeTruthy()
    const cancel = screen.getByRole('button', { name: en.common.cancel })
    await waitFor(() => expect(document.activeElement).toBe(cancel))
  })

  it('closes on success', async () => {
    const onConfirm = vi.fn(() => Promise.resolve())
    const onClose = show(onConfirm)
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
    expect(onConfirm).toHaveBeenCalledTimes(1)
    await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1))
  })

  it('stays open and shows the error on failure', async () => {
    const error = errorOf(403, { error: { code: 403, codeDesc: 'ReadOnly', message: '' } }, true)
    const onClose = show(() => Promise.reject(error))
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
    expect((await screen.findByRole('alert')).textContent).toContain(en.errors.desc.ReadOnly.what)
    expect(onClose).not.toHaveBeenCalled()
  })

  it('requires the typed name for an irreversible action', async () => {
    const onConfirm = vi.fn(() => Promise.resolve())
    show(onConfirm, 'web')
    const button = screen.getByRole('button', { name: 'Delete' })
    expect(button).toHaveProperty('disabled', true)
    await userEvent.type(screen.getByRole('textbox'), 'web{Enter}')
    expect(onConfirm).toHaveBeenCalledTimes(1)
    expect(onConfirm).toHaveBeenCalledWith('web')
  })

  it('asks for the confirmation that the server demands, and sends it', async () => {
    const fields = [{ path: 'confirm', rule: 'confirmName', values: { name: 'web' }, message: '' }]
    const refused = errorOf(400, { error: { code: 400, codeDesc: 'NotConfirmed', fields } }, true)
    const onConfirm = vi.fn((typed?: string) =>
      typed === 'web' ? Promise.resolve() : Promise.reject(refused),
    )
    const onClose = show(onConfirm)
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
    const box = await screen.findByLabelText('Type web to confirm')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(document.activeElement).toBe(box)
    await userEvent.type(box, 'web{Enter}')
    await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1))
    expect(onConfirm.mock.calls).toEqual([[undefined], ['web']])
  })
})
