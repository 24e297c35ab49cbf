import { expect, it } from 'vitest'
import { createProcessFacts } from './processFacts'

it('reports the start time, the resident memory and the timer lag', async () => {
  const factsOf = createProcessFacts()
  const { startedAt, residentBytes } = factsOf()
  expect(startedAt).toBeGreaterThan(Date.now() - 3_600_000)
  expect(startedAt).toBeLessThan(Date.now())
  expect(residentBytes).toBeGreaterThan(10_000_000)
  await expect.poll(() => factsOf().lag?.max).toBeGreaterThanOrEqual(0)
  await expect
    .poll(() => {
      const until = performance.now() + 150
      while (performance.now() < until);
      return new Promise((resolve) => setTimeout(() => resolve(factsOf().lag?.max), 30))
    })
    .toBeGreaterThan(80)
  // Each lag is reported once.
  await expect.poll(() => factsOf().lag?.max).toBeLessThan(80)
})
