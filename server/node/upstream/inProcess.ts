import { type OutgoingAnswer, type Transport, TransportError } from '../../proxy/ports'

type Fetch = (request: Request) => Promise<Response>

async function ask(
  fetch: Fetch,
  { method, url, headers, body }: Parameters<Transport>[0],
): Promise<OutgoingAnswer> {
  const all = { ...headers, Host: new URL(url).host }
  const answer = await fetch(new Request(url, { method, headers: all, body: body ?? null }))
  const contentType = answer.headers.get('Content-Type') ?? ''
  return { status: answer.status, contentType, body: await answer.text() }
}

/** A transport to the endpoint in this process: the same signed requests without a socket. */
export const inProcess =
  (fetch: Fetch): Transport =>
  async (request) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_resolve, reject) => {
      const error = new TransportError('timeout', true, 'the embedded cloud is too slow')
      timer = setTimeout(() => reject(error), request.timeLimit)
    })
    try {
      return await Promise.race([ask(fetch, request), late])
    } finally {
      clearTimeout(timer)
    }
  }
