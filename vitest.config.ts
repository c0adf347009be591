import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    // Many tests wait for clients, sockets and processes: no core need be left over.
    maxWorkers: '100%',
  },
})
