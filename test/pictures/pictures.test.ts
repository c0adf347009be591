import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Look } from '../../src/adapters/slack/inline.ts'
import { modalOf } from '../../src/adapters/slack/modal.ts'
import { renderMessage, renderView } from '../../src/adapters/slack/render.ts'
import type { Card } from '../../src/core/card.ts'
import { type Locale, locales } from '../../src/core/person.ts'
import type { Message, View } from '../standins/slack/index.ts'
import { createTestBot } from '../test-bot.ts'
import { words } from '../test-house.ts'
import { writeDate } from './dates.ts'
import { pageOf } from './frames.ts'
import { readPng, trimmed, writePng } from './png.ts'
import { fileOf, shots } from './shots.ts'

const zone = 'Europe/Paris'
const lines = {
  en: [
    '/incident log "Gift links in #general" type:spam',
    '/reminder add Letter when:"tomorrow 9:00"',
    '/digest',
  ],
  fr: [
    '/incident enregistrer "Liens cadeaux" type:spam',
    '/rappel ajouter Lettre quand:"demain 9h"',
    '/point',
  ],
}

/** The digest's first words, in the message and on Home. */
const headlines = {
  en: /QUIET · \u200btoday, 08:00Nothing urgent/,
  fr: /CALME · \u200baujourd'hui, 08:00Rien d'urgent/,
}

/** A morning of a small community, in its own words. */
async function morning(locale: Locale) {
  const bot = await createTestBot({ locale, now: '2027-03-11T08:00' })
  const now = bot.clock.now().epochMilliseconds
  const look: Look = { space: 'T1', command: '/vigie', words, now, locale, zone }
  const cards: Card[] = []
  for (const line of lines[locale]) {
    await bot.say('anna:manager', line)
    if (bot.last !== undefined && 'card' in bot.last) cards.push(bot.last.card)
  }
  await bot.say('anna:manager', locale === 'fr' ? '/incident enregistrer' : '/incident log')
  if (bot.last === undefined || !('form' in bot.last)) throw new Error('no form was opened')
  const reader = { locale, zone, now, users: [], channels: [] }
  const message = (card: Card): Message => ({
    ...{ channel: 'D1', ts: `${now / 1000}`, user: 'U0', text: '' },
    blocks: renderMessage(card, look, 'private').blocks as unknown as NonNullable<Message['blocks']>,
  })
  const view = (shown: unknown): View => ({
    ...{ id: 'V1', user: 'U1', hash: '1', values: {}, errors: {}, root: 'V1', previous: null },
    view: shown as View['view'],
  })
  const seen = [
    ...cards.map(message),
    view({ type: 'home', blocks: renderView(cards.at(-1) ?? {}, look) }),
    view(modalOf(bot.last.form, { look, meta: {} })),
  ]
  return seen.map((each) => ({ seen: each, replies: 0, reader }))
}

/** Every text in a payload that people read by the letter. */
function textsIn(sent: unknown): string[] {
  if (Array.isArray(sent)) return sent.flatMap(textsIn)
  if (typeof sent !== 'object' || sent === null) return []
  // Options are behind a press, and what one means is told only there.
  const { options: _, description: __, ...shown } = sent as Record<string, unknown>
  const { text, type } = shown
  if (typeof text === 'string' && (type === 'text' || type === 'plain_text')) return [text]
  return Object.values(shown).flatMap(textsIn)
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
}

const read = (html: string): string =>
  html
    .replace(/^.*<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? entity)

describe.each(locales)('a page of what people see, in %s', (locale) => {
  test('shows everything that was sent, the times in the zone of whoever looks', async () => {
    const sights = await morning(locale)
    expect(sights).toHaveLength(5)
    for (const sight of sights) {
      const sent = 'ts' in sight.seen ? sight.seen.blocks : sight.seen.view.blocks
      const texts = textsIn(sent)
      expect(texts.length).toBeGreaterThan(1)
      const shown = read(pageOf([sight], 'phone'))
      for (const text of texts) expect(shown).toContain(text.replaceAll(/[🔴🟠] ?/gu, ''))
    }
    const digests = sights.slice(2, 4).map((sight) => read(pageOf([sight], 'desktop')))
    expect(digests).toEqual([
      expect.stringMatching(headlines[locale]),
      expect.stringMatching(headlines[locale]),
    ])
  })
})

test('what a picture does not know is no picture', () => {
  const reader = { locale: 'en', zone, now: 0, users: [], channels: [] } as const
  const seen = { channel: 'C1', ts: '1', user: 'U0', text: '', blocks: [{ type: 'video' }] }
  expect(() =>
    pageOf([{ seen, replies: 0, reader: { ...reader, users: [], channels: [] } }], 'phone'),
  ).toThrow('no picture knows blocks of type video')
})

test('dates read as they do on Slack', () => {
  const at = Temporal.ZonedDateTime.from('2027-03-11T08:00[Europe/Paris]')
  const eyes = (locale: Locale) => ({ locale, zone, now: at.epochMilliseconds })
  const seconds = (days: number) => at.add({ days }).epochMilliseconds / 1000
  expect(writeDate('{time}', seconds(0), { ...eyes('en'), zone: 'UTC' })).toBe('07:00')
  expect(writeDate('{day_divider_pretty}, {time}', seconds(1), eyes('en'))).toBe('Tomorrow, 08:00')
  expect(writeDate('\u200b{day_divider_pretty}', seconds(-1), eyes('fr'))).toBe('\u200bhier')
  expect(writeDate('{day_divider_pretty}', seconds(7), eyes('fr'))).toBe('Jeudi 18 mars')
  expect(writeDate('{date_pretty}', seconds(-20), eyes('en'))).toBe('19 February')
})

test('a picture is the same once it is written and read again, without its empty end', () => {
  const rgb = Uint8Array.from({ length: 5 * 4 * 3 }, (_, at) => (at < 5 * 2 * 3 ? (at * 37) % 256 : 255))
  const picture = { width: 5, height: 4, rgb }
  const written = writePng(trimmed(picture, 1))
  expect([...written.subarray(0, 4)]).toEqual([137, 80, 78, 71])
  expect(new DataView(written.buffer, written.byteOffset).getUint32(20)).toBe(3)
  expect(() => readPng(written)).toThrow('another kind of PNG')
})

describe('the pictures', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const named = [...readme.matchAll(/test\/pictures\/(\w+)\/([\w-]+)\.png/g)]

  test('that the README names are there', () => {
    expect(named.length).toBeGreaterThan(3)
    for (const [, locale, name] of named) {
      expect(locales).toContain(locale)
      expect(shots.map((shot) => shot.name)).toContain(name)
    }
  })

  test.each(shots.flatMap((shot) => locales.map((locale) => ({ ...shot, locale }))))(
    'of $name in $locale is there, at two pixels a point, and small',
    ({ locale, width, ...shot }) => {
      const file = fileOf(shot, locale)
      expect(statSync(file).size).toBeLessThan(150_000)
      expect(readFileSync(file).readUInt32BE(16)).toBe(2 * width)
    },
  )
})
