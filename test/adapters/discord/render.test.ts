import { describe, expect, it } from 'vitest'
import type { Look } from '../../../src/adapters/discord/inline.ts'
import { decodePress, encodePress } from '../../../src/adapters/discord/press.ts'
import { renderMessage } from '../../../src/adapters/discord/render.ts'
import type { Card } from '../../../src/core/card.ts'
import { problemsOf } from '../../standins/discord/limits.ts'
import { componentsIn } from '../../standins/discord/limits-parts.ts'
import { words } from '../../test-house.ts'
import { readable, textsOf } from './readable.ts'

const space = '100000000000000001'
const now = Temporal.Instant.from('2027-03-11T07:00:00Z').epochMilliseconds
const zone = 'Europe/Paris'
const look: Look = { space, commands: [], words, now, locale: 'en', zone }

const linesOf = (card: Card, how: 'post' | 'edit' | 'private' = 'post', on = look) => {
  const payload = renderMessage(card, on, how)
  expect(problemsOf('message', payload)).toEqual([])
  return readable(payload, { locale: on.locale, zone, now })
}
const written = (text: Card['text'] & {}, how: 'post' | 'private' = 'post') =>
  renderMessage({ text }, look, how).content

const suppressed = 1 << 2
const modern = 1 << 15
const nobody = { parse: [], users: [], replied_user: false }
const button = (label: string, input: Record<string, string> = {}) => ({ label, command: 'help', input })

