import { defineConfig } from 'vitest/config'

// react-router 7 has a build for each condition; without these Vitest loads two copies of it.
const conditions = ['module-sync', 'node', 'development']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Left alone, Vitest keeps a core for itself: on two cores everything would run in turn.
    maxWorkers: '100%',
    // Loading the modules anew for each file cost as much as the tests: none of them keeps state.
    isolate: false,
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
