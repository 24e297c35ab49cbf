import { OutcomeUnknown } from '../../backend'
import { type ApiAnswer, type ApiRequest, NoAnswer, type Send, type Timing } from '../ports'
import { linesOf, textOf } from './lines'
import { linkSignals } from './linkSignals'
import { refusalFor } from './refusals'
import { StatusError, statusError } from './status'

/** Milliseconds; watches have no limit. */
const timeLimit = 15_000

export type WriteMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Write {
  method: WriteMethod
  path: string
  body?: object
  /** Media type of a PATCH; merge patch by default. */
  contentType?: string
}

const json = 'application/json'

/**
 * JSON in which the characters are escaped that Go escapes. The `test` operation of a JSON Patch
 * compares encoded texts, and the API server encodes `&`, `<` and `>` as escape sequences.
 */
const toJson = (value: object): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
/** By this name, `managedFields` say which fields Gantry has set. */
export const fieldManager = 'gantry'

/** The path of a write with the field manager; a deletion sets no fields. */
const managedPath = (method: WriteMethod, path: string): string =>
  method === 'DELETE'
    ? path
    : `${path}${path.includes('?') ? '&' : '?'}fieldManager=${fieldManager}`

export const mergePatch = 'application/merge-patch+json'
export const strategicPatch = 'application/strategic-merge-patch+json'

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new NoAnswer('the answer is not JSON', true)
  }
}

async function failureOf({ status, retryAfter, chunks }: ApiAnswer): Promise<StatusError> {
  const text = await textOf(chunks)
  try {
    return statusError(JSON.parse(text), status, retryAfter)
  } catch {
    return new StatusError(status, '', text.slice(0, 300) || `HTTP ${status}`, retryAfter)
  }
}

/** Client of one API server. */
export function createClient(
  send: Send,
  timing: Timing,
  /** Called after each accepted write; the write waits for it. */
  onWritten: (write: Write, answer: unknown) => Promise<void> = async () => {},
) {
  /**
   * Aborts the request after its time limit, so that a half-open connection cannot block a call.
   */
  async function withTimeLimit<T>(
    callerSignal: AbortSignal | undefined,
    exchange: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const timerAbort = new AbortController()
    const { signal, abort, release } = linkSignals(callerSignal ? [callerSignal] : [])
    let hasTimedOut = false
    void timing.wait(timeLimit, timerAbort.signal).then(() => {
      if (timerAbort.signal.aborted) return
      hasTimedOut = true
      abort()
    })
    try {
      return await exchange(signal)
    } catch (error) {
      if (hasTimedOut) throw new NoAnswer(`no answer within ${timeLimit / 1000} s`, true)
      throw error
    } finally {
      timerAbort.abort()
      release()
    }
  }

  async function answerTo(request: ApiRequest): Promise<ApiAnswer> {
    const answer = await send(request)
    if (answer.status >= 200 && answer.status < 300) return answer
    throw await failureOf(answer)
  }

  return {
    /** GET of an object or list; rejects with StatusError or NoAnswer. */
    get: (path: string, signal?: AbortSignal): Promise<unknown> =>
      withTimeLimit(signal, async (limited) => {
        const { chunks } = await answerTo({ method: 'GET', path, signal: limited })
        return parsed(await textOf(chunks))
      }),

    /** POST that changes nothing, such as an access review; rejects like `get`. */
    ask: (path: string, body: object, signal: AbortSignal): Promise<unknown> =>
      withTimeLimit(signal, async (limited) => {
        const { chunks } = await answerTo({
          method: 'POST',
          path,
          body: toJson(body),
          contentType: json,
          isRead: true,
          signal: limited,
        })
        return parsed(await textOf(chunks))
      }),

    /** GET for a handler; rejects with the API's refusal. */
    async read(path: string, signal: AbortSignal): Promise<unknown> {
      try {
        return await this.get(path, signal)
      } catch (error) {
        throw refusalFor(error, false)
      }
    },

    /** GET of a plain text; rejects like `get`. */
    text: (path: string, signal: AbortSignal): Promise<string> =>
      withTimeLimit(signal, async (limited) =>
        textOf((await answerTo({ method: 'GET', path, signal: limited })).chunks),
      ),

    /** Opens a watch; returns its lines. */
    async watch(path: string, signal: AbortSignal): Promise<AsyncIterable<string>> {
      return linesOf((await answerTo({ method: 'GET', path, signal })).chunks)
    },

    /**
     * Sends a write once, and continues even if the caller stops waiting. Rejects with StatusError,
     * with the refusal 6200 if it was not sent, and with OutcomeUnknown if it may have arrived.
     */
    async write({ method, path, body, contentType }: Write): Promise<unknown> {
      const type = contentType ?? (method === 'PATCH' ? mergePatch : json)
      try {
        const answer = await withTimeLimit(undefined, async (signal) => {
          const content = body && { body: toJson(body), contentType: type }
          const { chunks } = await answerTo({
            method,
            path: managedPath(method, path),
            signal,
            ...content,
          })
          return parsed(await textOf(chunks))
        })
        await onWritten({ method, path }, answer)
        return answer
      } catch (error) {
        if (error instanceof NoAnswer && error.isSent) throw new OutcomeUnknown(error.message)
        if (error instanceof NoAnswer) throw refusalFor(error, true)
        throw error
      }
    },
  }
}

export type Client = ReturnType<typeof createClient>
