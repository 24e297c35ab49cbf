import { http } from 'msw'
import { setupWorker } from 'msw/browser'
import wasm from 'sql.js/dist/sql-wasm-browser.wasm?url'
import { assemble } from '../store/assemble'
import { migrate } from '../store/migrations/migrate'
import { createDemo } from './console'
import { openMemory } from './sqlite'

/** The demo: proxy and cloud in a service worker's page, then the application that talks to them. */
const db = await openMemory(wasm)
await migrate(db)
const demo = await createDemo({
  store: assemble(db, async () => ({ isHeld: () => true, release: () => {} })),
  now: Date.now,
  origin: location.origin,
})
const worker = setupWorker(http.all('/api/*', ({ request }) => demo(request)))
await worker.start({ quiet: true, onUnhandledRequest: 'bypass' })
// The worker intercepts only once it runs, so the application comes after it.
await import('../../src/main')
