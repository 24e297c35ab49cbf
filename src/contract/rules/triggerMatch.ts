import { tagsIn } from '../actions/registry/tagList'
import { compileRegex, type RegexFault, type RegexMatch } from './linearRegex'

/** The condition under which a trigger fires: 镜像仓库相关接口/添加触发器, invokeMethod and invokeExpr. */
export interface TriggerCondition {
  invokeMethod: 'all' | 'taglist' | 'regex'
  invokeExpr: string
}

export interface Match {
  fires: boolean
  /** The matching tag of the list, or the match of the regular expression. */
  regexMatch?: RegexMatch | undefined
}

export type Matcher =
  | { match: (tag: string) => Match; fault?: undefined }
  | { match?: undefined; fault: RegexFault }

/** Compiles a trigger's condition into a predicate on pushed tags. */
export function matcherOf({ invokeMethod, invokeExpr }: TriggerCondition): Matcher {
  if (invokeMethod === 'all') return { match: () => ({ fires: true }) }
  if (invokeMethod === 'taglist') {
    const tags = new Set(tagsIn(invokeExpr))
    return {
      match: (tag) =>
        tags.has(tag) ? { fires: true, regexMatch: { from: 0, to: tag.length } } : { fires: false },
    }
  }
  const { search, fault } = compileRegex(invokeExpr)
  if (fault) return { fault }
  return {
    match: (tag) => {
      const found = search(tag)
      return { fires: found !== undefined, regexMatch: found }
    },
  }
}
