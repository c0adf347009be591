import { expect, test } from 'vitest'
import { readmeMade, readmeNow } from './tables.ts'

test('the tables of the README are those of the code (npm run readme writes them)', () => {
  const now = readmeNow()
  expect(now).toContain('| `/incident log` |')
  expect(now).toBe(readmeMade(now))
})
