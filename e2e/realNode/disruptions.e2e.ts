import { create, expect, stateOf, test } from '../support/nodeConsole'

// Both tests take the only node away, so they must not run side by side.
test.describe.configure({ mode: 'default' })

const normal = { status: 'Normal', instances: ['Running'] }

test('a node whose kubelet is silent is abnormal and its instances are lost, until it reports again', async ({
  console,
  node,
}) => {
  await create(console, 'kept')
  await expect.poll(() => stateOf(console, 'kept')).toEqual(normal)
  const nodeState = async () => {
    const { clusterId } = console
    const { nodes } = await console.data('DescribeClusterInstances', { clusterId })
    return nodes.map(({ isNormal, abnormalReason }) => ({ isNormal, abnormalReason }))
  }
  const before = await nodeState()
  process.kill(node.kubelet, 'SIGSTOP')
  try {
    await expect
      .poll(() => stateOf(console, 'kept'), { timeout: 40_000 })
      .toEqual({ status: 'Abnormal', instances: ['NotReady 节点失联'] })
    expect(await nodeState()).not.toEqual(before)
  } finally {
    process.kill(node.kubelet, 'SIGCONT')
  }
  await expect.poll(() => stateOf(console, 'kept'), { timeout: 40_000 }).toEqual(normal)
  expect(await nodeState()).toEqual(before)
})

test('a drained node evicts its instances, which wait for a node until it is uncordoned', async ({
  console,
  node,
}) => {
  await create(console, 'moved')
  await expect.poll(() => stateOf(console, 'moved')).toEqual(normal)
  const { clusterId } = console
  const target = { ClusterId: clusterId, InstanceId: node.name, DryRun: 0 }
  const { requestId } = await console.data('DrainClusterNode', target)
  await expect
    .poll(async () => (await console.data('DescribeClusterTaskResult', { requestId })).status)
    .toBe('succ')
  await expect
    .poll(() => stateOf(console, 'moved'))
    .toEqual({ status: 'Abnormal', instances: ['Waiting 调度失败'] })
  const uncordon = { clusterId, instanceIds: [node.name], unschedulable: 0 }
  await console.data('ModifyClusterNodeSchedulable', uncordon)
  await expect.poll(() => stateOf(console, 'moved')).toEqual(normal)
})
