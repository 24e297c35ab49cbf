import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

// The first page of a test loads its chunks; two busy cores may take their time over that.
configure({ asyncUtilTimeout: 15_000 })

// What jsdom lacks and Mantine and the virtual rows ask for.
class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** There is no layout, so everything is in sight. */
class SightObserver extends Observer {
  constructor(private readonly told: (entries: { isIntersecting: boolean }[]) => void) {
    super()
  }
  override observe() {
    this.told([{ isIntersecting: true }])
  }
}

vi.stubGlobal('ResizeObserver', Observer)
vi.stubGlobal('IntersectionObserver', SightObserver)
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

// Text areas that grow listen for fonts.
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true })

// The list of what is wrong with a form leads to its inputs by their paths.
vi.stubGlobal('CSS', { escape: (text: string) => text.replace(/["\\]/g, '\\$&') })
