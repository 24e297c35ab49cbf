import type { Client } from '../client/client'
import { StatusError } from '../client/status'
import type { Timing } from '../ports'
import type { Kinds } from './kinds'

const interval = 20_000

/**
 * Reads the namespaces that an account is limited to, one by one, because listing them needs a
 * right in the whole cluster. A namespace that may not be read either is assumed to exist.
 */
export function followNamedNamespaces(
  { parse, rows }: Kinds['namespaces'],
  names: () => readonly string[],
  { client, timing }: { client: Client; timing: Timing },
  onRead: () => void,
  signal: AbortSignal,
): void {
  async function read(name: string): Promise<void> {
    try {
      rows.apply(parse(await client.get(`/api/v1/namespaces/${name}`, signal)))
    } catch (error) {
      const current = rows.get('', name)
      if (!(error instanceof StatusError)) return
      if (error.status === 404 && current) rows.remove(current)
      if (error.status === 403 && !current) rows.apply(parse({ metadata: { name } }))
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await Promise.all(names().map(read))
      onRead()
      await timing.wait(interval, signal)
    }
  }
  void run()
}
