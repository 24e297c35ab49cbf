/** 镜像仓库相关接口/设置仓库 tag 超额保留策略: which tags are deleted when the quota is exceeded. */

export interface Strategy {
  type: 'keep_last_days' | 'keep_last_nums'
  /** Days or tags. */
  value: number
}

/**
 * A tag and its push time in Unix milliseconds. Only whole seconds are compared, because the API
 * returns no milliseconds.
 */
export interface PushedTag {
  tagName: string
  pushedAt: number
  /** Orders pushes within a second: a later push has a higher number. */
  pushNumber?: number | undefined
}

const day = 86_400_000
const wholeSeconds = (ms: number) => Math.floor(ms / 1000)

/**
 * Sorts as in GetTagList (结果按 pushTime 降序排练): by push, or by name if the order of pushes is
 * unknown.
 */
export const newestPushFirst = (a: PushedTag, b: PushedTag): number =>
  wholeSeconds(b.pushedAt) - wholeSeconds(a.pushedAt) ||
  (b.pushNumber ?? 0) - (a.pushNumber ?? 0) ||
  (a.tagName < b.tagName ? -1 : 1)

export interface RetentionVerdict<T extends PushedTag> {
  tag: T
  keeps: boolean
  /** Rank by push time, 1 for the newest; keep_last_nums applies to it. */
  rank: number
  /** Whole days since the push; keep_last_days applies to it. */
  age: number
}

/**
 * Applies a strategy to the tags at `now`, newest push first. keep_last_nums keeps the last `value`
 * tags; keep_last_days keeps the tags pushed within the last `value` days (of 24 hours).
 */
export function retentionOf<T extends PushedTag>(
  tags: readonly T[],
  { type, value }: Strategy,
  now: number,
): RetentionVerdict<T>[] {
  return tags.toSorted(newestPushFirst).map((tag, index) => {
    const age = Math.floor((wholeSeconds(now) - wholeSeconds(tag.pushedAt)) / wholeSeconds(day))
    return {
      tag,
      keeps: type === 'keep_last_nums' ? index < value : age < value,
      rank: index + 1,
      age,
    }
  })
}
