import fs from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Builds the application's page with the demo host as its entry, and the worker. */
const demo: Plugin = {
  name: 'gantry-demo',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => html.replace('/src/main.tsx', '/server/browser/main.ts'),
  },
  generateBundle() {
    const source = fs.readFileSync('node_modules/msw/lib/mockServiceWorker.js')
    this.emitFile({ type: 'asset', fileName: 'mockServiceWorker.js', source })
  },
}

export default defineConfig({
  plugins: [react(), demo],
  build: {
    outDir: 'dist/demo',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    modulePreload: { polyfill: false },
  },
  preview: { host: '127.0.0.1' },
})
