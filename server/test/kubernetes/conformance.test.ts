import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unavailableReasonOf } from '../../../src/contract/rules/unavailable'
import { differencesIn, type Report } from '../../conformance/run/report'
import { runSuite } from '../../conformance/run/run'
import { timing } from '../../node/kubernetes/timing'
import { testTarget } from '../conformance/ports'
import { startControlPlane } from './controlPlane'
import { diskName, startClusterAddOns } from './stubs/clusterAddOns'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openClusterOn,
  servicesPath,
} from './testCluster'

/** Services whose pods the cluster can run at once become Normal within seconds. */
const timeout = 60_000

/** Nodes of KWOK run no containers, so there is nothing that could send logs. */
const noLogs = 'a node of KWOK answers no logs'
const differences = {
  ModifyClusterService: [
    {
      check: 'SvcLBTypeInner takes an address of the subnet',
      reason: 'Kubernetes has no load balancers of subnets',
    },
  ],
  DescribeInstanceLog: [
    { check: 'answers the fields of the document', reason: noLogs },
    { check: 'tail bounds the lines', reason: noLogs },
  ],
}

// This test starts its own control plane, because the suite compares lists of the whole cluster,
// which other tests would change between two requests.
describe.skipIf(isPlaneMissing())(`the conformance suite ${needsPlane}`, () => {
  let stop: () => Promise<void> = async () => undefined
  let report: Report

  beforeAll(async () => {
    const control = await startControlPlane()
    stop = control.stop
    const cluster = await openClusterOn(control.controlPlane, 'team')
    await cluster.make(deploymentsPath, foreignDeployment('web'))
    await cluster.make(servicesPath, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    })
    const { clusterId } = cluster
    await eventually(
      () => cluster.call('DescribeClusterService', { clusterId, namespace: 'team' }),
      ({ services }) => services[0]?.status === 'Normal',
    )
    const neverAborted = new AbortController()
    const stopAddOns = new AbortController()
    const addOns = startClusterAddOns(cluster.admin, stopAddOns.signal)
    const ports = {
      fetch: cluster.fetch,
      now: timing.now,
      wait: (milliseconds: number) => timing.wait(milliseconds, neverAborted.signal),
      random: randomInt,
    }
    report = await runSuite(testTarget, ports, {
      isBuying: true,
      isFillingQuotas: true,
      node: 'node-3',
      disk: diskName,
      config: { id: 'gantry-config', version: '1', key: 'app.conf' },
      patience: timeout,
      differences,
    })
    stopAddOns.abort()
    await addOns
    await cluster.stop()
  }, 600_000)

  afterAll(() => stop())

  it('finds exactly the declared differences', () => {
    expect(differencesIn(report)).toEqual([])
    const declared = report.actions.flatMap(({ action, results }) =>
      results.flatMap(({ title, outcome }) =>
        outcome.kind === 'differs' ? [`${action}: ${title}`] : [],
      ),
    )
    const expected = Object.entries(differences).flatMap(([action, all]) =>
      all.map(({ check }) => `${action}: ${check}`),
    )
    expect(declared).toEqual(expected)
  })

  it('checks every action that the backend offers', () => {
    const unchecked = report.actions.filter(({ verdict }) => verdict === 'unchecked')
    expect(unchecked).toEqual([])
    const conforming = report.actions.filter(({ verdict }) => verdict === 'conforms')
    expect(conforming.length).toBeGreaterThan(30)
  })

  it('reports what the backend does not offer with its reason', () => {
    const reasons = new Set(
      report.actions.flatMap(({ verdict, reason: why }) => (verdict === 'notOffered' ? [why] : [])),
    )
    expect(
      [...reasons].filter((why) => unavailableReasonOf(6100, why ?? '') === undefined),
    ).toEqual([])
  })
})
