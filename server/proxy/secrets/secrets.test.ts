import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import {
  CreateClusterService,
  DescribeClusterServiceInfo,
} from '../../../src/contract/actions/services/services'
import { listRevisions } from '../../../src/contract/console/history'
import { cloudProxy } from '../../test/proxy/cloudProxy'
import { withSecret } from '../../test/proxy/proxy'
import { createProxy } from '../app'

const { proxy, cloud }: Awaited<ReturnType<typeof cloudProxy>> = await cloudProxy()
let ann = ''
let clusterId = ''
let number = 0
let serviceName = ''

const secrets = {
  password: 'hunter2 and more',
  url: 'postgres://app:sesame@db/shop',
  argument: 'openTheDoor',
  check: 'checkTheDoor',
}
const containers = [
  {
    containerName: 'web',
    image: 'nginx:1.25',
    envs: [
      { name: 'DB_PASSWORD', value: secrets.password },
      { name: 'DATABASE', value: secrets.url },
      { name: 'PORT', value: '8080' },
    ],
    command: 'serve',
    arguments: ['--token', secrets.argument, '--port', '80'],
    healthCheck: [
      { type: 'liveCheck', healthNum: 1, unhealthNum: 3, intervalTime: 10, timeOut: 5 },
    ].map((check) => ({ ...check, checkMethod: 'methodCmd', cmd: `ping --auth=${secrets.check}` })),
  },
  { containerName: 'agent', image: 'agent:1' },
]
const mask = expect.stringMatching(/^<masked:prod\/gz\/cls-[^/]+\/default\/web\d+\/[0-9a-f]{24}>$/)

const serviceKey = () => ({ clusterId, namespace: 'default', serviceName })
const settings = (overrides: object = {}) => ({
  ...serviceKey(),
  ...{ replicas: 1, accessType: 'None', strategy: 'RollingUpdate', containers, ...overrides },
})

/** Reads the service's settings directly from the cloud, without masks. */
const stored = async () => (await cloud.call('DescribeClusterServiceInfo', serviceKey())).service

async function readMasked(name = serviceName) {
  const { body } = await proxy.call(ann, 'DescribeClusterServiceInfo', {
    ...serviceKey(),
    serviceName: name,
  })
  return z.parse(DescribeClusterServiceInfo.response, body.data).service
}

/** Parameters of a write that contain the masks from the console's response. */
async function edited(name = serviceName) {
  const [web] = (await readMasked(name)).containers
  const { envs = [], arguments: list } = web ?? {}
  return { ...containers[0], envs, arguments: list }
}
const modify = async (overrides: object) => {
  proxy.clock.pass(60)
  return proxy.call(ann, 'ModifyClusterService', settings(overrides))
}
const create = (name: string, more: object) => {
  const { strategy: _, ...created } = settings({ serviceName: name, ...more })
  return proxy.call(ann, 'CreateClusterService', created)
}

beforeAll(async () => {
  ann = await proxy.signInAs('operator', 'ann')
  const { clusters } = await cloud.call('DescribeCluster', {})
  clusterId = clusters[0]?.clusterId ?? ''
})
beforeEach(async () => {
  number += 1
  serviceName = `web${number}`
  const { strategy: _, ...created } = settings()
  await cloud.call('CreateClusterService', z.parse(CreateClusterService.request, created))
  proxy.clock.pass(120)
  ann = await proxy.signIn('ann')
})
afterAll(() => proxy.close())

