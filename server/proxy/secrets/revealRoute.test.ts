import { beforeEach, expect, it } from 'vitest'
import { accountAt, type TestProxy } from '../../test/proxy/proxy'
import { temporaryProxy, temporaryUpstream } from '../../test/proxy/temporary'
import { envelope, type Upstream } from '../../test/proxy/upstream'

let upstream: Upstream
let proxy: TestProxy
let mask = ''

const serviceRef = { clusterId: 'cls-1', namespace: 'default', serviceName: 'web' }
const service = { containers: [{ envs: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }] }
const reveal = (cookie: string, body: object = { mask }) =>
  proxy.write('POST', '/api/reveal', body, cookie)

beforeEach(async () => {
  upstream = await temporaryUpstream()
  upstream.reply = () => envelope(0, 'Success', '', { service })
  proxy = await temporaryProxy({ accounts: [accountAt(upstream.url)] })
  const viewer = await proxy.signInAs('viewer')
  const { text } = await proxy.call(viewer, 'DescribeClusterServiceInfo', serviceRef)
  mask = /<masked:[^>]+>/.exec(text)?.[0] ?? ''
})

it('a secret is revealed to administrators, and audited without its value', async () => {
  const admin = await proxy.signInAs('admin')
  const { body } = await reveal(admin)
  expect(body.data).toEqual({ name: 'DB_PASSWORD', value: 'hunter2' })
  const [row] = await proxy.rows()
  expect(row).toMatchObject({
    ...{ action: 'RevealSecret', user: 'admin', outcome: 'ok', account: 'prod', region: 'gz' },
    target: 'cls-1/default/web',
  })
  expect(JSON.parse(row?.params ?? '')).toEqual({ variable: 'DB_PASSWORD', mask })
})

it('a secret is revealed to no viewer, and to operators only if configured', async () => {
  const [viewer, operator] = [await proxy.signIn('viewer'), await proxy.signInAs('operator')]
  expect((await reveal(viewer)).status).toBe(403)
  expect((await reveal(operator)).body.error?.codeDesc).toBe('Forbidden')
  expect((await proxy.rows())[0]).toMatchObject({ action: 'RevealSecret', outcome: 'refused' })
  const { ports } = proxy
  const openProxy = await temporaryProxy({
    accounts: ports.accounts,
    revealRoles: ['operator', 'viewer'],
  })
  const [first, second] = [await openProxy.signInAs('viewer'), await openProxy.signInAs('operator')]
  const post = (cookie: string) => openProxy.write('POST', '/api/reveal', { mask }, cookie)
  expect((await post(first)).status).toBe(403)
  expect((await post(second)).body.data).toMatchObject({ value: 'hunter2' })
})

it('a secret outside the user’s scope, or of an invalid mask, is refused', async () => {
  const admin = await proxy.signInAs('admin')
  await proxy.signInAs('admin', 'root')
  const scopeChange = { scope: { clusters: ['cls-2'] } }
  expect(await proxy.store.users.change('root', scopeChange)).toBe('done')
  const limited = await proxy.signIn('root')
  expect((await reveal(limited)).body.error?.codeDesc).toBe('OutOfScope')
  const unknown = { mask: mask.replace(/[0-9a-f]{24}/, '0'.repeat(24)) }
  expect((await reveal(admin, unknown)).body.error?.codeDesc).toBe('UnknownSecret')
  expect((await reveal(admin, { mask: 'x' })).body.error?.fields).toMatchObject([{ path: 'mask' }])
})
