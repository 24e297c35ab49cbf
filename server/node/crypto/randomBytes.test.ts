import { expect, it } from 'vitest'
import { randomBytes } from './randomBytes'

it('returns the requested number of bytes, none of them twice', () => {
  const seen = new Set<string>()
  for (let round = 0; round < 2000; round += 1) {
    const bytes = randomBytes(12)
    expect(bytes).toHaveLength(12)
    seen.add(Buffer.from(bytes).toString('hex'))
  }
  expect(seen.size).toBe(2000)
  expect(new Set(randomBytes(5000)).size).toBeGreaterThan(200)
  expect(randomBytes(0)).toHaveLength(0)
})