describe('secrets of a service', () => {
  it('are masked in every answer, and only there', async () => {
    const [web] = (await readMasked()).containers
    expect(web?.envs).toEqual([
      { name: 'DB_PASSWORD', value: mask },
      { name: 'DATABASE', value: mask },
      { name: 'PORT', value: '8080' },
    ])
    expect(web?.arguments).toEqual(['--token', mask, '--port', '80'])
    expect(web?.liveProbe?.methodCmd?.cmd).toMatch(/^ping --auth=<masked:.+>$/)
    expect((await stored()).containers[0]?.envs[0]?.value).toBe(secrets.password)

    await proxy.call(ann, 'DescribeClusterServiceText', serviceKey())
    await modify({ replicas: 2 })
    await proxy.write(
      'PUT',
      '/api/drafts/form',
      { values: { form: JSON.stringify(settings()) } },
      ann,
    )
    const query = `account=prod&region=gz&${new URLSearchParams(serviceKey())}`
    const admin = await proxy.signInAs('admin', `admin${number}`)
    for (const path of [
      `/api/revisions?${query}`,
      '/api/drafts/form',
      '/api/tasks',
      `/api/activity?account=prod&region=gz&target=${clusterId}&from=0&to=9999999999999`,
      '/api/audit',
      '/api/audit.csv',
      '/api/audit.jsonl',
    ]) {
      const { status } = await proxy.send(path, { headers: { Cookie: admin } })
      expect([path, status]).toEqual([path, 200])
      await proxy.send(path, { headers: { Cookie: ann } })
    }
    const [row] = await proxy.rows()
    await proxy.send(`/api/audit/${row?.id}`, { headers: { Cookie: admin } })
    for (const secret of Object.values(secrets)) {
      expect(proxy.output.filter((value) => value.includes(secret))).toEqual([])
      expect(row?.params).not.toContain(secret)
    }
  })

  it('are kept by a write that carries their masks', async () => {
    expect((await modify({ replicas: 3, containers: [await edited()] })).status).toBe(200)
    const [web] = (await stored()).containers
    expect(web?.envs).toEqual(containers[0]?.envs)
    expect(web?.arguments).toEqual(containers[0]?.arguments)
  })

  it('are kept by renamed variables, moved containers and copies to another service', async () => {
    const web = await edited()
    const [password, url] = web.envs
    const envs = [
      { name: 'PG_PASSWORD', value: password?.value },
      { name: 'B', value: url?.value },
    ]
    const moved = [
      { containerName: 'first', image: 'first:1', envs },
      { ...web, envs: [] },
    ]
    expect((await modify({ containers: moved })).status).toBe(200)
    expect((await stored()).containers[0]?.envs.map(({ value }) => value)).toEqual([
      secrets.password,
      secrets.url,
    ])
    serviceName = `${serviceName}-copy`
    const copied = await create(serviceName, { containers: [web] })
    expect(copied.status).toBe(200)
    expect((await stored()).containers[0]?.envs[0]?.value).toBe(secrets.password)
  })

  it('are restored although they were replaced meanwhile', async () => {
    const before = await edited()
    const settingsAfter = { ...before, envs: [{ name: 'DB_PASSWORD', value: 'other' }] }
    expect((await modify({ containers: [settingsAfter] })).status).toBe(200)
    expect((await stored()).containers[0]?.envs[0]?.value).toBe('other')
    expect((await modify({ containers: [before] })).status).toBe(200)
    expect((await stored()).containers[0]?.envs).toEqual(containers[0]?.envs)
  })

  it('are restored from a revision by a console that has been restarted since', async () => {
    await modify({})
    const path = `/api/revisions?account=prod&region=gz&${new URLSearchParams(serviceKey())}`
    const { body } = await proxy.send(path, { headers: { Cookie: ann } })
    const [first] = z.parse(listRevisions.response, body.data).revisions
    await modify({ containers: [{ containerName: 'web', image: 'nginx:1.26' }] })
    const restarted = createProxy(proxy.ports)
    const sentParams = withSecret({
      method: 'POST',
      headers: {
        ...{ 'Content-Type': 'application/json', 'X-Gantry': '1' },
        ...{ Origin: 'http://console.test', Cookie: ann },
      },
      body: JSON.stringify({
        ...{ account: 'prod', region: 'gz' },
        params: { ...serviceKey(), ...first?.spec },
      }),
    })
    const answer = await restarted(
      new Request('http://console.test/api/call/ModifyClusterService', sentParams),
    )
    expect(await answer.json()).toEqual({ data: {} })
    expect((await stored()).containers[0]?.envs).toEqual(containers[0]?.envs)
  })

  it('are kept by a draft that was restored, changed and sent', async () => {
    const name = `edit ${serviceName}`
    const save = (values: object) =>
      proxy.write('PUT', `/api/drafts/${encodeURIComponent(name)}`, { values }, ann)
    const read = async () => {
      const path = `/api/drafts/${encodeURIComponent(name)}`
      const { text } = await proxy.send(path, { headers: { Cookie: ann } })
      return JSON.parse(JSON.parse(text).data.draft.values.form)
    }
    const envs = [{ name: 'NEW_TOKEN', value: 'a "quoted" value' }]
    await save({ form: JSON.stringify({ envs, replicas: 1 }) })
    const first = await read()
    expect(first.envs[0].value).toMatch(/^<masked:draft\/edit%20web\d+\/[0-9a-f]{24}>$/)
    await save({ form: JSON.stringify({ ...first, replicas: 2 }) })
    const secondRead = await read()
    expect(secondRead).toEqual({ ...first, replicas: 2 })
    const newContainers = [{ containerName: 'web', image: 'nginx:1', envs: secondRead.envs }]
    expect((await modify({ containers: newContainers })).status).toBe(200)
    expect((await stored()).containers[0]?.envs).toEqual(envs)

    const otherCookie = await proxy.signInAs('operator', `other${number}`)
    const { body } = await proxy.call(
      otherCookie,
      'ModifyClusterService',
      settings({ containers: newContainers }),
    )
    expect(body.error?.fields[0]).toMatchObject({ rule: 'maskUnknown' })
  })
})

