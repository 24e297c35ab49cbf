import { afterEach, describe, expect, it } from 'vitest'
import { readStored, writeStored } from './storage'

const original = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'localStorage')
  if (original) Object.defineProperty(globalThis, 'localStorage', original)
})

const replaceStorage = (get: () => unknown) =>
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get })

const refuseAccess = () => {
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
    writeStored('a', 'one')
    expect(readStored('a')).toBe('one')
    expect(texts.get('a')).toBe('one')
    writeStored('a', undefined)
    expect(readStored('a')).toBeUndefined()
  })

  it('keeps texts for the page when storage is full', () => {
    replaceStorage(() => ({
      getItem: () => 'old',
      setItem: refuseAccess,
      removeItem: refuseAccess,
    }))
    writeStored('b', 'new')
    expect(readStored('b')).toBe('new')
    expect(() => writeStored('b', undefined)).not.toThrow()
  })

  it('keeps texts for the page when storage is forbidden', () => {
    replaceStorage(refuseAccess)
    expect(readStored('c')).toBeUndefined()
    writeStored('c', 'text')
    expect(readStored('c')).toBe('text')
    writeStored('c', undefined)
    expect(readStored('c')).toBeUndefined()
  })
})
