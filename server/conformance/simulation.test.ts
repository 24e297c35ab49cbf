import { beforeAll, describe, expect, it } from 'vitest'
import { Clock } from '../test/cloud/clock'
import { testCloud } from '../test/cloud/cloud'
import { steppedPorts, testTarget } from '../test/conformance/ports'
import { differencesIn, type Report } from './run/report'
import { runSuite } from './run/run'

let report: Report
beforeAll(async () => {
  const clock = new Clock()
  const { fetch, call } = await testCloud({ world: 'demo', clock })
  const { storageSet } = await call('DescribeCbsStorages', { limit: 100 })
  report = await runSuite(testTarget, steppedPorts(fetch, clock), {
    isBuying: true,
    isFillingQuotas: true,
    disk: storageSet.find(({ attached }) => attached === 0)?.storageId,
    config: { id: 'cfg-1', version: '1', key: 'app.conf' },
  })
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
