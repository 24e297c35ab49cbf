import { probeFile } from './call'

/**
 * Matches messages of Chrome, Firefox and Safari; those of the first two contain the module's
 * address.
 */
const pattern =
  /(?:dynamically imported module(?::\s*(?<url>\S+))?|module script failed|Unable to preload CSS)/i

/** Whether an error means that a page's code could not be loaded. */
export const isChunkError = (error: unknown): boolean =>
  error instanceof Error && pattern.test(error.message)

/**
 * Returns why a page's code could not be loaded: the server no longer has it after an upgrade, or
 * can't be reached; `again` if the code can be loaded now.
 */
export async function chunkState(error: unknown): Promise<'missing' | 'offline' | 'again'> {
  const url = error instanceof Error ? pattern.exec(error.message)?.groups?.url : undefined
  const found = await probeFile(url ?? '/healthz')
  if (found === undefined || found.status >= 500) return 'offline'
  if (url === undefined) return 'missing'
  // A server of static files may answer with the application's page instead of 404.
  return found.ok && !found.type.includes('text/html') ? 'again' : 'missing'
}
