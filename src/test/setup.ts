import { cleanup, configure, prettyDOM } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

/**
 * Prints the document only when an error's message is read, because most errors are caught by a
 * query that retries.
 */
function elementError(message: string | null, container: Element): Error {
  const error = new Error()
  error.name = 'TestingLibraryElementError'
  Error.captureStackTrace(error, elementError)
  const get = () => `${message ?? ''}\n\n${prettyDOM(container)}`
  return Object.defineProperty(error, 'message', { configurable: true, get })
}

// A test's first page loads its chunks, which may be slow on a busy machine.
configure({ asyncUtilTimeout: 60_000, getElementError: elementError })

// Browser APIs that Mantine and the virtual rows need and jsdom lacks.
class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** jsdom has no layout, so every element counts as visible. */
class VisibleObserver extends Observer {
  constructor(private readonly onIntersect: (entries: { isIntersecting: boolean }[]) => void) {
    super()
  }
  override observe() {
    this.onIntersect([{ isIntersecting: true }])
  }
}

vi.stubGlobal('ResizeObserver', Observer)
vi.stubGlobal('IntersectionObserver', VisibleObserver)
vi.stubGlobal('matchMedia', (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
  onchange: null,
}))

const size = { clientWidth: 1280, clientHeight: 800, offsetWidth: 1280, offsetHeight: 800 }
for (const [name, value] of Object.entries(size)) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value })
}
Element.prototype.scrollIntoView = () => {}
vi.stubGlobal('scrollTo', () => {})

afterEach(cleanup)

// Autosizing text areas listen for loaded fonts.
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true })

// The error summary of a form selects its inputs by path.
vi.stubGlobal('CSS', { escape: (text: string) => text.replace(/["\\]/g, '\\$&') })
