import { defineConfig } from 'vite'

/** Node 20 runs no TypeScript, so the server is bundled; packages stay in node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'server/node/main.ts',
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
  },
})
