/**
 * The server's clock as estimated by the page. Ages, ranges and limits are measured by it, because
 * the browser's clock may be wrong. Every response of the server updates the difference.
 */

/** Bounds of the difference between the server's clock and the browser's, in ms. */
let bounds = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY }
/** Offset to add to the browser's clock. */
let difference = 0

const watchers = new Set<() => void>()

/** The server's time in ms. */
export const now = (): number => Date.now() + difference

/** The server's time for a time of the browser's clock, e.g. from a library. */
export const fromBrowserTime = (moment: number): number => moment + difference

/** Milliseconds by which the browser's clock is ahead of the server's; negative if behind. */
export const browserLead = (): number => -difference

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
  if (difference >= bounds.least && difference <= bounds.most) return
  const before = difference
  difference = Math.round((bounds.least + bounds.most) / 2)
  if (Math.abs(difference - before) > 1_000) for (const watcher of watchers) watcher()
}

/** Begins a request; call the result with the headers of its response. */
export function timeRequest(): (headers: Headers) => void {
  const sent = Date.now()
  return (headers) => {
    const received = Date.now()
    // The browser's clock was set back meanwhile.
    if (received < sent) return
    const exact = Number(headers.get('X-Gantry-Time') || Number.NaN)
    // Date has whole seconds, but an intermediate server may pass on only that header.
    const time = Number.isFinite(exact) ? exact : Date.parse(headers.get('Date') ?? '')
    if (Number.isNaN(time)) return
    correct(time - received, time + (Number.isFinite(exact) ? 0 : 999) - sent)
  }
}
