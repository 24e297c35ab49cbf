import { expect, it } from 'vitest'
import { listen } from './server'

it('aborts a request when its client disconnects, but not after the response', async () => {
  const signals: AbortSignal[] = []
  const served = await listen(
    async (request) => {
      signals.push(request.signal)
      if (request.url.endsWith('/slow')) await new Promise(() => {})
      return new Response('ok')
    },
    '127.0.0.1',
    0,
  )
  const url = `http://127.0.0.1:${served.port}`
  expect((await fetch(`${url}/fast`)).status).toBe(200)
  const client = new AbortController()
  const slow = fetch(`${url}/slow`, { signal: client.signal })
  await expect.poll(() => signals.length).toBe(2)
  client.abort()
  await expect(slow).rejects.toThrow()
  await expect.poll(() => signals[1]?.aborted).toBe(true)
  expect(signals[0]?.aborted).toBe(false)
  await served.close(0)
})
