import { expect, it } from 'vitest'
import { randomBytes } from './randomBytes'

it('returns the requested number of bytes, none of them twice', () => {
  const distinctValues = new Set<string>()
  for (let round = 0; round < 2000; round += 1) {
    const bytes = randomBytes(12)
    expect(bytes).toHaveLength(12)
    distinctValues.add(Buffer.from(bytes).toString('hex'))
  }
  expect(distinctValues.size).toBe(2000)
  expect(new Set(randomBytes(5000)).size).toBeGreaterThan(200)
  expect(randomBytes(0)).toHaveLength(0)
})
