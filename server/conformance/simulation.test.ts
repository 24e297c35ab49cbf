import { beforeAll, describe, expect, it } from 'vitest'
import { Clock } from '../test/cloud/clock'
import { testCloud } from '../test/cloud/cloud'
import { steppedPorts, testTarget } from '../test/conformance/ports'
import { differencesIn, type Report } from './run/report'
import { runSuite } from './run/run'

let report: Report
beforeAll(async () => {
  const clock = new Clock()
  const { fetch } = await testCloud({ world: 'demo', clock })
  report = await runSuite(testTarget, steppedPorts(fetch, clock), { isBuying: true })
})

describe('the conformance suite on the simulation', () => {
  it('finds no difference', () => {
    expect(differencesIn(report)).toEqual([])
  })

  it('checks every action', () => {
    const unchecked = report.actions.filter(({ verdict }) => verdict !== 'conforms')
    expect(unchecked).toEqual([])
  })
})
