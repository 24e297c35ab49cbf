import { describe, expect, it } from 'vitest'
import { sendRequest, signedRequest } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'

/** Signs a request for one host name and sends it to `to`, by default the same host. */
async function call(action: string, signedHost: string, to = signedHost, params: object = {}) {
  const { fetch, clock } = await testCloud()
  const signed = await signedRequest(action, params, clock.now(), { signedHost, method: 'GET' })
  return sendRequest(fetch, new Request(signed.url.replace('cloud.test:8081', to)))
}

describe('an API host name', () => {
  it.each([
    ['DescribeCluster', 'ccs.api.qcloud.com'],
    ['DescribeCluster', 'ccs.api.qcloud.com:8081'],
    ['GetLimit', 'ccr.api.qcloud.com'],
    ['DescribeInstances', 'cvm.api.qcloud.com'],
    ['DescribeProject', 'account.api.qcloud.com'],
    ['DescribeCluster', 'ccs.api.qcloud.com.'],
  ])('answers the actions of its module: %s at %s', async (action, host) => {
    expect(await call(action, host)).toMatchObject({ code: 0 })
  })

  it.each([
    ['DescribeCluster', 'cvm.api.qcloud.com'],
    ['DescribeInstances', 'ccs.api.qcloud.com'],
    ['GetLimit', 'CCS.api.qcloud.com'],
    ['DescribeCluster', 'cvm.api.qcloud.com.'],
  ])('refuses an action of another module: %s at %s', async (action, host) => {
    const response = await call(action, host)
    expect(response).toMatchObject({ code: 6100 })
    expect(response.message).toContain(host.toLowerCase().replace(/\.$/, ''))
  })

  it('refuses an action signed for another host, regardless of the host that it is sent to', async () => {
    const response = await call('DescribeCluster', 'cvm.api.qcloud.com', '127.0.0.1:8081')
    expect(response).toMatchObject({ code: 6100 })
    expect(response.message).toContain('its host is ccs.api.qcloud.com')
  })

  it('is refused if unknown', async () => {
    const response = await call('DescribeCluster', 'foo.api.qcloud.com')
    expect(response).toMatchObject({ code: 4000 })
    expect(response.message).toContain('host foo.api.qcloud.com is none of ccs.api.qcloud.com')
  })
})

describe('the refusal of a wrong signature', () => {
  it('names the string that was verified', async () => {
    const response = await call('DescribeCluster', 'gantry.example:8081', 'gantry.example')
    expect(response).toMatchObject({ code: 4100 })
    expect(response.message).toContain(
      'GETgantry.example/v2/index.php?Action=DescribeCluster&Nonce=',
    )
  })

  it('explains a plus sign that was sent unencoded', async () => {
    const { fetch, clock } = await testCloud()
    const requestOptions = { signedHost: 'a.example', method: 'GET' } as const
    const { url } = await signedRequest('DescribeCluster', {}, clock.now(), requestOptions)
    const unencoded = url.replace(/(?<=Signature=)[^&]*/, 'a+b=')
    const response = await sendRequest(fetch, new Request(unencoded))
    expect(response).toMatchObject({
      code: 4100,
      message: expect.stringContaining('encode + in it as %2B'),
    })
  })

  it('contains no secrets', async () => {
    const params = {
      password: 'secret-of-node',
      containers: [{ envs: [{ name: 'TOKEN', value: 'secret-of-app' }] }],
    }
    const response = await call('CreateCluster', 'a.example', 'b.example', params)
    expect(response.message).toContain('password=***')
    expect(response.message).toContain('containers.0.envs.0.value=***')
    expect(response.message).not.toMatch(/secret-of|quiteSecret/)
  })
})
