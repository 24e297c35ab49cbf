import { defineConfig } from 'vite'

/** Node 20 runs no TypeScript, so the suite is bundled; packages stay in node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'server/conformance/main.ts',
    outDir: 'dist/conformance',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
  },
})
