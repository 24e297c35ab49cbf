import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { en } from '../../i18n/en'
import { renderInEnglish } from '../../test/renderInEnglish'
import { type PageAction, PageHeader } from './PageHeader'

const reason = 'it is being updated; wait until it runs'

function show(primary: Partial<PageAction>, menu: readonly PageAction[] = []) {
  const onClick = vi.fn()
  renderInEnglish(
    <PageHeader
      title="web"
      primary={{ id: 'scale', label: 'Scale', onClick, ...primary }}
      menu={menu}
    />,
  )
  return onClick
}

describe('PageHeader', () => {
  it('shows the resource’s name, also in the document title', () => {
    show({})
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('web')
    expect(document.title).toBe('web · Gantry')
  })

  it('runs the primary action', async () => {
    const onClick = show({})
    await userEvent.click(screen.getByRole('button', { name: 'Scale' }))
    expect(onClick).toHaveBeenCalledTimes(1)
  })

  it('exposes the reason of a disabled action to keyboard and screen readers', async () => {
    const user = userEvent.setup()
    const onClick = show({ reason })
    const button = screen.getByRole('button', { name: 'Scale' })
    await user.tab()
    expect(document.activeElement).toBe(button)
    const description = document.getElementById(button.getAttribute('aria-describedby') ?? '')
    expect(description?.textContent).toBe(`Unavailable: ${reason}`)
    expect((await screen.findByRole('tooltip')).textContent).toBe(`Unavailable: ${reason}`)
    expect(document.activeElement).toBe(button)
    await user.keyboard('{Enter}')
    expect(onClick).not.toHaveBeenCalled()
  })

  it('reaches the reasons in its menu by arrow keys', async () => {
    const user = userEvent.setup()
    const onClick = vi.fn()
    show({}, [
      { id: 'pause', label: 'Pause', onClick },
      { id: 'delete', label: 'Delete', onClick, reason },
    ])
    await user.click(screen.getAllByRole('button', { name: en.common.more })[0] ?? document.body)
    const item = await screen.findByRole('menuitem', { name: new RegExp(`Delete.*${reason}`) })
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.activeElement).toBe(item)
    await user.keyboard('{Enter}')
    expect(onClick).not.toHaveBeenCalled()
  })
})
