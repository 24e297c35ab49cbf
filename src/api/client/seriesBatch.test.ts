import { afterEach, expect, it, vi } from 'vitest'
import { maxSeries } from '../../contract/console/calls/series'
import { readInBatch } from './seriesBatch'

const requestOf = (clusterId: string) => ({
  account: 'shop',
  region: 'gz',
  params: {
    namespace: 'qce/cvm' as const,
    metricName: 'dc_cpu_usage' as const,
    dimensions: [{ name: 'docker_clusterid', value: clusterId }],
  },
})
const dataOf = (clusterId: string) => ({
  startTime: '2026-01-05 10:00:00',
  endTime: '2026-01-05 10:00:00',
  metricName: clusterId,
  period: 60,
  dataPoints: [1],
})

interface SentBody {
  series: { params: { dimensions: { value: string }[] } }[]
}

/** Answers each series by its cluster; by default with data. */
function stubServer(
  answerOf: (clusterId: string) => unknown = (id) => ({ data: dataOf(id) }),
  reply: (series: unknown[], signal: AbortSignal | null | undefined) => unknown = (series) =>
    Response.json({ data: { series } }),
) {
  const requests: string[][] = []
  vi.stubGlobal('fetch', async (path: string, { body, signal }: RequestInit) => {
    const { series }: SentBody = JSON.parse(String(body))
    const ids = series.map(({ params }) => params.dimensions[0]?.value ?? '')
    expect(path).toBe('/api/series')
    requests.push(ids)
    return reply(ids.map(answerOf), signal)
  })
  return requests
}

const read = (clusterId: string, signal = new AbortController().signal) =>
  readInBatch(requestOf(clusterId), signal)

afterEach(() => vi.unstubAllGlobals())

it('sends the series of one tick in one request, and later ones in another', async () => {
  const requests = stubServer()
  const answers = await Promise.all([read('a'), read('b')])
  expect(answers).toEqual([{ data: dataOf('a') }, { data: dataOf('b') }])
  await read('c')
  expect(requests).toEqual([['a', 'b'], ['c']])
})

it('splits more series than a request may have', async () => {
  const requests = stubServer()
  const ids = Array.from({ length: maxSeries + 1 }, (_, at) => `cls-${at}`)
  const answers = await Promise.all(ids.map((id) => read(id)))
  expect(answers.map(({ data }) => data.metricName)).toEqual(ids)
  expect(requests.map((ids) => ids.length)).toEqual([maxSeries, 1])
})

it('gives each series its own age and its own error, in the words of the API', async () => {
  const error = {
    ...{ code: -502, codeDesc: 'OperationDenied.SourceNotExists', message: 'gone' },
    ...{ requestId: 'r1', fields: [] },
  }
  stubServer((id) => (id === 'gone' ? { status: 404, error } : { data: dataOf(id), age: 40 }))
  const [gone, aged] = await Promise.allSettled([read('gone'), read('aged')])
  expect(gone).toMatchObject({ status: 'rejected', reason: { kind: 'cloud', code: -502 } })
  expect(aged).toEqual({ status: 'fulfilled', value: { data: dataOf('aged'), age: 40 } })
})

it('fails a series whose data is not that of the action', async () => {
  stubServer((id) => ({ data: id === 'odd' ? { dataPoints: 7 } : dataOf(id) }))
  const [odd, even] = await Promise.allSettled([read('odd'), read('even')])
  expect(odd).toMatchObject({ status: 'rejected', reason: { status: 502 } })
  expect(even.status).toBe('fulfilled')
})

it('fails every series of a request that is refused', async () => {
  const error = { code: 401, codeDesc: 'SignInRequired', message: '' }
  stubServer(undefined, () => Response.json({ error }, { status: 401 }))
  const results = await Promise.allSettled([read('a'), read('b')])
  const failed = { status: 'rejected', reason: { kind: 'session' } }
  expect(results).toMatchObject([failed, failed])
})

it('sends no series that is aborted before the request', async () => {
  const requests = stubServer()
  const gone = new AbortController()
  const aborted = read('a', gone.signal).catch(() => undefined)
  gone.abort()
  await read('b')
  expect(requests).toEqual([['b']])
  void aborted
})

it('aborts a series alone, and the request once all its series are aborted', async () => {
  const [first, second] = [new AbortController(), new AbortController()]
  let sent: AbortSignal | null | undefined
  stubServer(undefined, (_, signal) => {
    sent = signal
    return new Promise((_resolve, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason)),
    )
  })
  const reads = [read('a', first.signal), read('b', second.signal)]
  const results = Promise.allSettled(reads)
  await vi.waitFor(() => expect(sent).toBeDefined())
  first.abort(new Error('first chart left'))
  await expect(reads[0]).rejects.toThrow('first chart left')
  expect(sent?.aborted).toBe(false)
  second.abort(new Error('second chart left'))
  await expect(reads[1]).rejects.toThrow('second chart left')
  expect(sent?.aborted).toBe(true)
  await results
})
