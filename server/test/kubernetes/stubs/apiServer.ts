import {
  type ApiAnswer,
  type ApiRequest,
  NoAnswer,
  type Send,
} from '../../../cloud/kubernetes/ports'

const bytes = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value)}\n`)

export async function* once(value: unknown): AsyncGenerator<Uint8Array> {
  yield bytes(value)
}

/** A watch whose events a test sends. */
export class OpenWatch implements AsyncIterable<Uint8Array> {
  readonly #queue: (Uint8Array | 'end' | 'broken')[] = []
  #wake = () => {}

  constructor(
    readonly from: string,
    signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.#push('broken'))
  }

  #push(item: Uint8Array | 'end' | 'broken') {
    this.#queue.push(item)
    this.#wake()
  }

  tell(type: string, object: unknown) {
    this.#push(bytes({ type, object }))
  }

  end() {
    this.#push('end')
  }

  async *[Symbol.asyncIterator]() {
    for (;;) {
      const item = this.#queue.shift()
      if (item === 'end') return
      if (item === 'broken') throw new NoAnswer('the connection is gone', true)
      if (item) yield item
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    }
  }
}

export const statusOf = (code: number, reason: string, message: string) => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code,
  reason,
  message,
})

type Answer = ApiAnswer | NoAnswer

/** An API server with one kind of objects, whose responses a test sets. */
export class StubApiServer {
  /** Items of the response to a list. */
  items: unknown[] = []
  version = '1'
  /** Responses for the next lists or watches, in order. */
  readonly nextLists: Answer[] = []
  readonly nextWatches: Answer[] = []
  readonly requests: string[] = []
  readonly watches: OpenWatch[] = []

  get watch(): OpenWatch {
    const last = this.watches.at(-1)
    if (!last) throw new Error('there is no watch')
    return last
  }

  lists = () => this.requests.filter((path) => !path.includes('watch=1'))

  send: Send = async ({ path, signal }: ApiRequest) => {
    this.requests.push(path)
    const query = new URLSearchParams(path.split('?')[1])
    const isWatch = query.get('watch') === '1'
    const answer = (isWatch ? this.nextWatches : this.nextLists).shift()
    if (answer instanceof NoAnswer) throw answer
    if (answer) return answer
    if (isWatch) {
      const watch = new OpenWatch(query.get('resourceVersion') ?? '', signal)
      this.watches.push(watch)
      return { status: 200, chunks: watch }
    }
    const list = { metadata: { resourceVersion: this.version }, items: this.items }
    return { status: 200, chunks: once(list) }
  }
}

export const failure = (
  code: number,
  reason: string,
  message: string,
  retryAfter?: string,
): ApiAnswer => ({ status: code, retryAfter, chunks: once(statusOf(code, reason, message)) })
