/**
 * An answer before it is one of the Fetch API, whose Response costs more than all else that is done for
 * a small read. Names of headers are in lower case.
 */
export class ProxyResponse {
  readonly status: number
  readonly headers = new Map<string, string>()
  /** Values of Set-Cookie, which alone may stand several times. */
  readonly cookies: string[] = []
  readonly body: string | ReadableStream<Uint8Array> | null

  constructor(
    status: number,
    body: ProxyResponse['body'],
    headers: Readonly<Record<string, string>> = {},
  ) {
    this.status = status
    this.body = body
    for (const [name, value] of Object.entries(headers)) {
      if (name === 'Set-Cookie') this.cookies.push(value)
      else this.headers.set(name.toLowerCase(), value)
    }
  }

  /** As the Fetch API has it. */
  response(): Response {
    const headers = new Headers([...this.headers])
    for (const one of this.cookies) headers.append('Set-Cookie', one)
    return new Response(this.body, { status: this.status, headers })
  }
}

/** What is read of a request; a Request of the Fetch API is one, a host may have a leaner one. */
export interface ProxyRequest {
  readonly method: string
  readonly url: string
  /** The same, where the host has read it already. */
  readonly address?: URL
  readonly headers: { get(name: string): string | null }
  readonly body: ReadableStream<Uint8Array> | null
  /** Reads the body instead, where the host can leave one unread; no more than so many bytes are kept. */
  readonly read?: (most: number) => Promise<Uint8Array>
}
