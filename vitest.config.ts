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
    // Ending the control plane takes longer than ten seconds on a busy machine.
    teardownTimeout: 60_000,
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
          testTimeout: 180_000,
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
          // These tests mostly wait for the control plane. Vitest requires a group of their own for
          // a different number of workers.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          setupFiles: ['src/test/setup.ts'],
        },
      },
    ],
  },
})
