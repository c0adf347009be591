import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Look } from '../../../src/adapters/discord/inline.ts'
import { renderMessage } from '../../../src/adapters/discord/render.ts'
import type { Card } from '../../../src/core/card.ts'
import { locales } from '../../../src/core/person.ts'
import type { Message } from '../../standins/discord/index.ts'
import { createTestBot } from '../../test-bot.ts'
import { words } from '../../test-house.ts'
import { pageOf } from './page.ts'
import { fileOf, shots, width } from './shots.ts'
import type { Sight } from './story.ts'

const zone = 'Europe/Paris'
const space = '100000000000000001'

const messageOf = (sent: Pick<Message, 'components'> & { content?: string | null }, at: number): Message => ({
  ...{ id: '1', channel: '2', author: '3', embeds: [], attachments: [], flags: 0, at },
  mentions: { users: [], roles: [], everyone: false },
  components: sent.components,
  content: sent.content ?? '',
})

const sightOf = (seen: Message, now: number): Sight => ({
  seen,
  replies: 2,
  reader: { locale: 'en', zone, now, names: new Map() },
})

const entities: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&#x27;': "'" }

const read = (html: string): string =>
  html
    .replace(/^.*<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, '|')
    .replaceAll(/&(?:amp|quot|#x27);/g, (entity) => entities[entity] ?? entity)

test('a page shows what is sent, times in the zone of whoever looks, and how many notes there are', async () => {
  const bot = await createTestBot({ now: '2027-03-11T08:00' })
  const now = bot.clock.now().epochMilliseconds
  const look: Look = { space, commands: [], words, now, locale: 'en', zone }
  const cards: Card[] = []
  await bot.say('anna:manager', '/incident log "Gift *links* in #general" type:spam accounts:12')
  for (const line of ['/incident show 1', '/digest']) {
    await bot.say('anna', line)
    if (bot.last !== undefined && 'card' in bot.last) cards.push(bot.last.card)
  }
  expect(cards).toHaveLength(2)
  const pages = cards.map((card) => {
    const { components, content } = renderMessage(card, look, 'post')
    const sent = { components: components as unknown as Message['components'], ...(content && { content }) }
    return read(pageOf([sightOf(messageOf(sent, now), now)]))
  })
  expect(pages[0]).toContain('Gift *links* in #general')
  expect(pages[0]).toContain('Add evidence')
  expect(pages[1]).toContain('QUIET · |Thursday, 11 March 2027 at 08:00|')
  for (const page of pages) expect(page).toContain('2 messages')
})

test('what a picture does not know is no picture', () => {
  const page = (components: Message['components'], content = '') =>
    pageOf([sightOf(messageOf({ components, content }, 0), 0)])
  expect(() => page([{ type: 12 }])).toThrow('no picture knows components of type 12')
  expect(() => page([{ type: 1, components: [{ type: 5 }] }])).toThrow(
    'no picture knows pressables of type 5',
  )
  expect(() => page([], '||secret|| :tada:')).toThrow('no picture knows markdown of kind emoji')
  expect(() => page([], '<@100000000000000009>')).toThrow('nobody is called 100000000000000009')
})

describe('the pictures', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

  test.each(shots.flatMap((shot) => locales.map((locale) => ({ ...shot, locale }))))(
    'of $name in $locale is there, at two pixels a point, small, and in the README',
    ({ locale, name }) => {
      const file = fileOf({ name }, locale)
      expect(statSync(file).size).toBeLessThan(150_000)
      expect(readFileSync(file).readUInt32BE(16)).toBe(2 * width)
      expect(readme).toContain(`test/pictures/discord/${locale}/${name}.png`)
    },
  )
})
