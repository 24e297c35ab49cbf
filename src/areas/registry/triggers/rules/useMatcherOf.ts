import { useEffect, useState } from 'react'

type MatcherOf = typeof import('../../../../contract/rules/triggerMatch').matcherOf

let loaded: MatcherOf | undefined

/** `matcherOf` with its regular expression engine loaded on first use. */
export function useMatcherOf(): MatcherOf | undefined {
  const [matcherOf, setMatcherOf] = useState(() => loaded)
  useEffect(() => {
    if (loaded) return
    let isDisposed = false
    void import('../../../../contract/rules/triggerMatch').then((module) => {
      loaded = module.matcherOf
      if (!isDisposed) setMatcherOf(() => module.matcherOf)
    })
    return () => {
      isDisposed = true
    }
  }, [])
  return matcherOf
}
