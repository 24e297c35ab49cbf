import type { Sample } from './exposition'

/** In seconds: quick reads, noticeable delays, and the timeouts of upstream calls. */
const bucketBounds = [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 15, 30]

/**
 * Maximum number of outcomes per name; further outcomes are counted as `other`, because an endpoint
 * may answer with any code.
 */
const maxOutcomes = 50
const otherOutcomes = 'other'

/** Count and durations by outcome. */
interface TallyEntry {
  outcomes: Map<string, number>
  /** Counts by histogram bucket; the last bucket counts durations above all bounds. */
  bucketCounts: number[]
  seconds: number
}

/**
 * Counts operations by name and outcome, with a histogram of their durations. Runs on every
 * request: recording costs two lookups and a short loop, and the text is built only for a scrape.
 */
export function createTally(label: string) {
  const entries = new Map<string, TallyEntry>()

  function entryOf(name: string): TallyEntry {
    const existing = entries.get(name)
    if (existing) return existing
    const newEntry = {
      outcomes: new Map(),
      bucketCounts: bucketBounds.map(() => 0).concat(0),
      seconds: 0,
    }
    entries.set(name, newEntry)
    return newEntry
  }

  const durations = (name: string, { bucketCounts, seconds }: TallyEntry): Sample[] => {
    let count = 0
    const buckets = bucketCounts.map((more, at) => {
      count += more
      const le = String(bucketBounds[at] ?? '+Inf')
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
      const { outcomes } = entryOf(name)
      const previous = outcomes.get(outcome)
      if (previous !== undefined) outcomes.set(outcome, previous + 1)
      else if (outcomes.size < maxOutcomes) outcomes.set(outcome, 1)
      else outcomes.set(otherOutcomes, (outcomes.get(otherOutcomes) ?? 0) + 1)
    },

    took(name: string, seconds: number): void {
      const entry = entryOf(name)
      let at = 0
      while (seconds > (bucketBounds[at] ?? Number.POSITIVE_INFINITY)) at += 1
      entry.bucketCounts[at] = (entry.bucketCounts[at] ?? 0) + 1
      entry.seconds += seconds
    },

    counts: (): Sample[] =>
      [...entries].flatMap(([name, { outcomes }]) =>
        [...outcomes].map(([outcome, value]) => ({ labels: { [label]: name, outcome }, value })),
      ),

    durations: (): Sample[] => [...entries].flatMap(([name, value]) => durations(name, value)),
  }
}
