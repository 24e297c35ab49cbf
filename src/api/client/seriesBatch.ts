import type { RequestOf } from '../../contract/action'
import { GetMonitorData } from '../../contract/actions/monitoring/monitoring'
import { maxSeries, readSeries, type SeriesAnswer } from '../../contract/console/calls/series'
import { type Answer, isResponseOf, type Target } from './call'
import { askConsole } from './console'
import { errorOf } from './error'

/** One series: its location and the parameters of GetMonitorData. */
export type SeriesRequest = Target & { params: RequestOf<typeof GetMonitorData> }

interface WaitingSeries {
  request: SeriesRequest
  signal: AbortSignal
  resolve: (answer: Answer<typeof GetMonitorData>) => void
  reject: (error: unknown) => void
}

/** Returns the answer of a series; throws its error. */
function answerOf(answer: SeriesAnswer | undefined): Answer<typeof GetMonitorData> {
  if (answer && 'error' in answer) throw errorOf(answer.status, answer, false)
  const { data, age } = answer ?? {}
  if (!isResponseOf(GetMonitorData, data)) throw errorOf(502, undefined, false)
  return { data, ...(age !== undefined && { age }) }
}

function settle({ resolve, reject }: WaitingSeries, answer: SeriesAnswer | undefined): void {
  try {
    resolve(answerOf(answer))
  } catch (error) {
    reject(error)
  }
}

/** Sends series in one request, which is aborted once all of them are. */
async function sendBatch(batch: readonly WaitingSeries[]): Promise<void> {
  const request = new AbortController()
  let awaited = batch.length
  for (const { signal, reject } of batch) {
    signal.addEventListener('abort', () => {
      reject(signal.reason)
      awaited -= 1
      if (awaited === 0) request.abort()
    })
  }
  try {
    const body = { series: batch.map(({ request: requested }) => requested) }
    const { series } = await askConsole(readSeries, { body }, { signal: request.signal })
    for (const [at, waitingSeries] of batch.entries()) settle(waitingSeries, series[at])
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}

let waiting: WaitingSeries[] = []

function sendWaiting(): void {
  const batch = waiting.filter(({ signal }) => !signal.aborted)
  waiting = []
  for (let first = 0; first < batch.length; first += maxSeries) {
    void sendBatch(batch.slice(first, first + maxSeries))
  }
}

/**
 * Reads a series. All series that are requested within one tick share a request, whatever component
 * reads them; each is answered, fails and is aborted by itself.
 */
export function readInBatch(
  request: SeriesRequest,
  signal: AbortSignal,
): Promise<Answer<typeof GetMonitorData>> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setTimeout(sendWaiting)
    waiting.push({ request, signal, resolve, reject })
  })
}
