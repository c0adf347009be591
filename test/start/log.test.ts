import { describe, expect, test } from 'vitest'
import { createFixedClock } from '../../src/core/clock.ts'
import { createLog, withoutSecrets } from '../../src/start/log.ts'

const logged = (level: 'error' | 'warn' | 'info') => {
  const lines: string[] = []
  const log = createLog({
    write: (line) => lines.push(line),
    level,
    clock: createFixedClock('2027-03-11T01:00:00Z'),
  })
  return { log, lines }
}

describe('the log', () => {
  test('is one line of JSON each, with the reference a person was given', () => {
    const { log, lines } = logged('warn')
    log.error('a command failed', new Error('no\nluck', { cause: new Error('why') }), {
      reference: 'A1B2C3D4',
    })
    log.info('not wanted')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^[^\n]+\n$/)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      time: '2027-03-11T01:00:00.000Z',
      level: 'error',
      what: 'a command failed',
      reference: 'A1B2C3D4',
      error: 'Error: no\nluck',
      cause: { error: 'Error: why' },
    })
  })

  test('writes as much as was asked for', () => {
    const { log, lines } = logged('info')
    log.info('started')
    log.warn('careful')
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['info', 'warn'])
  })

  test('never holds what would let somebody in', () => {
    const slack = ['xoxb', '123-456', 'abcDEF'].join('-')
    const discord = ['MTk4NjIyNDgzNDcxOTI1MjQ4', 'Cl2FMQ', 'ZnCjm1XVW7vRze4b7Cq4se7kKWs'].join('.')
    const text = `${slack} ${discord} Bearer abc.def postgres://vigie:secret@host/db sqlite:///a/b.db`
    expect(withoutSecrets(text)).toBe('… … Bearer … postgres://…@host/db sqlite:///a/b.db')
  })
})
