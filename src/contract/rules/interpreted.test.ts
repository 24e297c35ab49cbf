import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => vi.unstubAllGlobals())

it('schemas are interpreted, as a strict CSP requires', async () => {
  const compiled = vi.fn()
  const watched = new Proxy(Function, {
    construct: (target, texts) => {
      compiled(...texts)
      return Reflect.construct(target, texts)
    },
    apply: (target, _self, texts) => {
      compiled(...texts)
      return Reflect.apply(target, undefined, texts)
    },
  })
  vi.stubGlobal('Function', watched)
  const { actions } = await import('../index')
  const { validate } = await import('./faults')
  expect(validate(actions.DescribeCluster, {})).toEqual([])
  expect(validate(actions.CreateClusterService, {})).not.toEqual([])
  // The full zod library compiles schemas when it can; the contract's setting must apply to it too.
  const { object, string } = await import('zod')
  expect(object({ name: string() }).parse({ name: 'web' })).toEqual({ name: 'web' })
  expect(compiled).not.toHaveBeenCalled()
})
