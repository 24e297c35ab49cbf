import { type ComponentType, lazy, Suspense } from 'react'
import { Boundary } from '../ui/feedback/Boundary'

/**
 * Renders a page with a component of another area below it, loaded after the page. Areas must not
 * import each other, so the routes combine them. A failure below leaves the page intact.
 */
export function withComponentBelow(
  Page: ComponentType,
  load: () => Promise<ComponentType>,
): ComponentType {
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
