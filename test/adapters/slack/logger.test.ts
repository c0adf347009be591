import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLogger, withoutPayload } from '../../../src/adapters/slack/logger.ts'
import { createFixedClock } from '../../../src/core/clock.ts'
import { createWrittenLog } from '../written-log.ts'

const setting = () => {
  const clock = createFixedClock('2027-03-11T08:00:00Z')
  const log = createWrittenLog()
  const logger = createLogger({ log, clock })
  return { clock, log, logger, lines: () => log.text().split('\n').filter(Boolean) }
}

describe("Bolt's logger", () => {
  test('passes warnings and errors only', () => {
    const { logger, lines } = setting()
    logger.debug('body', { text: 'words' })
    logger.info('started')
    logger.warn('be careful')
    logger.error('it broke', new TypeError('really'))
    expect(lines()).toEqual([
      'warn ["a warning of Bolt",{"what":"be careful"}]',
      'error ["an error in Bolt","it broke TypeError: really"]',
    ])
    expect(logger.getLevel()).toBe('warn')
  })

  test('says the same thing once a minute', () => {
    const { clock, logger, lines } = setting()
    for (let times = 0; times < 50; times++) logger.warn(`no answer after ${times} ms`)
    clock.add({ seconds: 59 })
    logger.warn('no answer after 51 ms')
    expect(lines()).toHaveLength(1)
    clock.add({ seconds: 1 })
    logger.warn('no answer after 52 ms')
    expect(lines()).toHaveLength(2)
  })

  test('leaves out what the line says itself', () => {
    const { logger, lines } = setting()
    logger.error('Failed to send a message as the client has no active connection')
    logger.error('Failed to retrieve a new WSS URL (error: invalid_auth)')
    logger.error('WebSocket error! Error: connect ECONNREFUSED')
    logger.warn("A pong wasn't received from the server before the timeout of 3000ms!")
    logger.warn('http request failed', 'fetch failed')
    expect(lines()).toEqual([])
  })

  test.for([
    ['xoxb-12-34-secret', 'xapp-1-A0-secret', 'xoxe.xoxp-1-secret'],
    ['https://hooks.slack.com/commands/T1/2/secret', 'wss://wss-primary.slack.com/link/?ticket=secret'],
    ['Unexpected token p in JSON: "secret"', '(body: {"text":"secret"})', 'actions: ["secret"]'],
  ])('tells nothing secret', (texts) => {
    for (const text of texts) expect(withoutPayload(`it failed: ${text}`)).not.toContain('secret')
    expect(withoutPayload(texts.join(' '))).not.toContain('secret')
  })

  test('tells nothing of an object, whatever is in it', () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (json, text) => {
        const { logger, log } = setting()
        logger.error('broken', { secretKey: text }, `(${JSON.stringify({ secretKey: json })})`)
        expect(log.text()).not.toContain('secretKey')
        expect(log.text().length).toBeLessThan(500)
      }),
      { numRuns: 200 },
    )
  })
})
