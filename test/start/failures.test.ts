import { describe, expect, test } from 'vitest'
import { locales } from '../../src/core/person.ts'
import { StoreError, type StoreFailure } from '../../src/core/store.ts'
import { sayFailure } from '../../src/start/failures.ts'
import { loadWords } from '../../src/start/words.ts'

const words = loadWords()
const codes: StoreFailure[] = [
  'busy',
  'closed',
  'corrupt',
  'failed',
  'foreign',
  'full',
  'newer',
  'readonly',
  'scheme',
  'unsupported',
]
const logged: unknown[] = []
const log = {
  error: (what: string, error: unknown, about?: unknown) => logged.push([what, error, about]),
  warn: () => {},
  info: () => {},
}

describe('a failure', () => {
  test('of the store has its own words for each reason, in both languages', () => {
    for (const locale of locales)
      for (const code of codes) {
        const error = new StoreError('the reason', { code, about: { file: '/a/b.db', known: 'memory://' } })
        const said = sayFailure(error, words.t(locale), log)
        expect(said).toMatch(/\/a\/b\.db|the reason/)
        expect(said.length).toBeGreaterThan(80)
      }
    expect(logged).toEqual([])
  })

  test('nobody foresaw is logged once, with the reference that is said', () => {
    const error = new Error('boom')
    const said = sayFailure(error, words.t('en'), log)
    const [, reference = ''] = /: ([0-9A-F]{8})$/.exec(said) ?? []
    expect(logged).toEqual([['Vigie stopped', error, { reference }]])
  })
})
