import { describe, expect, it } from 'vitest'
import { diagnoseCluster, diagnoseNode, diagnoseService } from './diagnose'
import { event, node, serviceFacts, waiting } from './diagnosisTesting'

const condition = (type: string, status: string, reason: string, message = '') => ({
  type,
  status,
  reason,
  message,
  since: '2026-11-29 12:00:00',
})

const abnormal = (abnormalReason: string, more = {}) =>
  node({ isNormal: 0, abnormalReason, ...more })
const since = Date.UTC(2026, 10, 29, 4)

describe('an abnormal node', () => {
  it.each([
    ['MemoryPressure', 'MemoryPressure', 'nodeMemoryPressure'],
    ['OutOfDisk', 'DiskPressure', 'nodeDiskPressure'],
    ['NetworkUnavailable', 'NetworkUnavailable', 'nodeNetworkUnavailable'],
  ])('has the reason %s, with or without the condition %s', (reason, type, code) => {
    expect(diagnoseNode({ node: abnormal(reason) })).toMatchObject([{ code }])
    const conditions = [condition('Ready', 'True', 'KubeletReady'), condition(type, 'True', 'X')]
    expect(diagnoseNode({ node: abnormal(reason, { conditions }) })).toMatchObject([
      { code, since, objects: ['ins-1'], evidence: [{ field: type }, { field: 'abnormalReason' }] },
    ])
  })

  it('has several reasons', () => {
    const codes = diagnoseNode({ node: abnormal('OutOfDisk,MemoryPressure') }).map(
      ({ code }) => code,
    )
    expect(codes).toEqual(['nodeDiskPressure', 'nodeMemoryPressure'])
  })

  it('has too many processes although the API calls it normal', () => {
    const conditions = [condition('PIDPressure', 'True', 'KubeletHasInsufficientPID')]
    expect(diagnoseNode({ node: node({ conditions }) })).toMatchObject([
      { code: 'nodePidPressure' },
    ])
  })

  it('is silent if its kubelet stopped reporting', () => {
    const conditions = [
      condition('Ready', 'Unknown', 'NodeStatusUnknown', 'Kubelet stopped posting node status.'),
    ]
    expect(diagnoseNode({ node: abnormal('Unknown', { conditions, cvmState: 1 }) })).toMatchObject([
      { code: 'nodeSilent', since },
    ])
  })

  it('is not ready if its kubelet says so, with the kubelet’s message', () => {
    const conditions = [condition('Ready', 'False', 'KubeletNotReady', 'container runtime is down')]
    expect(diagnoseNode({ node: abnormal('Unknown', { conditions, cvmState: 1 }) })).toMatchObject([
      { code: 'nodeNotReady', values: { answer: 'container runtime is down' } },
    ])
  })

  it('has an unknown reason where the endpoint reports no conditions, since the console’s record', () => {
    const events = [event('Unknown', '10.0.0.4', { objType: 'Node', objName: 'ins-1' })]
    expect(diagnoseNode({ node: abnormal('Unknown'), events })).toMatchObject([
      { code: 'nodeUnknownReason', since: Date.UTC(2026, 10, 29, 4, 0, 10) },
    ])
  })

  it.each([
    [1, 'nodeMachineFailed', 'critical'],
    [4, 'nodeMachineStopped', 'critical'],
    [6, 'nodeLeaving', 'info'],
    [7, 'nodeRestarting', 'info'],
    [3, 'nodeJoining', 'info'],
    [14, 'nodeJoining', 'info'],
    [99, 'unknown', 'critical'],
  ])('without a reason is explained by the state %i of its machine', (cvmState, code, severity) => {
    expect(diagnoseNode({ node: abnormal('', { cvmState }) })).toMatchObject([{ code, severity }])
  })
})

it('a new node on Kubernetes is joining for ten minutes', () => {
  const conditions = [condition('Ready', 'False', 'KubeletNotReady', 'cni plugin not initialized')]
  const joined = abnormal('Unknown', { conditions, cvmState: 1, createdAt: '2026-11-29 12:00:00' })
  const codeAt = (now: number) => diagnoseNode({ node: joined, now })[0]?.code
  expect(codeAt(since + 60_000)).toBe('nodeJoining')
  expect(codeAt(since + 700_000)).toBe('nodeNotReady')
})

it('a normal node is no finding, cordoned or not', () => {
  expect(diagnoseNode({ node: node() })).toEqual([])
  expect(diagnoseNode({ node: node({ unschedulable: true }) })).toEqual([])
})

describe('an instance on a node that does not respond', () => {
  const conditions = [condition('Ready', 'Unknown', 'NodeStatusUnknown')]
  const nodes = [abnormal('Unknown', { conditions })]
  const lost = { ...waiting('节点失联'), status: 'NotReady' as const }

  it('is lost, whatever its containers and events say', () => {
    const events = [event('Unhealthy', 'Readiness probe failed: timeout')]
    expect(diagnoseService(serviceFacts(lost, events, { nodes }))).toMatchObject([
      { code: 'instanceNodeLost', values: { node: 'node-1' }, since },
    ])
    expect(diagnoseService(serviceFacts(lost))).toMatchObject([
      { code: 'instanceNodeLost', values: { node: '10.0.0.4' } },
    ])
  })

  it('is lost too while Kubernetes waits to terminate it', () => {
    const leaving = { ...waiting('容器终止中'), status: 'Terminating' as const }
    expect(diagnoseService(serviceFacts(leaving, [], { nodes }))[0]?.code).toBe('instanceNodeLost')
  })
})

describe('a cluster', () => {
  const cluster = {
    clusterId: 'cls-1',
    nodeNum: 2,
    nodeStatus: 'PartialAbnormal',
    status: 'Running',
  } as const

  it('is abnormal or isolated by its status', () => {
    expect(diagnoseCluster({ cluster: { ...cluster, status: 'Abnormal' } })).toMatchObject([
      { code: 'clusterAbnormal', objects: ['cls-1'] },
    ])
    const isolated = { ...cluster, status: 'Isolated', nodeStatus: 'AllNormal' } as const
    expect(diagnoseCluster({ cluster: isolated })).toMatchObject([{ code: 'clusterIsolated' }])
  })

  it('has abnormal nodes, of which joining ones are none', () => {
    const nodes = [node(), abnormal('OutOfDisk')]
    expect(diagnoseCluster({ cluster, nodes })).toMatchObject([
      { code: 'clusterNodesAbnormal', values: { nodes: 2, abnormal: 1 } },
    ])
    expect(diagnoseCluster({ cluster, nodes: [node(), abnormal('', { cvmState: 3 })] })).toEqual([])
    expect(diagnoseCluster({ cluster: { ...cluster, nodeStatus: 'AllNormal' } })).toEqual([])
  })

  it('that is abnormal comes first among the causes of a service', () => {
    const findings = diagnoseService(
      serviceFacts(waiting('下载镜像失败'), [], {
        cluster: { clusterId: 'cls-1', status: 'Abnormal' },
      }),
    )
    expect(findings.map(({ code }) => code)).toEqual(['clusterAbnormal', 'imagePullFailed'])
  })
})
