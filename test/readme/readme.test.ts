import { expect, test } from 'vitest'
import { invitation } from '../../src/adapters/discord/permissions.ts'
import { readmeMade, readmeNow } from './tables.ts'

test('the tables of the README are those of the code (npm run readme writes them)', () => {
  const now = readmeNow()
  expect(now).toContain(
    '| `/vigie incident log`<br>`/vigie incident enregistrer` | `/incident log`<br>`/incident enregistrer` |',
  )
  expect(now).toContain(`&permissions=${invitation()}`)
  expect(now).toBe(readmeMade(now))
})