describe('a write with a mask is refused', () => {
  const refused = async (overrides: object) => {
    const before = await stored()
    const { status, body } = await modify(overrides)
    expect(status).toBe(400)
    expect((await stored()).containers).toEqual(before.containers)
    return body.error?.fields.map(({ path, rule }) => [path, rule])
  }
  const withVariable = (name: string, value: string | undefined) => [
    { containerName: 'web', image: 'nginx:1', envs: [{ name, value }] },
  ]
  const at = 'containers.0.envs.0.value'

  it('if its value is not known', async () => {
    const value = (await edited()).envs[0]?.value.replace(/[0-9a-f]{24}/, '0'.repeat(24))
    const variable = withVariable('DB_PASSWORD', value)
    expect(await refused({ containers: variable })).toEqual([[at, 'maskUnknown']])
  })

  it('if it is damaged, or consists of the dots of a display', async () => {
    const value = (await edited()).envs[0]?.value ?? ''
    for (const one of [value.slice(0, -1), '<masked:x>', '••••••', '••••••••']) {
      const variable = withVariable('DB_PASSWORD', one)
      expect(await refused({ containers: variable })).toEqual([[at, 'maskDamaged']])
    }
  })

  it('if the value would become readable', async () => {
    const value = (await edited()).envs[0]?.value
    expect(await refused({ containers: withVariable('GREETING', value) })).toEqual([
      [at, 'maskShown'],
    ])
    expect(await refused({ serviceDesc: value })).toEqual([['serviceDesc', 'maskShown']])
    const described = await proxy.call(ann, 'ModifyServiceDescription', {
      ...serviceKey(),
      description: value,
    })
    expect(described.body.error?.fields).toMatchObject([{ path: 'description' }])
    const image = [{ containerName: 'web', image: value }]
    expect(await refused({ containers: image })).toEqual([['containers.0.image', 'maskShown']])
  })

  it('if its service is beyond the scope of the user', async () => {
    const containers = [await edited()]
    const limited = await proxy.limited({ namespaces: ['other'] })
    const newService = { ...settings({ containers }), namespace: 'other' }
    const { body } = await proxy.call(limited, 'ModifyClusterService', newService)
    expect(body.error?.codeDesc).toBe('OutOfScope')
  })
})
