import { expect, type Response } from '@playwright/test'
import * as upstream from '../../server/test/upstream'
import { secretId, secretKey } from './server'

/** Those of the embedded cloud, and of the accounts that tests make for an upstream. */
const keys = [secretKey, secretId, upstream.secretKey, upstream.secretId]

/** Head and body of an answer, and where it came from; of one that is gone, only that. */
export async function textOf(response: Response): Promise<string> {
  const head = `${response.url()} ${JSON.stringify(response.headers())}`
  const body = await response.body().catch(() => '')
  return `${head} ${body.toString('utf8')}`
}

export function expectNoKeys(text: string): void {
  for (const key of keys) expect(text.includes(key), text.slice(0, 200)).toBe(false)
}
