/**
 * A response as plain data: constructing a Fetch API Response costs more than the rest of a small
 * read. Header names are lowercase.
 */
export class ProxyResponse {
  readonly status: number
  readonly headers = new Map<string, string>()
  /** Values of Set-Cookie, the only header that may be repeated. */
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

  /** The response as a Fetch API Response. */
  response(): Response {
    const headers = new Headers([...this.headers])
    for (const cookie of this.cookies) headers.append('Set-Cookie', cookie)
    return new Response(this.body, { status: this.status, headers })
  }
}

/** The parts of a Fetch API Request that the proxy reads; a host may pass a cheaper object. */
export interface ProxyRequest {
  readonly method: string
  readonly url: string
  /** The body, if the host has already read it. */
  readonly address?: URL
  readonly headers: { get(name: string): string | null }
  readonly body: ReadableStream<Uint8Array> | null
  /** Reads the body, if the host defers reading; stops after `maxBytes` bytes. */
  readonly read?: (most: number) => Promise<Uint8Array>
}
