import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { failure, StubApiServer, statusOf } from '../../../test/kubernetes/stubs/apiServer'
import { steppedTime } from '../../../test/kubernetes/stubs/steppedTime'
import { createClient } from '../client/client'
import { namespace } from '../objects/namespace'
import { NoAnswer } from '../ports'
import { startReflector } from './reflector'
import { Rows } from './rows'

const object = (name: string, resourceVersion: string, uid = name) => ({
  metadata: { name, resourceVersion, uid },
})
const bookmark = (resourceVersion: string) => ({ metadata: { resourceVersion } })

let server: StubApiServer
let time: ReturnType<typeof steppedTime>
let rows: Rows<z.output<typeof namespace>>
let reflector: ReturnType<typeof startReflector>
let logged: string[]
let stop: AbortController

beforeEach(async () => {
  server = new StubApiServer()
  server.items = [object('one', '3'), object('two', '5')]
  server.version = '7'
  time = steppedTime()
  rows = new Rows()
  logged = []
  stop = new AbortController()
  const kind = {
    name: 'namespaces',
    group: '',
    isNamespaced: false,
    parse: (value: unknown) => z.parse(namespace, value),
    rows,
  }
  reflector = startReflector(
    kind,
    '',
    {
      client: createClient(server.send, time.timing),
      timing: time.timing,
      log: (message) => logged.push(message),
      onContact: () => {},
    },
    stop.signal,
  )
  await time.advance(0)
})
afterEach(() => stop.abort())

const names = () =>
  rows
    .all()
    .map(({ metadata }) => metadata.name)
    .sort()

describe('a reflector', () => {
  it('lists, then watches from the version of the list', () => {
    expect(names()).toEqual(['one', 'two'])
    expect(reflector.state()).toBe('current')
    expect(server.watch.from).toBe('7')
    expect(server.requests[1]).toContain('allowWatchBookmarks=true')
  })

  it('applies additions, changes and deletions', async () => {
    server.watch.tell('ADDED', object('three', '8'))
    server.watch.tell('DELETED', object('one', '9'))
    await time.advance(0)
    expect(names()).toEqual(['three', 'two'])
  })

  it('resumes an ended watch from the last version, which bookmarks advance', async () => {
    server.watch.tell('BOOKMARK', bookmark('40'))
    await time.advance(5_000)
    server.watch.end()
    await time.advance(0)
    expect(server.watches.map(({ from }) => from)).toEqual(['7', '40'])
    expect(server.lists()).toHaveLength(1)
  })

  it('delays the next watch if the server ends watches at once', async () => {
    for (let count = 0; count < 5; count += 1) {
      server.watch.end()
      await time.advance(0)
    }
    expect(server.watches).toHaveLength(1)
    await time.advance(30_000)
    expect(server.watches.length).toBeGreaterThan(1)
  })

  it.each([
    ['an ERROR event', () => server.watch.tell('ERROR', statusOf(410, 'Expired', 'too old'))],
    [
      'an answer',
      () => {
        server.nextWatches.push(failure(410, 'Expired', 'too old'))
        server.watch.end()
      },
    ],
  ])(
    'lists again after 410 in %s, and drops objects that the new list lacks',
    async (_where, expire) => {
      await time.advance(5_000)
      server.items = [object('two', '5')]
      server.version = '90'
      expire()
      await time.advance(30_000)
      expect(names()).toEqual(['two'])
      expect(server.watch.from).toBe('90')
    },
  )

  it('opens a new watch even if the new list has the same version', async () => {
    server.watch.tell('ERROR', statusOf(410, 'Expired', 'too old'))
    await time.advance(30_000)
    expect(server.watches.map(({ from }) => from)).toEqual(['7', '7'])
  })

  it('accepts a list with older versions, as after a restored snapshot', async () => {
    server.items = [object('one', '1')]
    server.version = '2'
    server.watch.tell('ERROR', statusOf(410, 'Expired', 'too old'))
    await time.advance(30_000)
    expect(names()).toEqual(['one'])
    expect(rows.get('', 'one')?.metadata.resourceVersion).toBe('1')
  })

  it('closes a connection that stays silent for longer than the bookmark interval', async () => {
    await time.advance(89_000)
    expect(server.watches).toHaveLength(1)
    await time.advance(35_000)
    expect(server.watches).toHaveLength(2)
    expect(server.watch.from).toBe('7')
  })

  it('neither logs nor counts as lost when nothing happens for long', async () => {
    await time.advance(89_000)
    for (const _silence of [1, 2, 3]) {
      await time.advance(2_000)
      expect(reflector.lost()).toBeUndefined()
      await time.advance(89_000)
    }
    expect(server.watches.length).toBeGreaterThan(3)
    expect(logged).toEqual([])
  })

  it('logs a version that expires again at once, not one that was merely old', async () => {
    const expire = () => server.watch.tell('ERROR', statusOf(410, 'Expired', 'too old'))
    await time.advance(70_000)
    expire()
    await time.advance(30_000)
    expect(logged).toEqual([])
    expire()
    await time.advance(30_000)
    expect(logged).toEqual(['namespaces: too old'])
  })

  it('waits longer after each failure, and as long as the server requests', async () => {
    server.nextWatches.push(failure(429, 'TooManyRequests', 'busy', '20'))
    await time.advance(5_000)
    server.watch.end()
    await time.advance(19_000)
    expect(server.watches).toHaveLength(1)
    await time.advance(2_000)
    expect(server.watches).toHaveLength(2)
  })

  it('resumes after an outage of the server, without losing objects', async () => {
    for (let count = 0; count < 4; count += 1) {
      server.nextWatches.push(new NoAnswer('ECONNREFUSED', false))
    }
    await time.advance(5_000)
    server.watch.end()
    await time.advance(1_000)
    expect(names()).toEqual(['one', 'two'])
    await time.advance(60_000)
    server.watch.tell('ADDED', object('three', '8'))
    await time.advance(0)
    expect(names()).toEqual(['one', 'three', 'two'])
    expect(logged).toEqual(['namespaces: ECONNREFUSED'])
  })

  it('drops its objects when the list becomes forbidden, and tries again', async () => {
    server.nextWatches.push(failure(403, 'Forbidden', 'User "x" cannot watch'))
    await time.advance(5_000)
    server.watch.end()
    await time.advance(0)
    expect(reflector.state()).toBe('forbidden')
    expect(names()).toEqual([])
    await time.advance(31_000)
    expect(reflector.state()).toBe('current')
    expect(names()).toEqual(['one', 'two'])
  })

  it('skips an object that it cannot read, and keeps the others', async () => {
    server.watch.tell('ADDED', { metadata: { name: 7, resourceVersion: '8' } })
    server.watch.tell('ADDED', object('three', '9'))
    await time.advance(0)
    expect(names()).toEqual(['one', 'three', 'two'])
    expect(logged).toHaveLength(1)
  })
})

describe('rows', () => {
  it('keep the result of a write against older events', () => {
    const put = (version: string) => rows.apply(z.parse(namespace, object('one', version)))
    put('100')
    put('99')
    expect(rows.get('', 'one')?.metadata.resourceVersion).toBe('100')
    put('101')
    expect(rows.get('', 'one')?.metadata.resourceVersion).toBe('101')
  })

  it('keep an object that was created again under the same name', () => {
    rows.apply(z.parse(namespace, object('one', '100', 'second')))
    rows.remove(z.parse(namespace, object('one', '99', 'first')))
    expect(names()).toContain('one')
  })
})
