import type { Sample } from './exposition'

/** In seconds: quick reads, noticeable delays, and the timeouts of upstream calls. */
const bounds = [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 15, 30]

/**
 * Limits the outcomes per name; further ones are counted together, because an endpoint may answer
 * with any code.
 */
const maxOutcomes = 50
const others = 'other'

/** Count and durations of one outcome. */
interface TallyEntry {
  outcomes: Map<string, number>
  /** Count per histogram bucket; the last bucket counts durations above all bounds. */
  within: number[]
  seconds: number
}

/**
 * Counts operations by name and outcome, with a histogram of their durations. On the path of every
 * request: recording costs two look-ups and a short loop, and text is built only for a scrape.
 */
export function createTally(label: string) {
  const all = new Map<string, TallyEntry>()

  function of(name: string): TallyEntry {
    const found = all.get(name)
    if (found) return found
    const made = { outcomes: new Map(), within: bounds.map(() => 0).concat(0), seconds: 0 }
    all.set(name, made)
    return made
  }

  const durations = (name: string, { within, seconds }: TallyEntry): Sample[] => {
    let count = 0
    const buckets = within.map((more, at) => {
      count += more
      const le = String(bounds[at] ?? '+Inf')
      return { suffix: '_bucket', labels: { [label]: name, le }, value: count }
    })
    const labels = { [label]: name }
    return [
      ...buckets,
      { suffix: '_sum', labels, value: seconds },
      { suffix: '_count', labels, value: count },
    ]
  }

  return {
    count(name: string, outcome: string): void {
      const { outcomes } = of(name)
      const previous = outcomes.get(outcome)
      if (previous !== undefined) outcomes.set(outcome, previous + 1)
      else if (outcomes.size < maxOutcomes) outcomes.set(outcome, 1)
      else outcomes.set(others, (outcomes.get(others) ?? 0) + 1)
    },

    took(name: string, seconds: number): void {
      const one = of(name)
      let at = 0
      while (seconds > (bounds[at] ?? Number.POSITIVE_INFINITY)) at += 1
      one.within[at] = (one.within[at] ?? 0) + 1
      one.seconds += seconds
    },

    counts: (): Sample[] =>
      [...all].flatMap(([name, { outcomes }]) =>
        [...outcomes].map(([outcome, value]) => ({ labels: { [label]: name, outcome }, value })),
      ),

    durations: (): Sample[] => [...all].flatMap(([name, one]) => durations(name, one)),
  }
}
