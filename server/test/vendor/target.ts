import QcloudApi from 'qcloudapi-sdk'
import { type ActionName, actions } from '../../../src/contract/index'
import { listen } from '../../node/http/server'
import { testKey } from '../cloud/client'
import { Clock } from '../cloud/clock'
import { testCloud } from '../cloud/cloud'

/** Starts a simulation on a free port. */
export async function openTarget() {
  const clock = new Clock(Date.now())
  const cloud = await testCloud({ world: 'demo', clock })
  const listening = await listen((request) => cloud.fetch(request), '127.0.0.1', 0)
  return {
    ...testKey,
    endpoint: `http://127.0.0.1:${listening.port}/v2/index.php`,
    region: 'gz',
    /** Advances the clock by seconds. */
    pass: (seconds: number) => clock.pass(seconds),
    close: () => listening.close(),
  }
}

type VendorTarget = Awaited<ReturnType<typeof openTarget>>

/** A response as a script sees it, of unknown shape. */
interface ResponseBody {
  code: number
  codeDesc?: string
  message?: string
  [field: string]: unknown
}

export interface RequestOptions {
  method: 'GET' | 'POST'
  signatureMethod: 'sha1' | 'sha256'
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/**
 * The value at a path of a response, e.g. `data.clusters.0.clusterId`; undefined where it is
 * absent.
 */
export const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, name) => (isFields(inner) ? inner[name] : undefined), value)

export const textAt = (value: unknown, path: string): string => String(at(value, path) ?? '')

export const listAt = (value: unknown, path: string): unknown[] => {
  const list = at(value, path)
  return Array.isArray(list) ? list : []
}

/** The vendor's client with fixed options; records which actions it has called. */
export function vendorClient(target: VendorTarget, { method, signatureMethod }: RequestOptions) {
  const called = new Set<string>()

  const callOnce = (action: ActionName, params: object) => {
    const url = new URL(target.endpoint)
    const client = new QcloudApi({
      SecretId: target.secretId,
      SecretKey: target.secretKey,
      Region: target.region,
      serviceType: actions[action].host,
      protocol: url.protocol.slice(0, -1),
      host: url.host,
      path: url.pathname,
      signatureMethod,
      method,
    })
    const options = { host: url.host, path: url.pathname, method, signatureMethod }
    return new Promise<ResponseBody>((resolve, reject) => {
      client.request<ResponseBody>({ Action: action, ...params }, options, (error, body) =>
        error ? reject(error) : resolve(body),
      )
    })
  }

  /**
   * Sends a request. The client draws its Nonce from 65,536 values; a repeated one is drawn again.
   */
  async function send(action: ActionName, params: object = {}): Promise<ResponseBody> {
    called.add(action)
    for (let tries = 0; ; tries += 1) {
      const response = await callOnce(action, structuredClone(params))
      const isReplay = response.code === 4500 && tries < 5
      if (!isReplay) return response
    }
  }

  /** Sends a request; throws if it is refused. */
  async function ok(action: ActionName, params: object = {}): Promise<ResponseBody> {
    const response = await send(action, params)
    if (response.code !== 0) {
      throw new Error(`${action}: ${response.code} ${response.codeDesc} ${response.message}`)
    }
    return response
  }

  /** Advances the clock until a condition holds, at most ten minutes. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (let waited = 0; waited < 600; waited += 5) {
      if (await holds()) return
      target.pass(5)
    }
    throw new Error('it does not come to that within ten minutes')
  }

  return { send, ok, until, called }
}

export type VendorClient = ReturnType<typeof vendorClient>

/** Data that the steps of one run share. */
export interface VendorStory {
  client: VendorClient
  /** Name of everything that the run creates. */
  mark: string
  service: { clusterId: string; serviceName: string; namespace: string }
}
