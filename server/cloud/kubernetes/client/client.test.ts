import { expect, it } from 'vitest'
import { once } from '../../../test/kubernetes/stubs/apiServer'
import { steppedTime } from '../../../test/kubernetes/stubs/steppedTime'
import type { ApiRequest } from '../ports'
import { createClient, type WriteMethod } from './client'

/** The path that a write is sent to. */
async function sentPath(method: WriteMethod, path: string): Promise<string> {
  const requests: ApiRequest[] = []
  const client = createClient(async (request) => {
    requests.push(request)
    return { status: 200, chunks: once({}) }
  }, steppedTime().timing)
  await client.write({ method, path, body: {} })
  return requests.map((request) => request.path).join()
}

it('names Gantry as the field manager of each write that sets fields', async () => {
  expect(await sentPath('POST', '/api/v1/namespaces')).toBe(
    '/api/v1/namespaces?fieldManager=gantry',
  )
  expect(await sentPath('PUT', '/a')).toBe('/a?fieldManager=gantry')
  expect(await sentPath('PATCH', '/a?dryRun=All')).toBe('/a?dryRun=All&fieldManager=gantry')
  expect(await sentPath('DELETE', '/a')).toBe('/a')
})