describe('a card on Discord', () => {
  it('is content where it is text alone, and a frame in its colour where it is more', () => {
    expect(renderMessage({ text: '02:52 *logged*' }, look, 'post')).toEqual({
      content: '02:52 \\*logged\\*',
      components: [],
      flags: suppressed,
      allowed_mentions: nobody,
    })
    expect(renderMessage({ tone: 'red', title: 'INC-1', text: 'Spam' }, look, 'private')).toEqual({
      components: [
        { type: 17, accent_color: 0xd83c3e, components: [{ type: 10, content: '### INC-1\nSpam' }] },
      ],
      flags: modern,
      allowed_mentions: nobody,
    })
  })

  it('is made of components when it is edited, whatever it was and has become', () => {
    const edited = { content: null, embeds: [], flags: modern, allowed_mentions: nobody }
    expect(renderMessage({ text: 'Posted' }, look, 'edit')).toEqual({
      ...edited,
      components: [{ type: 10, content: 'Posted' }],
    })
    expect(renderMessage({ title: 'Due', text: 'now' }, look, 'edit')).toMatchObject({
      ...edited,
      components: [{ type: 17 }],
    })
    expect(renderMessage({}, look, 'edit').components).toEqual([
      { type: 10, content: "There's nothing to show here." },
    ])
  })

  it('is made of components where its text or its rows have no room in content', () => {
    expect(renderMessage({ text: 'x'.repeat(2000) }, look, 'post').flags).toBe(suppressed)
    expect(renderMessage({ text: 'x'.repeat(2001) }, look, 'post').flags).toBe(modern)
    const menu = (nth: number) => ({ ...button(`M${nth}`), choices: [{ label: 'one', input: { a: '1' } }] })
    const menus = Array.from({ length: 6 }, (_, nth) => menu(nth))
    expect(renderMessage({ text: 'x', buttons: menus }, look, 'post').flags).toBe(modern)
  })

  it("tells times in Discord's words", () => {
    const day = 86_400_000
    const told = (['date', 'day', 'time', 'both', 'short', 'ago'] as const).map((as) => ({ time: now, as }))
    expect(written(told)).toBe(
      ['D', 'd', 't', 'F', 't', 'R'].map((style) => `<t:${now / 1000}:${style}>`).join(''),
    )
    expect(written([{ time: now + day, as: 'short' }])).toBe(`<t:${(now + day) / 1000}:f>`)
    expect(written([{ time: -1, as: 'both' }])).toBe('Thursday 1 January 1970, 00:59')
  })

  it('mentions people only where a post notifies them, on a line of its own where no text named them', () => {
    const anna = { platform: 'discord' as const, space, id: '200000000000000001' }
    const card: Card = { title: 'Due', text: [{ account: anna, name: 'anna' }, ', now'], notify: [anna] }
    expect(linesOf(card)).toEqual(['Due', `<@${anna.id}>, now`])
    expect(linesOf({ ...card, text: 'Now' })).toEqual(['Due', `<@${anna.id}>`, 'Now'])
    expect(linesOf({ text: 'Now', notify: [anna, anna] })).toEqual([`<@${anna.id}>`, 'Now'])
    expect(linesOf({ ...card, notify: [{ ...anna, space: '100000000000000002' }] })).toEqual([
      'Due',
      '@anna, now',
    ])
    expect(linesOf(card, 'private')).toEqual(['Due', '@anna, now'])
    expect(renderMessage(card, look, 'post').allowed_mentions.users).toEqual([anna.id])
    expect(renderMessage(card, look, 'private').allowed_mentions.users).toEqual([])
  })

  it('names channels and threads of the server, and writes commands as they are typed there', () => {
    const place = { platform: 'discord' as const, space, channel: '400000000000000001' }
    const text = [
      { place, name: 'help' },
      ' ',
      { place: { ...place, thread: '400000000000000002' }, name: 'help' },
      ' ',
      { place, name: '@anna' },
      ' ',
      { place: { ...place, platform: 'slack' as const }, name: 'help' },
      ' ',
      { command: '/incident list' },
    ]
    expect(written(text)).toBe('<#400000000000000001> <#400000000000000002> @anna #help `/incident list`')
  })

  it.each([
    ['@everyone and @here', '@\u200beveryone and @\u200bhere'],
    ['<@200000000000000001> <@&3> <#4> <:lol:5> <t:6:R>', null],
    ['**b** _i_ ~~s~~ ||x|| `c` \\', '\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ \\|\\|x\\|\\| \\`c\\` \\\\'],
    ['# h\n-# s\n- l\n+ p\n10) n\n> q', '\\# h\n\\-# s\n\\- l\n\\+ p\n10\\) n\n\\> q'],
    ['C# is -1 + 2.5 (or 3)', 'C# is -1 + 2.5 (or 3)'],
    ['https://evil.example and discord.gg/evil', 'https\\://evil.example and discord\\.gg/evil'],
    [':smile: at 12:30', '\\:smile: at 12:30'],
    ['[bank](https://evil.example)', null],
  ])('shows %j as it was typed', (typed, expected) => {
    expect(readable(renderMessage({ text: typed }, look, 'post'), look).join('\n')).toBe(typed)
    if (expected !== null) expect(written(typed)).toBe(expected)
  })

  it('sees across pieces, and keeps its own marks apart from what stands beside them', () => {
    expect(written(['@', 'everyone', { code: '@here' }])).toBe('@\u200beveryone`@\u200bhere`')
    expect(written(['https:', '//evil.example'])).toBe('https\\://evil.example')
    expect(written([{ bold: 'a*' }, '*', { bold: [' b\n', '# c '] }])).toBe('**a\\***\\* **b**\n**\\# c** ')
    expect(written([{ code: 'a`b' }, ' ', { code: ' ' }, { code: 'x\ny' }])).toBe('a\\`b ` x`\n`y`')
  })

  it.each([
    ['https://example.com/a', 'the draft', '[the draft](<https://example.com/a>)'],
    ['https://example.com/a', '', '<https://example.com/a>'],
    ['https://example.com/a', 'example.com', '<https://example.com/a>'],
    ['https://evil.example/a', 'bank.example', '<https://evil.example/a>'],
    ['https://evil.example/a', 'see https://bank.example', '<https://evil.example/a>'],
    ['https://evil.example/a', 'bank。example', '<https://evil.example/a>'],
    ['https://example.com/a', 'capture.png', '[capture.png](<https://example.com/a>)'],
    ['https://example.com/a', '*the* draft', '\\*the\\* draft (<https://example.com/a>)'],
    ['https://example.com/a)b', 'the draft', '[the draft](<https://example.com/a%29b>)'],
    ['https://example.com/@everyone', 'them', '[them](<https://example.com/%40everyone>)'],
    ['mailto:anna@example.com', 'anna@example.com', '<anna@example.com>'],
    ['mailto:anna@example.com', 'Anna', 'Anna (<anna@example.com>)'],
  ])('links to %s as %j', (link, text, expected) => {
    expect(written([{ link, text }])).toBe(expected)
  })

  it.each([
    'javascript:alert(1)',
    'discord://-/channels/1',
    'https://bank.example@evil.example/',
    'data:text/html,x',
    'nowhere',
  ])('shows %s as it is, without a link', (link) => {
    const payload = renderMessage({ text: [{ link, text: 'here' }] }, look, 'post')
    expect(readable(payload, look)).toEqual([`here (${link})`])
    expect(payload.content).not.toMatch(/[^\\]<|[^\\]:\/\//)
  })

  it('shortens a list to what is left and the command that shows it, and cuts no line of it', () => {
    const lines = Array.from(
      { length: 500 },
      (_, nth) => `INC-${nth} · spam · high · @mod_est, since yesterday`,
    )
    const card: Card = {
      title: 'Open',
      sections: [
        { title: 'All', lines, more: { count: 20, command: '/incident list page:2' } },
        { title: 'Then', lines: ['the next', 'and the last'] },
      ],
    }
    const read = linesOf(card)
    const shown = read.filter((line) => line.startsWith('INC-'))
    expect(shown).toEqual(lines.slice(0, shown.length))
    expect(shown.length).toBeGreaterThan(60)
    const more = `+${520 - shown.length} more · /incident list page:2`
    expect(read).toEqual(['Open', '---', 'All', ...shown, more, '---', 'Then', 'the next', 'and the last'])
    const french = linesOf({ ...card, for: { locale: 'fr', zone, sees: 'team' } })
    expect(french.some((line) => /^\+\d+ autres · \/incident list page:2$/.test(line))).toBe(true)
  })

  it('cuts a line only where it alone is too long', () => {
    const [first, ...rest] = linesOf({ sections: [{ lines: ['word_ '.repeat(2000), 'second'] }] })
    expect(first).toMatch(/^word_ .*…$/)
    expect(rest).toEqual(['+1 more'])
    expect(linesOf({ sections: [{ lines: ['word_ '.repeat(400), 'second'] }] })[1]).toBe('second')
  })

  it('counts the lines of the sections that have no room', () => {
    const section = { title: 'A day', lines: ['one '.repeat(40), 'two'], buttons: [button('Open')] }
    const read = linesOf({ sections: Array.from({ length: 80 }, () => section) })
    const days = read.filter((line) => line === 'A day').length
    expect(days).toBeGreaterThan(10)
    expect(read.at(-1)).toMatch(/^\+\d+ more$/)
    const hidden = read
      .filter((line) => line.startsWith('+'))
      .map((line) => Number.parseInt(line.slice(1), 10))
    const shown = read.filter((line) => /^one|^two/.test(line)).length
    expect(hidden.reduce((sum, each) => sum + each, shown)).toBe(160)
  })

  it('has up to 25 buttons, five a row, with menus below, and presses instead of a menu that is too large', () => {
    const buttons = Array.from({ length: 60 }, (_, nth) => button(`B${nth}`, { ref: String(nth) }))
    expect(linesOf({ title: 'x', buttons })).toEqual([
      'x',
      ...[0, 5, 10, 15, 20].map((from) =>
        buttons
          .slice(from, from + 5)
          .map(({ label }) => `[${label}]`)
          .join(' '),
      ),
    ])
    const short = { ...button('Later'), choices: [{ label: 'now', input: { until: '1h' } }] }
    expect(linesOf({ text: 'x', buttons: [button('A'), short, button('B')] })).toEqual([
      'x',
      '[A] [B]',
      '[Later: now]',
    ])
    const long = {
      ...button('Later'),
      choices: [{ label: 'now', input: { a: 'x'.repeat(60), b: 'y'.repeat(40) } }],
    }
    expect(linesOf({ text: 'x', buttons: [long] })).toEqual(['x'])
    const longish = {
      ...button('Later', { ref: 'x'.repeat(81) }),
      choices: [{ label: 'now', input: { ref: '1' } }],
    }
    expect(linesOf({ text: 'x', buttons: [longish] })).toEqual(['x', '[Later: now]'])
  })

  it("keeps a card's own buttons where those of its sections take all the room", () => {
    const section = { lines: ['x'], buttons: [button('A'), button('B'), button('C')] }
    const read = linesOf({
      title: 'x',
      sections: Array.from({ length: 20 }, () => section),
      buttons: [button('Own')],
    })
    expect(read.at(-1)).toBe('[Own]')
    expect(read.filter((line) => line === 'x').length).toBe(21)
    expect(read.filter((line) => line.includes('[C]')).length).toBeGreaterThan(4)
  })

  it('puts its parts in one order', () => {
    const card: Card = {
      footer: 'the foot',
      buttons: [button('Last')],
      image: { png: new Uint8Array(), alt: 'a picture' },
      sections: [{ title: 'A part', lines: ['of it'], buttons: [button('Its own')] }],
      fields: [{ name: 'Owner', value: 'nobody\nyet' }],
      text: 'the text',
      title: 'the title',
    }
    expect(linesOf(card)).toEqual([
      ...[
        'the title',
        'the text',
        'Owner: nobody',
        '• yet',
        '---',
        'A part',
        'of it',
        '[Its own]',
        '[a picture]',
      ],
      ...['[Last]', 'the foot'],
    ])
    expect(textsOf(renderMessage(card, look, 'post')).at(-1)).toBe('-# the foot')
  })
})

describe('a press on Discord', () => {
  it('is written short, and read back', () => {
    const press = { command: 'incident note', input: { ref: '212', text: 'a+b = 100 % & été ?\n' } }
    expect(encodePress(press, 3)).toBe('p/3/incident+note?ref=212&text=a%2Bb+%3D+100+%25+%26+été+%3F%0A')
    expect(decodePress(encodePress(press, 3) ?? '')).toEqual(press)
    expect(encodePress({ ...press, input: { text: 'x'.repeat(90) } }, 3)).toBe(undefined)
    expect(encodePress({ ...press, input: { text: '\ud83d' } }, 3)).toBe(undefined)
  })

  it('carries its server in a direct conversation, where Discord does not say it', () => {
    const card: Card = {
      text: 'Answer',
      buttons: [
        button('Done', { ref: '212' }),
        { ...button('Later'), choices: [{ label: '1 h', input: { until: '1h' } }] },
      ],
    }
    const { components } = renderMessage(card, { ...look, direct: true }, 'post')
    const [done, later] = componentsIn(components).filter(({ custom_id }) => custom_id !== undefined)
    expect(done?.custom_id).toBe(`p/1.${BigInt(space).toString(36)}/help?ref=212`)
    expect(decodePress(String(done?.custom_id))).toEqual({ command: 'help', input: { ref: '212' }, space })
    expect(decodePress(String(later?.custom_id), ['?until=1h'])).toEqual({
      command: 'help',
      input: { until: '1h' },
      space,
    })
  })

  it('is not a menu without what was chosen', () => {
    expect(decodePress('m/1/help')).toBe(undefined)
    expect(decodePress('m/1/help', ['?a=1', '?b=2'])).toBe(undefined)
    expect(decodePress('m/1/help?a=1', ['?b=2'])).toEqual({ command: 'help', input: { a: '1', b: '2' } })
  })
})
