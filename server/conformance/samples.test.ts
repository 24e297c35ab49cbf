import { beforeAll, describe, expect, it } from 'vitest'
import { createEndpoint } from '../cloud/endpoint/endpoint'
import { testKey } from '../test/cloud/client'
import { Clock } from '../test/cloud/clock'
import { MemoryReplayStore } from '../test/cloud/replayStore'
import { steppedPorts, testTarget } from '../test/conformance/ports'
import { sampleBackend } from '../test/conformance/sampleBackend'
import type { Report } from './run/report'
import { runSuite } from './run/run'

/**
 * Actions for which the constant sample may be a correct response, with the reason. The test's
 * endpoint validates parameters, so only an action's effects distinguish this backend from a
 * correct one.
 */
const constantActions: Readonly<Record<string, string>> = {
  ChangePassword: 'its effect is on clients of the registry, which the suite does not use',
  GetLimit: 'it has no parameters, and no other action changes quotas',
}

let report: Report
beforeAll(async () => {
  const clock = new Clock()
  const { fetch } = createEndpoint({
    accounts: [{ ...testKey, backend: sampleBackend() }],
    now: clock.now,
    log: () => undefined,
    replay: new MemoryReplayStore(),
  })
  report = await runSuite(testTarget, steppedPorts(fetch, clock), {
    isBuying: true,
    isFillingQuotas: true,
  })
})

const verdictsOf = (isWanted: (actionReport: Report['actions'][number]) => boolean) =>
  report.actions.filter(isWanted).map(({ action, verdict }) => `${action} ${verdict}`)

describe('on a backend that answers every action with the document’s sample, the suite', () => {
  it('reports a difference in every action but the constant ones', () => {
    const unnoticed = verdictsOf(
      ({ action, isDocumented, verdict }) =>
        isDocumented && verdict !== 'differs' && !Object.hasOwn(constantActions, action),
    )
    expect(unnoticed).toEqual([])
  })

  it('reports no difference in actions with a constant response', () => {
    expect(verdictsOf(({ action }) => Object.hasOwn(constantActions, action))).toEqual(
      Object.keys(constantActions).map((action) => `${action} conforms`),
    )
  })

  it('reports the actions without a handler as not offered', () => {
    const offered = verdictsOf(
      ({ isDocumented, verdict }) => !isDocumented && ['conforms', 'differs'].includes(verdict),
    )
    expect(offered).toEqual([])
  })
})
