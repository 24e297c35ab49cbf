import { defineConfig } from 'vitest/config'

// react-router 7 has one build per condition; without these, Vitest loads two builds.
const conditions = ['module-sync', 'node', 'development']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // By default Vitest leaves one core unused, which serialises the files on two cores.
    maxWorkers: '100%',
    // Reloading the modules for each file takes as long as the tests; no module keeps state.
    isolate: false,
    // The default of one second is too short for a busy machine.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'server/**/*.test.ts'],
          exclude: ['server/test/kubernetes/**'],
          setupFiles: ['server/test/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'kubernetes',
          environment: 'node',
          include: ['server/test/kubernetes/**/*.test.ts'],
          setupFiles: ['server/test/setup.ts'],
          globalSetup: ['server/test/kubernetes/globalSetup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          setupFiles: ['src/test/setup.ts'],
        },
      },
    ],
  },
})
