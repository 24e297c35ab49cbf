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
    const [callBegun, callHeld] = [latch(), latch()]
    store.audit.complete = async (id, ending) => {
      callBegun.open()
      await callHeld.opened
      await complete(id, ending)
    }
    const pendingCall = call('PauseClusterService', { clusterId: 'cls-1', serviceName: 'web' })
    await callBegun.opened
    const { closed } = await stopping(running, url)
    callHeld.open()
    await Promise.all([pendingCall, closed])
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
    const callHeld = latch()
    upstream.reply = async () => {
      await callHeld.opened
      return envelope(0, 'Success', '', {})
    }
    const params = { clusterId: 'cls-1', serviceName: 'web' }
    const pendingCall = call('PauseClusterService', params, 'prod')
    const reached = () =>
      upstream.received.some((request) => request.params.Action === 'PauseClusterService')
    await expect.poll(reached).toBe(true)
    const { closed } = await stopping(running, url)
    callHeld.open()
    expect((await pendingCall).status).toBe(200)
    await closed
    const [row] = await store.audit.list({ limit: 1, action: 'PauseClusterService' })
    expect(row?.outcome).toBe('ok')
    openConsoles.length = 0
    await store.close()
    await upstream.close()
  })
})
