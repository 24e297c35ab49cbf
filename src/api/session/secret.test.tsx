import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionSecret, storeSessionSecret } from './secret'

beforeEach(() => storeSessionSecret(undefined))
afterEach(() => {
  vi.restoreAllMocks()
  storeSessionSecret(undefined)
})

describe("the session's second secret", () => {
  it('is shared with other tabs by localStorage, and deleted at sign-out', () => {
    storeSessionSecret('s')
    expect(localStorage.getItem('gantry-session')).toBe('s')
    localStorage.setItem('gantry-session', 'of a sign-in in another tab')
    expect(sessionSecret()).toBe('of a sign-in in another tab')
    storeSessionSecret(undefined)
    expect(localStorage.getItem('gantry-session')).toBeNull()
    expect(sessionSecret()).toBeUndefined()
  })

  it('lasts until the page ends if the browser refuses storage', () => {
    for (const name of ['getItem', 'setItem', 'removeItem'] as const) {
      vi.spyOn(Storage.prototype, name).mockImplementation(() => {
        throw new DOMException('refused', 'SecurityError')
      })
    }
    storeSessionSecret('s')
    expect(sessionSecret()).toBe('s')
  })
})
