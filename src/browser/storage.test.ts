import { afterEach, describe, expect, it } from 'vitest'
import { store, stored } from './storage'

const original = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'localStorage')
  if (original) Object.defineProperty(globalThis, 'localStorage', original)
})

const replaceStorage = (get: () => unknown) =>
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get })

const refused = () => {
  throw new DOMException('refused', 'QuotaExceededError')
}

describe('storage', () => {
  it('keeps and deletes texts', () => {
    const texts = new Map<string, string>()
    replaceStorage(() => ({
      getItem: (key: string) => texts.get(key) ?? null,
      setItem: (key: string, text: string) => texts.set(key, text),
      removeItem: (key: string) => texts.delete(key),
    }))
    store('a', 'one')
    expect(stored('a')).toBe('one')
    expect(texts.get('a')).toBe('one')
    store('a', undefined)
    expect(stored('a')).toBeUndefined()
  })

  it('keeps texts for the page when storage is full', () => {
    replaceStorage(() => ({ getItem: () => 'old', setItem: refused, removeItem: refused }))
    store('b', 'new')
    expect(stored('b')).toBe('new')
    expect(() => store('b', undefined)).not.toThrow()
  })

  it('keeps texts for the page when storage is forbidden', () => {
    replaceStorage(refused)
    expect(stored('c')).toBeUndefined()
    store('c', 'text')
    expect(stored('c')).toBe('text')
    store('c', undefined)
    expect(stored('c')).toBeUndefined()
  })
})
