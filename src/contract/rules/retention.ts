/** 镜像仓库相关接口/设置仓库 tag 超额保留策略: which tags go when their quota is reached. */

export interface Strategy {
  type: 'keep_last_days' | 'keep_last_nums'
  /** Days or tags. */
  value: number
}

/** A tag, and when it was pushed: milliseconds since 1970, of which whole seconds count. */
export interface Pushed {
  tagName: string
  pushedAt: number
}

const day = 86_400_000
const second = (ms: number) => Math.floor(ms / 1000)

/** The order of GetTagList (结果按 pushTime 降序排练); within a second by name. */
export const newestPushFirst = (one: Pushed, other: Pushed): number =>
  second(other.pushedAt) - second(one.pushedAt) || (one.tagName < other.tagName ? -1 : 1)

export interface Verdict<T extends Pushed> {
  tag: T
  keeps: boolean
  /** Its place from the newest push on, 1 for the newest; what keep_last_nums goes by. */
  rank: number
  /** Whole days since its push; what keep_last_days goes by. */
  age: number
}

/**
 * What a strategy makes of each tag at `now`, the newest push first: keep_last_nums keeps the last
 * `value` tags, keep_last_days those pushed within the last `value` days (of 24 hours).
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
