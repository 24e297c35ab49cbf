import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flatFields, flatPairs, flatten } from './flatten'
import { type Signable, sign, signedForm, stringToSign, verify } from './sign'

/** The document's own key (签名方法). */
const published = 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA'
const basic = {
  SecretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
  Nonce: '11886',
  Timestamp: '1465185768',
  Region: 'gz',
}
const instances = {
  ...basic,
  Action: 'DescribeInstances',
  'instanceIds.0': 'ins-09dx96dg',
  offset: '0',
  limit: '20',
}
const python = {
  Action: 'DescribeInstances',
  Nonce: '1290303896666895346',
  Region: 'ap-guangzhou',
  SecretId: 'secretIdFoo',
  Timestamp: '1512393162',
  Version: '2017-03-12',
}
const images = {
  ...basic,
  Action: 'DuplicateImage',
  src_image: 'tencentyun/foo:v1',
  dest_image: 'tencentyun/foo:latest',
}
const cvm = 'cvm.api.qcloud.com'
const ccr = 'ccr.api.qcloud.com'

/**
 * Test vectors (api-facts.md 2): of the document, of the Python SDK, and one computed with Python's
 * hmac.
 */
const vectors: [string, Signable, string, string][] = [
  ['1', { method: 'GET', host: cvm, params: instances }, published, 'NSI3UqqD99b/UJb4tbG/xZpRW64='],
  [
    '4',
    { method: 'POST', host: cvm, params: { ...python, SignatureMethod: 'HmacSHA1' } },
    'secretKeyBar',
    'p3n+pxBqF5JGZtDSxoVn5tGngf0=',
  ],
  [
    '5',
    { method: 'GET', host: cvm, params: { ...python, SignatureMethod: 'HmacSHA1' } },
    'secretKeyBar',
    '5HAq1BOKNLEE2/uauWnp6Zv9Z3c=',
  ],
  [
    '6',
    { method: 'POST', host: cvm, params: { ...python, SignatureMethod: 'HmacSHA256' } },
    'secretKeyBar',
    'B2T37FRSP6Fk0/q/cdfrTE0p3zX5ooB/2BPWZUFpsj4=',
  ],
  ['7', { method: 'POST', host: ccr, params: images }, published, '73bRwFyr2ZMPBg50oT//qKjrCXI='],
]

describe('sign', () => {
  it.each(vectors)(
    'reproduces the published signature %s',
    async (_, request, secretKey, signature) => {
      expect(await sign({ ...request, secretKey })).toBe(signature)
      const params = { ...request.params, Signature: signature }
      expect(await verify({ ...request, params, secretKey })).toBe(true)
      expect(await verify({ ...request, params, secretKey: `${secretKey}x` })).toBe(false)
    },
  )

  it("writes the document's string to sign", () => {
    expect(stringToSign({ method: 'GET', host: cvm, params: instances })).toBe(
      'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=11886&Region=gz&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&Timestamp=1465185768&instanceIds.0=ins-09dx96dg&limit=20&offset=0',
    )
  })

  it('sorts by bytes: upper case first, digits as characters, beyond the BMP last', () => {
    const names = ['a', 'B', 'a.10', 'a.2', '\u{1f433}', '\uff5e']
    const params = Object.fromEntries(names.map((name) => [name, '']))
    expect(stringToSign({ method: 'GET', host: 'h', path: '/p', params })).toBe(
      'GETh/p?B=&a=&a.10=&a.2=&\uff5e=&\u{1f433}=',
    )
  })

  it('replaces _ in names only and keeps values raw', () => {
    const params = { a_b: 'c_d & e=f+%\n' }
    expect(stringToSign({ method: 'POST', host: 'h', path: '/', params })).toBe(
      'POSTh/?a.b=c_d & e=f+%\n',
    )
  })

  it('uses SHA1 for an unknown signature method', async () => {
    const request = { method: 'GET', host: cvm, secretKey: published } as const
    const params = { ...instances, SignatureMethod: 'HmacSHA123' }
    const signed = stringToSign({ ...request, params })
    const expected = createHmac('sha1', published).update(signed).digest('base64')
    expect(await sign({ ...request, params })).toBe(expected)
  })
})

