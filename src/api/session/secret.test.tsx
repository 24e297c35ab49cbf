import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepSessionSecret, sessionSecret } from './secret'

beforeEach(() => keepSessionSecret(undefined))
afterEach(() => {
  vi.restoreAllMocks()
  keepSessionSecret(undefined)
})

describe("the session's second secret", () => {
  it('is shared with other tabs by localStorage, and deleted at sign-out', () => {
    keepSessionSecret('s')
    expect(localStorage.getItem('gantry-session')).toBe('s')
    localStorage.setItem('gantry-session', 'of a sign-in in another tab')
    expect(sessionSecret()).toBe('of a sign-in in another tab')
    keepSessionSecret(undefined)
    expect(localStorage.getItem('gantry-session')).toBeNull()
    expect(sessionSecret()).toBeUndefined()
  })

  it('lasts until the page ends if the browser refuses storage', () => {
    for (const name of ['getItem', 'setItem', 'removeItem'] as const) {
      vi.spyOn(Storage.prototype, name).mockImplementation(() => {
        throw new DOMException('refused', 'SecurityError')
      })
    }
    keepSessionSecret('s')
    expect(sessionSecret()).toBe('s')
  })
})
