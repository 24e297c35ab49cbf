import { type ComponentType, lazy, Suspense } from 'react'
import { Boundary } from '../ui/feedback/Boundary'

/**
 * A page with something of another area below it, which loads after it: areas know nothing of each
 * other, so it is the list of routes that puts their parts together. A failure below stays there.
 */
export function withBelow(Page: ComponentType, load: () => Promise<ComponentType>): ComponentType {
  const Below = lazy(async () => ({ default: await load() }))
  return function PageWithBelow() {
    return (
      <>
        <Page />
        <Boundary>
          <Suspense>
            <Below />
          </Suspense>
        </Boundary>
      </>
    )
  }
}
