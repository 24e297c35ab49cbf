import { OutcomeUnknown } from '../../cloud/backend'
import type { Endpoint } from '../../cloud/endpoint/endpoint'
import { type OutgoingResponse, type Transport, TransportError } from '../../proxy/ports'

async function sendLocally(
  fetchLocal: Endpoint['fetchLocal'],
  { method, url, headers, body }: Parameters<Transport>[0],
  signal: AbortSignal,
): Promise<OutgoingResponse> {
  const allHeaders = { ...headers, Host: new URL(url).host }
  const request = new Request(url, { method, headers: allHeaders, body: body ?? null, signal })
  const answer = await fetchLocal(request)
  const contentType = answer.headers.get('Content-Type') ?? ''
  const age = answer.headers.get('Age')
  const text = await answer.text()
  return { status: answer.status, contentType, body: text, ...(age !== null && { age }) }
}

/** A transport to the endpoint in this process: the same signed requests without a socket. */
export const createInProcessTransport =
  ({ fetchLocal }: Pick<Endpoint, 'fetchLocal'>): Transport =>
  async (request) => {
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const timedOut = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        abort.abort()
        reject(new TransportError('timeout', true, 'the backend is too slow'))
      }, request.timeLimit)
    })
    try {
      return await Promise.race([sendLocally(fetchLocal, request, abort.signal), timedOut])
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) throw error
      throw new TransportError('closed', true, error.message)
    } finally {
      clearTimeout(timer)
    }
  }
