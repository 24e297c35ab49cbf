/** Values of one chart: a deterministic random walk with peaks and gaps. */
export function points(count: number, chart: number, line: number): (number | null)[] {
  const values: (number | null)[] = []
  let state = (chart + 1) * 7919 + (line + 1) * 104_729
  let level = 40
  for (let at = 0; at < count; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const chance = state / 2_147_483_648
    level = Math.min(95, Math.max(2, level + (chance - 0.5) * 4))
    const isGap = at % 997 > 980
    values.push(isGap ? null : chance > 0.998 ? 99 : level)
  }
  return values
}

export const charts = 12
export const firstTime = Date.UTC(2026, 0, 5)
export const step = 60_000
/** Chart size in pixels, so that twelve are visible at once. */
export const size = { width: 470, height: 180 }

export interface Load {
  points: number
  lines: number
}

/** Resolves once pending updates are painted. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve()
      port2.postMessage(null)
    })
  })
