import { describe, expect, it } from 'vitest'
import { diagnoseService } from './diagnose'
import { event, node, serviceFacts, waiting } from './diagnosisTesting'
import { rejectedNodes } from './scheduleRules'

const refused = { ...waiting('调度失败'), nodeIp: '' }

const first = (message: string, more = {}) =>
  diagnoseService(serviceFacts(refused, [event('FailedScheduling', message)], more))[0]

describe('an instance that no node accepts', () => {
  it('has the request, and the nodes by reason, in the simulation’s words', () => {
    const containers = [
      {
        containerName: 'web',
        cpu: 6000,
        memory: 512,
        memoryLimits: 0,
        liveProbe: null,
        readyProbe: null,
      },
    ]
    const nodes = [node(), node({ instanceName: 'node-2', unschedulable: true })]
    const message =
      '0/4 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu, 2 Insufficient memory.'
    expect(first(message, { containers, nodes })).toMatchObject({
      code: 'unschedulable',
      values: {
        nodes: 4,
        cpu: 2,
        memory: 2,
        cordoned: 1,
        requestedCpu: 6000,
        requestedMemory: 512,
        largestCpu: 4000,
        largestMemory: 8192,
      },
      since: Date.UTC(2026, 10, 29, 4, 0, 10),
      evidence: [
        { kind: 'event' },
        { kind: 'field', field: 'reason' },
        { kind: 'field', object: 'node-2', field: 'unschedulable' },
      ],
    })
  })

  it('has the nodes by reason in Kubernetes’ words', () => {
    const message =
      "0/6 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint {node.kubernetes.io/unreachable: }, 1 node(s) had untolerated taint {team: a, b}, 2 node(s) didn't match Pod's node affinity/selector, 1 node(s) had volume node affinity conflict. preemption: 0/6 nodes are available: 1 No preemption victims found for incoming pod, 5 Preemption is not helpful for scheduling."
    expect(first(message)?.values).toEqual({
      nodes: 6,
      cpu: 1,
      notReady: 1,
      tainted: 1,
      selector: 2,
      volumes: 1,
    })
  })

  it('has no nodes at all', () => {
    expect(first('no nodes available to schedule pods')).toMatchObject({ code: 'noNodes' })
  })

  it('is unschedulable for an unknown reason without an event', () => {
    expect(diagnoseService(serviceFacts(refused))).toMatchObject([
      { code: 'unschedulable', values: {}, since: Date.UTC(2026, 10, 29, 4) },
    ])
  })

  it.each([
    ['1 node(s) were unschedulable', 'cordoned'],
    ['1 node(s) had untolerated taint {node.kubernetes.io/unschedulable: }', 'cordoned'],
    ['1 node(s) were not ready', 'notReady'],
    ['1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }', 'pressure'],
    ["1 node(s) didn't match node selector", 'selector'],
    ["1 node(s) didn't match pod affinity rules", 'affinity'],
    ["1 node(s) didn't match pod anti-affinity rules", 'spread'],
    ["1 node(s) didn't match pod topology spread constraints", 'spread'],
    ["1 node(s) didn't have free ports for the requested pod ports", 'ports'],
    ['1 Too many pods', 'instances'],
    ['1 Insufficient pods', 'instances'],
    ['1 Insufficient nvidia.com/gpu', 'otherResource'],
    ['1 something new', 'other'],
  ])('counts "%s" as %s', (text, name) => {
    expect(rejectedNodes(`0/1 nodes are available: ${text}.`)).toEqual({ nodes: 1, [name]: 1 })
  })
})
