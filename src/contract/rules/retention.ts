/** 镜像仓库相关接口/设置仓库 tag 超额保留策略: which tags are deleted when the quota is exceeded. */

export interface Strategy {
  type: 'keep_last_days' | 'keep_last_nums'
  /** Days or tags. */
  value: number
}

/** A tag and its push time in Unix milliseconds, compared by whole seconds, as the API returns it. */
export interface Pushed {
  tagName: string
  pushedAt: number
  /** Orders pushes within one second: a later push has a higher number. */
  pushNumber?: number | undefined
}

const day = 86_400_000
const second = (ms: number) => Math.floor(ms / 1000)

/** The order of GetTagList (结果按 pushTime 降序排练): by push, or by name if the push is unknown. */
export const newestPushFirst = (one: Pushed, other: Pushed): number =>
  second(other.pushedAt) - second(one.pushedAt) ||
  (other.pushNumber ?? 0) - (one.pushNumber ?? 0) ||
  (one.tagName < other.tagName ? -1 : 1)

export interface Verdict<T extends Pushed> {
  tag: T
  keeps: boolean
  /** Rank by push time, 1 for the newest; used by keep_last_nums. */
  rank: number
  /** Whole days since the push; used by keep_last_days. */
  age: number
}

/**
 * Applies a strategy to the tags at `now`, newest push first: keep_last_nums keeps the last `value`
 * tags, keep_last_days those pushed within the last `value` days (of 24 hours).
 */
export function retentionOf<T extends Pushed>(
  tags: readonly T[],
  { type, value }: Strategy,
  now: number,
): Verdict<T>[] {
  return tags.toSorted(newestPushFirst).map((tag, index) => {
    const age = Math.floor((second(now) - second(tag.pushedAt)) / second(day))
    return {
      tag,
      keeps: type === 'keep_last_nums' ? index < value : age < value,
      rank: index + 1,
      age,
    }
  })
}
