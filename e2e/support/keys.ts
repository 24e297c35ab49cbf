import { expect, type Response } from '@playwright/test'
import * as upstream from '../../server/test/proxy/upstream'
import { adminPassword, secretId, secretKey } from './server'

/** Those of the embedded cloud, and of the accounts that tests make for an upstream; and a password. */
const keys = [secretKey, secretId, upstream.secretKey, upstream.secretId, adminPassword]

/** Head and body of an answer, and where it came from; of one that is gone, only that. */
export async function textOf(response: Response): Promise<string> {
  // Not `headers()`, which leaves the cookies out.
  const headers = await response.allHeaders().catch(() => response.headers())
  const head = `${response.url()} ${JSON.stringify(headers)}`
  const body = await response.body().catch(() => '')
  return `${head} ${body.toString('utf8')}`
}

export function expectNoKeys(text: string): void {
  for (const key of keys) expect(text.includes(key), text.slice(0, 200)).toBe(false)
}
