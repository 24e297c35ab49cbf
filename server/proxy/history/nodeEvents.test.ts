import { beforeEach, describe, expect, it } from 'vitest'
import { accountAt, type TestProxy } from '../../test/proxy/proxy'
import { temporaryProxy, temporaryUpstream } from '../../test/proxy/temporary'
import { envelope, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let console: TestProxy
let ada = ''

beforeEach(async () => {
  upstream = await temporaryUpstream()
  console = await temporaryProxy({ accounts: [accountAt(upstream.url)] })
  ada = await console.signInAs('operator', 'ada')
})

const healthyNode = { instanceId: 'ins-1', lanIp: '10.0.0.1', isNormal: 1 }
const abnormalNode = (abnormalReason: string) => ({ ...healthyNode, isNormal: 0, abnormalReason })

async function listNodes(...nodes: unknown[]) {
  upstream.reply = () => envelope(0, 'Success', '', { totalCount: nodes.length, nodes })
  const { status } = await console.call(ada, 'DescribeClusterInstances', { clusterId: 'cls-1' })
  console.clock.pass(60)
  return status
}

async function storedEvents(cluster = 'cls-1') {
  const query = `account=prod&region=gz&clusterId=${cluster}`
  const answer = await console.send(`/api/nodeEvents?${query}`, { headers: { Cookie: ada } })
  expect(answer.status).toBe(200)
  const { events } = JSON.parse(answer.text).data
  return events.map((event: { objName: string; reason: string }) => [event.objName, event.reason])
}

describe('node events', () => {
  it('are recorded for each change between healthy and abnormal, latest first', async () => {
    await listNodes(healthyNode, { ...abnormalNode('OutOfDisk'), instanceId: 'ins-2' })
    await listNodes(abnormalNode('MemoryPressure'), {
      ...abnormalNode('OutOfDisk'),
      instanceId: 'ins-2',
    })
    await listNodes(abnormalNode('MemoryPressure'))
    await listNodes(healthyNode)
    await listNodes(abnormalNode('Unknown'))
    expect(await storedEvents()).toEqual([
      ['ins-1', 'Unknown'],
      ['ins-1', ''],
      ['ins-1', 'MemoryPressure'],
      ['ins-2', 'OutOfDisk'],
    ])
    expect(await storedEvents('cls-2')).toEqual([])
  })

  it('are recorded once for a lasting fault', async () => {
    await listNodes(abnormalNode('Unknown'))
    for (let day = 0; day < 9; day += 1) {
      console.clock.pass(86_400)
      ada = await console.signIn('ada')
      await listNodes(abnormalNode('Unknown'))
    }
    expect(await storedEvents()).toEqual([['ins-1', 'Unknown']])
  })

  it('are not recorded for a new node or a malformed response', async () => {
    expect(
      await listNodes({ ...healthyNode, isNormal: 0 }, 7, { isNormal: 0, abnormalReason: 7 }),
    ).toBe(200)
    expect(await storedEvents()).toEqual([])
  })

  it('require a session and a cluster', async () => {
    const path = '/api/nodeEvents?account=prod&region=gz'
    expect((await console.send(`${path}&clusterId=cls-1`)).status).toBe(401)
    const { body } = await console.send(path, { headers: { Cookie: ada } })
    expect(body.error?.fields.map((field) => field.path)).toEqual(['clusterId'])
  })
})
