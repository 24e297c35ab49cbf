import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  accountsIn,
  closeAll,
  folder,
  openConsoles,
  scriptOf,
  startAndOpen,
} from '../../test/proxy/startedConsole'
import { envelope, secretKey, startUpstream } from '../../test/proxy/upstream'

afterEach(async () => {
  vi.useRealTimers()
  await closeAll()
})

/** A gate that blocks until it is opened. */
function latch() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

/**
 * Stops a console and returns while the stop is in progress: no new connections are accepted, and a
 * request is in flight.
 */
async function stopping(running: { close: () => Promise<void> }, url: string) {
  let isClosed = false
  const closed = running.close().then(() => {
    isClosed = true
  })
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  expect(isClosed).toBe(false)
  return { closed }
}

describe('close', () => {
  it('waits for outcomes to be stored, and stops all jobs', async () => {
    const listeners = process.listenerCount('SIGHUP')
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { running, store, url } = await startAndOpen(folder())
    const call = await scriptOf(url)
    const { complete } = store.audit
    const [begun, held] = [latch(), latch()]
    store.audit.complete = async (id, ending) => {
      begun.open()
      await held.opened
      await complete(id, ending)
    }
    const answer = call('PauseClusterService', { clusterId: 'cls-1', serviceName: 'web' })
    await begun.opened
    const { closed } = await stopping(running, url)
    held.open()
    await Promise.all([answer, closed])
    const [row] = await store.audit.list({ limit: 1, action: 'PauseClusterService' })
    expect(row?.outcome).toBe('error')
    expect([vi.getTimerCount(), process.listenerCount('SIGHUP')]).toEqual([0, listeners])
    openConsoles.length = 0
    await store.close()
  })

  it('lets a write in flight finish, returns its response and completes its row', async () => {
    const upstream = await startUpstream()
    const data = folder()
    const { env } = accountsIn(data, upstream.url, secretKey)
    const { running, store, url } = await startAndOpen(data, env)
    const call = await scriptOf(url)
    const held = latch()
    upstream.reply = async () => {
      await held.opened
      return envelope(0, 'Success', '', {})
    }
    const params = { clusterId: 'cls-1', serviceName: 'web' }
    const answer = call('PauseClusterService', params, 'prod')
    const reached = () =>
      upstream.received.some((one) => one.params.Action === 'PauseClusterService')
    await expect.poll(reached).toBe(true)
    const { closed } = await stopping(running, url)
    held.open()
    expect((await answer).status).toBe(200)
    await closed
    const [row] = await store.audit.list({ limit: 1, action: 'PauseClusterService' })
    expect(row?.outcome).toBe('ok')
    openConsoles.length = 0
    await store.close()
    await upstream.close()
  })
})
