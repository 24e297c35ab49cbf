import { http } from 'msw'
import { setupWorker } from 'msw/browser'
import wasm from 'sql.js/dist/sql-wasm-browser.wasm?url'
import { assembleStore } from '../store/assemble'
import { migrate } from '../store/migrations/migrate'
import { createDemo } from './console'
import { openMemory } from './sqlite'

/** Starts the demo: proxy and simulation behind a service worker, then the application. */
const db = await openMemory(wasm)
await migrate(db)
const demo = await createDemo({
  store: assembleStore(db, async () => ({ isHeld: () => true, release: () => {} })),
  now: Date.now,
  origin: location.origin,
})
const worker = setupWorker(http.all('/api/*', ({ request }) => demo(request)))
await worker.start({ quiet: true, onUnhandledRequest: 'bypass' })
// The worker intercepts only once it is running, so the application is loaded after it.
await import('../../src/main')
