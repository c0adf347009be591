import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dangersIn, hostile } from './hostile.ts'
import { createMorning, expectPeace, type Town } from './town.ts'

let town: Town
let outsiders: string[]
beforeAll(async () => {
  town = await createMorning()
  const { slack } = town
  outsiders = ['bystander', '<!channel>', '*Eve* <!here> & co', 'channel', 'everybody'].map((name) => {
    slack.user(name, { locale: 'en-GB' })
    slack.join(name, '#general')
    slack.join(name, '#moderation')
    return slack.user(name).id
  })
  slack.group('everybody', ['bystander', 'otter', 'nightowl'])
  slack.group('mods', ['mod_west', 'mod_south', 'mod_est', '<!channel>', '*Eve* <!here> & co'])
  await town.until('07:02')
})
afterAll(async () => {
  expectPeace(town)
  await town.stop()
})

const nasty = fc.oneof(
  fc.constantFrom(...hostile),
  fc.array(fc.constantFrom(...hostile, ' ', 'word'), { maxLength: 4 }).map((all) => all.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.integer({ min: 0, max: 5 }).map((n) => `<@${outsiders?.[n % 5] ?? 'U1'}> <!subteam^${'S1'}>`),
)

/** What may be typed, chosen or filled in with it, by people who may. */
const deed = fc.record({
  who: fc.constantFrom('mod_est', 'cm_day', 'head_comm', '<!channel>', '*Eve* <!here> & co'),
  what: fc.constantFrom('log', 'note', 'reminder', 'evidence', 'unknown', 'saved', 'history', 'help'),
  text: nasty,
})

/** A text as the terminal's grammar takes it whole. */
const quoted = (text: string): string => `"${text.replaceAll('"', '')}"`

const lineOf = (what: string, text: string): string =>
  ({
    log: `/incident log ${quoted(text)} type:spam link:https://example.com/${encodeURIComponent(text.toWellFormed()).slice(0, 80)}`,
    note: `/incident note 1 ${text}`,
    reminder: `/reminder add ${quoted(text)} place:#team when:"in 5 minutes"`,
    evidence: `/incident evidence 1 text:${quoted(text)} reporter:${quoted(text.slice(0, 30))}`,
    history: `/incident history ${text}`,
    help: `/help ${text}`,
    unknown: `/${text}`,
    saved: `/settings mine zone:${quoted(text)}`,
  })[what] ?? text

test('whatever somebody writes, in words, names or messages, notifies nobody and means nothing to Slack', async () => {
  const { slack } = town
  await town.says('mod_est', '/incident log "The first one" type:other')
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 8 }), async (deeds) => {
      const said = slack.notified.length
      const before = slack.calls.length
      const acks = []
      for (const { text, what, who } of deeds) {
        acks.push(await slack.type(who, '#general', lineOf(what, text).replace(/^\//, '/vigie ')))
        if (slack.modal(who) !== undefined) await slack.dismiss(who)
      }
      await slack.settled(20)
      await town.engine.timer.advance(town.clock, town.clock.now().add({ minutes: 7 }))
      await slack.settled(20)
      const sent = slack.calls.slice(before).map(({ args }) => args)
      for (const each of [...sent, ...acks.map(({ body }) => body)])
        expect(dangersIn(each, outsiders), JSON.stringify(each)).toEqual([])
      // Whoever makes a reminder is reminded of it; everybody else was asked for nothing.
      const called = slack.notified
        .slice(said)
        .filter(
          ({ message, user }) =>
            !message.channel.startsWith('D') && user !== 'cm_day' && user !== 'head_comm',
        )
      expect(called).toEqual([])
      expect(slack.violations).toEqual([])
      expect(town.log.errors).toEqual([])
    }),
    { numRuns: 50, seed: 311 },
  )
}, 60_000)

test('hostile words in a message that is kept are kept as they are, and are only words', async () => {
  const { slack } = town
  for (const text of hostile.slice(0, 12)) {
    await town.engine.timer.advance(town.clock, town.clock.now().add({ minutes: 61 }))
    const said = slack.say('nightowl', '#general', text)
    const seen = slack.notified.length
    const before = slack.calls.length
    await slack.messageShortcut('mod_est', said, 'Log as incident')
    await slack.settled(20)
    await slack.submit('mod_est', { type: 'hate' })
    await town.settle()
    for (const { args } of slack.calls.slice(before)) expect(dangersIn(args, outsiders)).toEqual([])
    expect(slack.notified.slice(seen)).toEqual([])
  }
})
