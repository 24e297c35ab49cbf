/**
 * The server's clock as estimated by the page. Ages, ranges and limits are measured by it, because
 * the browser's clock may be wrong. Every response of the server updates the difference.
 */

/** Bounds of the difference between the server's clock and the browser's, in ms. */
let bounds = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY }
/** Offset to add to the browser's clock. */
let serverLead = 0

const watchers = new Set<() => void>()

/** The server's time in ms. */
export const now = (): number => Date.now() + serverLead

/** The server's time for a time of the browser's clock, e.g. from a library. */
export const fromBrowserTime = (moment: number): number => moment + serverLead

/**
 * Milliseconds by which the browser's clock is ahead of the server's; negative if the browser's
 * clock is behind.
 */
export const browserLead = (): number => -serverLead

/** Subscribes to changes of the difference by more than a second. */
export function watchClock(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/**
 * Corrects the difference by a server's time received between two times of the browser's clock. A
 * consistent difference stays, so that the clock doesn't jitter with the network.
 */
function correct(least: number, most: number): void {
  const agrees = least <= bounds.most && most >= bounds.least
  bounds = agrees
    ? { least: Math.max(least, bounds.least), most: Math.min(most, bounds.most) }
    : { least, most }
  if (serverLead >= bounds.least && serverLead <= bounds.most) return
  const previousLead = serverLead
  serverLead = Math.round((bounds.least + bounds.most) / 2)
  if (Math.abs(serverLead - previousLead) > 1_000) for (const watcher of watchers) watcher()
}

/** Begins a request; call the result with the headers of its response. */
export function timeRequest(): (headers: Headers) => void {
  const sentAt = Date.now()
  return (headers) => {
    const receivedAt = Date.now()
    // The browser's clock was set back meanwhile.
    if (receivedAt < sentAt) return
    const exactTime = Number(headers.get('X-Gantry-Time') || Number.NaN)
    // Date has whole seconds, but an intermediate server may pass on only that header.
    const time = Number.isFinite(exactTime) ? exactTime : Date.parse(headers.get('Date') ?? '')
    if (Number.isNaN(time)) return
    correct(time - receivedAt, time + (Number.isFinite(exactTime) ? 0 : 999) - sentAt)
  }
}
