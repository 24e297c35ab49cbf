import type { Transport } from '../proxy/ports'

/** The embedded cloud as a transport: the same signed requests, without a socket. */
export const inProcess =
  (fetch: (request: Request) => Promise<Response>): Transport =>
  async ({ method, url, headers, body }) => {
    const answer = await fetch(
      new Request(url, {
        method,
        headers: { ...headers, Host: new URL(url).host },
        ...(body !== undefined && { body }),
      }),
    )
    return {
      status: answer.status,
      contentType: answer.headers.get('Content-Type') ?? '',
      body: await answer.text(),
    }
  }
