import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A limit for what hangs; how fast something is shows in the bench.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests wait for clients, sockets and processes: no core need be left over.
    maxWorkers: '100%',
    // Modules keep nothing that one test could leave for another, and reading them anew for each file took half the time.
    isolate: false,
  },
})
