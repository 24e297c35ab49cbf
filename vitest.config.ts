import { defineConfig } from 'vitest/config'

// react-router 7 has a build for each condition; without these Vitest loads two copies of it.
const conditions = ['module-sync', 'node', 'development']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'server/**/*.test.ts'],
          setupFiles: ['server/test/setup.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          testTimeout: 30_000,
          setupFiles: ['src/test/setup.ts'],
        },
      },
    ],
  },
})
