import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // The CSP allows no inline script and no data: module.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Small modules that most pages share compress better in one chunk. With a lower count, the
    // chunk also holds modules that the first page doesn't need.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 60 }] } },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    // Keep Host as sent by the browser, because the proxy compares it with Origin.
    proxy: { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } },
  },
})
