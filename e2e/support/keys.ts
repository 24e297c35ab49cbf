import { expect, type Response } from '@playwright/test'
import * as upstream from '../../server/test/proxy/upstream'
import { adminPassword, secretId, secretKey } from './server'

/** The keys of the simulation and of upstream accounts in tests, and a password. */
const keys = [secretKey, secretId, upstream.secretKey, upstream.secretId, adminPassword]

/** URL, headers and body of a response; without the body if the browser no longer has it. */
export async function textOf(response: Response): Promise<string> {
  // `headers()` leaves the cookies out.
  const headers = await response.allHeaders().catch(() => response.headers())
  const head = `${response.url()} ${JSON.stringify(headers)}`
  const body = await response.body().catch(() => '')
  return `${head} ${body.toString('utf8')}`
}

export function expectNoKeys(text: string): void {
  for (const key of keys) expect(text.includes(key), text.slice(0, 200)).toBe(false)
}