describe('verify', () => {
  const secretKey = published
  const accepts = (signed: string, method: 'GET' | 'POST', params: Record<string, string>) => {
    const Signature = createHmac('sha1', secretKey).update(signed).digest('base64')
    return verify({ method, host: 'h', path: '/', params: { ...params, Signature }, secretKey })
  }

  it('accepts names sorted before and after _ is replaced by a dot', async () => {
    const params = { a_1: 'x', a0: 'y' }
    expect(await accepts('GETh/?a0=y&a.1=x', 'GET', params)).toBe(true)
    expect(await accepts('GETh/?a.1=x&a0=y', 'GET', params)).toBe(true)
  })

  it('accepts unchanged names with a leading _, and all names unchanged', async () => {
    expect(await accepts('GETh/?_a_b=x', 'GET', { _a_b: 'x' })).toBe(true)
    expect(await accepts('GETh/?.a.b=x', 'GET', { _a_b: 'x' })).toBe(true)
    expect(await accepts('GETh/?src_image=x', 'GET', { src_image: 'x' })).toBe(true)
  })

  it('accepts a POST signed with or without values that begin with @, a GET only with them', async () => {
    const params = { a: '@x', b: 'y' }
    expect(await accepts('POSTh/?a=@x&b=y', 'POST', params)).toBe(true)
    expect(await accepts('POSTh/?b=y', 'POST', params)).toBe(true)
    expect(await accepts('GETh/?a=@x&b=y', 'GET', params)).toBe(true)
    expect(await accepts('GETh/?b=y', 'GET', params)).toBe(false)
  })

  it('refuses changed parameters, another method or host, and a missing signature', async () => {
    const request = { method: 'GET', host: 'h', secretKey } as const
    const params = { a: 'x', b: 'y' }
    const Signature = await sign({ ...request, params })
    const signed = { ...params, Signature }
    expect(await verify({ ...request, params: signed })).toBe(true)
    expect(await verify({ ...request, params: { ...signed, a: 'z' } })).toBe(false)
    expect(await verify({ ...request, params: { ...signed, c: '' } })).toBe(false)
    expect(await verify({ ...request, params: { a: 'x', Signature } })).toBe(false)
    expect(await verify({ ...request, method: 'POST', params: signed })).toBe(false)
    expect(await verify({ ...request, host: 'i', params: signed })).toBe(false)
    expect(await verify({ ...request, params })).toBe(false)
    expect(await verify({ ...request, params: { ...params, Signature: '' } })).toBe(false)
    expect(await verify({ ...request, params: { ...params, Signature: 'not base64!' } })).toBe(
      false,
    )
  })

  it('accepts special characters and more than ten items sent as a form', async () => {
    const values = ['', '@x', 'a&b=c', '1+1', '100%', '%2B', 'a\r\nb', '容器 🐳', ' ', "'", '~*']
    const params = flatten({ Action: 'X', list: [...values, ...values] })
    for (const method of ['GET', 'POST'] as const) {
      const request = { method, host: ccr, secretKey }
      const Signature = await sign({ ...request, params })
      const form = new URLSearchParams({ ...params, Signature }).toString()
      const received = Object.fromEntries(new URLSearchParams(form))
      expect(received).toEqual({ ...params, Signature })
      expect(await verify({ ...request, params: received })).toBe(true)
    }
  })
})

describe('signedForm', () => {
  const endpoint = { method: 'POST', host: ccr } as const
  const signer = { secretKey: published, signatureMethod: 'HmacSHA256' }
  const written = async (params: Record<string, string>, skipsFiles = false) => {
    const target = { ...endpoint, fields: flatFields(params), skipsFiles }
    return new TextDecoder().decode((await signedForm(target, signer)).form)
  }

  // Values of the second set need encoding only for the separators.
  it.each(['aZ09._*-=&@%+ ~\n容\u{1f433}', 'aZ09._*-=&'])(
    'sends the given parameters with a valid signature, for any of %j',
    async (signs) => {
      const anyText = fc.string({ unit: fc.constantFrom(...signs), maxLength: 6 })
      const anyParams = fc.dictionary(anyText, anyText, { maxKeys: 12 })
      await fc.assert(
        fc.asyncProperty(anyParams, async (some) => {
          const params = { ...some, SignatureMethod: 'HmacSHA256' }
          const received = Object.fromEntries(new URLSearchParams(await written(params)))
          const Signature = await sign({ ...endpoint, params, secretKey: published })
          expect(received).toEqual({ ...params, Signature })
        }),
        { numRuns: 500 },
      )
    },
  )

  it('sends values that begin with @, and leaves them unsigned where the SDKs do', async () => {
    const params = { a: '@x', b: 'y', SignatureMethod: 'HmacSHA256' }
    const received = Object.fromEntries(new URLSearchParams(await written(params, true)))
    const { a: _file, ...signed } = params
    const Signature = await sign({ ...endpoint, params: signed, secretKey: published })
    expect(received).toEqual({ ...params, Signature })
  })

  it('signs a list of two hundred items, and a value of a megabyte', async () => {
    const ids = Array.from({ length: 200 }, (_, at) => `cls-${at}`)
    for (const some of [{ ids }, { text: 'x'.repeat(1_000_000) }]) {
      const params = Object.fromEntries(flatPairs({ ...some, SignatureMethod: 'HmacSHA256' }))
      const received = Object.fromEntries(new URLSearchParams(await written(params)))
      const Signature = await sign({ ...endpoint, params, secretKey: published })
      expect(received).toEqual({ ...params, Signature })
    }
  })
})
