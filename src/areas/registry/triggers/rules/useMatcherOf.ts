import { useEffect, useState } from 'react'

type MatcherOf = typeof import('../../../../contract/rules/triggerMatch').matcherOf

let loaded: MatcherOf | undefined

/** `matcherOf` with its regular expression engine loaded on first use. */
export function useMatcherOf(): MatcherOf | undefined {
  const [matcherOf, setMatcherOf] = useState(() => loaded)
  useEffect(() => {
    if (loaded) return
    let isGone = false
    void import('../../../../contract/rules/triggerMatch').then((module) => {
      loaded = module.matcherOf
      if (!isGone) setMatcherOf(() => module.matcherOf)
    })
    return () => {
      isGone = true
    }
  }, [])
  return matcherOf
}
