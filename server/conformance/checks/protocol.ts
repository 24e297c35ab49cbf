import type { RequestOptions } from '../client'
import { expectThat } from '../outcomes'
import type { Context } from './check'

/** A fact about signatures and envelopes, which holds for all actions. */
export interface ProtocolCheck {
  title: string
  run(context: Context): Promise<void>
}

/**
 * Protocol checks send this action, because every account may call it and it has no required
 * parameter.
 */
const action = 'DescribeCluster'

const accepts = (title: string, requestOptions: RequestOptions): ProtocolCheck => ({
  title,
  run: async ({ api }) => {
    const { code, message } = await api.request(action, { limit: 1 }, requestOptions)
    expectThat(code === 0, 'code 0', `${code} ${message}`)
  },
})

const refuses = (
  title: string,
  expected: number,
  mannerAt: (now: number) => RequestOptions,
): ProtocolCheck => ({
  title,
  run: async ({ api, now }) => {
    const { code, message } = await api.send(action, { limit: 1 }, mannerAt(now()))
    expectThat(code === expected, `code ${expected}`, `${code} ${message}`)
  },
})

const day = 86_400

export const protocolChecks: readonly ProtocolCheck[] = [
  accepts('accepts a GET with HmacSHA1', { method: 'GET', hash: 'HmacSHA1' }),
  accepts('accepts a GET with HmacSHA256', { method: 'GET', hash: 'HmacSHA256' }),
  accepts('accepts a POST with HmacSHA1', { method: 'POST', hash: 'HmacSHA1' }),
  accepts('accepts a POST with HmacSHA256', { method: 'POST', hash: 'HmacSHA256' }),
  accepts('takes a missing SignatureMethod for HmacSHA1', {
    hash: 'HmacSHA1',
    commonParams: { SignatureMethod: undefined },
  }),
  accepts('ignores unknown parameters', { commonParams: { gantryConformance: 'unknown' } }),
  refuses('refuses a wrong signature with 4100', 4100, () => ({ secretKey: 'wrong' })),
  refuses('refuses an unknown SecretId with 4104', 4104, () => ({
    commonParams: { SecretId: 'AKIDgantryConformanceUnknown' },
  })),
  refuses('refuses a timestamp of yesterday with 4500', 4500, (now) => ({
    commonParams: { Timestamp: String(Math.floor(now / 1000) - day) },
  })),
  refuses('refuses a request without a timestamp with 4000', 4000, () => ({
    commonParams: { Timestamp: undefined },
  })),
  refuses('refuses a request without a region with 4000', 4000, () => ({
    commonParams: { Region: undefined },
  })),
  refuses('refuses an unknown region with 4000', 4000, () => ({
    commonParams: { Region: 'gantry-nowhere' },
  })),
  refuses('refuses an unknown action with 6100', 6100, () => ({
    commonParams: { Action: 'GantryConformanceUnknown' },
  })),
  {
    title: 'refuses a repeated nonce with 4500',
    run: async ({ api, now }) => {
      const commonParams = { Nonce: '1234567', Timestamp: String(Math.floor(now() / 1000)) }
      await api.send(action, { limit: 1 }, { commonParams })
      const { code, message } = await api.send(action, { limit: 1 }, { commonParams })
      expectThat(code === 4500, 'code 4500', `${code} ${message}`)
    },
  },
]
