import { describe, expect, it } from 'vitest'
import type { Look } from '../../../src/adapters/slack/inline.ts'
import { renderMessage, renderView } from '../../../src/adapters/slack/render.ts'
import type { Card } from '../../../src/core/card.ts'
import { words } from '../../test-house.ts'
import { readable } from './readable.ts'

const team = 'T1'
const now = Temporal.Instant.from('2027-03-11T07:00:00Z').epochMilliseconds
const look: Look = { space: team, command: '/vigie', words, now, locale: 'en', zone: 'Europe/Paris' }

const lineOf = (card: Card, how: 'post' | 'private' = 'post') =>
  readable(renderMessage(card, look, how).blocks).join('\n')

describe('a card on Slack', () => {
  it('has a header where its title is words that fit, and bold text where it is more', () => {
    const [words] = renderMessage({ title: 'INC-1', tone: 'amber' }, look, 'post').blocks
    expect(words).toEqual({ type: 'header', text: { type: 'plain_text', text: '🟠 INC-1', emoji: false } })
    const [timed] = renderMessage(
      { title: ['Due ', { time: now, as: 'time' }], tone: 'quiet' },
      look,
      'post',
    ).blocks
    const date = {
      type: 'date',
      timestamp: now / 1000,
      format: '{time}',
      fallback: '08:00',
      style: { bold: true },
    }
    expect(timed).toMatchObject({
      elements: [{ elements: [{ type: 'text', text: 'Due ', style: { bold: true } }, date] }],
    })
    const [long] = renderMessage({ title: 'word '.repeat(2000) }, look, 'post').blocks
    expect(long?.type).toBe('rich_text')
    expect(readable([long ?? { type: 'divider' }])[0]?.length).toBeLessThanOrEqual(301)
  })

  it("tells times in Slack's words, and in the reader's own words where Slack has none", () => {
    const card: Card = {
      for: { locale: 'fr', zone: 'America/New_York', sees: 'team' },
      text: ['Avant ', { time: now, as: 'both' }],
    }
    const { blocks, text } = renderMessage(card, look, 'post')
    expect(JSON.stringify(blocks)).toContain('{day_divider_pretty}, {time}')
    expect(readable(blocks)).toEqual(['Avant jeudi 11 mars, 02:00'])
    expect(text).toBe('Avant jeudi 11 mars, 02:00\nHeures du fuseau America/New_York.')
    expect(renderMessage({ text: ['In ', { time: now + 60_000, as: 'ago' }] }, look, 'post').blocks).toEqual([
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'In in 1 minute' }] }],
      },
    ])
  })

  it('lets a date begin with a capital at the head of a line alone', () => {
    const date = { time: now + 86_400_000, as: 'date' as const }
    const { blocks } = renderMessage({ text: [date, ' or by ', { bold: [date] }, ',\n', date] }, look, 'post')
    const formats = [...JSON.stringify(blocks).matchAll(/"format":"(.*?)"/g)].map(([, format]) => format)
    expect(formats).toEqual(['{day_divider_pretty}', '\u200b{day_divider_pretty}', '{day_divider_pretty}'])
  })

  it('says the summary in the notification, and escapes what Slack would read', () => {
    const card: Card = { title: 'INC-1', summary: 'RED <!channel> & more' }
    expect(renderMessage(card, look, 'post').text).toBe('RED &lt;!channel&gt; &amp; more')
    expect(
      renderMessage({ buttons: [{ label: 'Yes', command: 'help', input: {} }] }, look, 'post').text,
    ).toBe('Yes')
    expect(renderMessage({}, look, 'post')).toEqual({
      text: "There's nothing to show here.",
      blocks: renderView({ text: "There's nothing to show here." }, look),
    })
    expect(renderMessage({ text: '&'.repeat(5000) }, look, 'post').text.length).toBeLessThanOrEqual(1500)
  })

  it('mentions people only where a post notifies them, on a line of its own where no text named them', () => {
    const anna = { platform: 'slack' as const, space: team, id: 'U1' }
    const card: Card = { title: 'Due', text: [{ account: anna, name: 'anna' }, ', now'], notify: [anna] }
    expect(lineOf(card)).toBe('Due\n<@U1>, now')
    expect(lineOf({ ...card, text: 'Now' })).toBe('Due\n<@U1>\nNow')
    expect(lineOf({ ...card, notify: [{ ...anna, space: 'T2' }] })).toBe('Due\n@anna, now')
    expect(lineOf(card, 'private')).toBe('Due\n@anna, now')
    expect(readable(renderView(card, look)).join('\n')).toBe('Due\n@anna, now')
  })

  it('names channels of the workspace, and writes commands as they are typed there', () => {
    const place = { platform: 'slack' as const, space: team, channel: 'C1' }
    const text = [
      { place, name: 'help' },
      ' ',
      { place: { ...place, channel: 'D1' }, name: '@anna' },
      ' ',
      { place: { ...place, platform: 'discord' as const }, name: 'help' },
      ' ',
      { command: '/incident list' },
    ]
    expect(lineOf({ text })).toBe('<#C1> @anna #help /vigie incident list')
  })

  it.each([
    ['https://example.com/a', 'the draft', 'the draft'],
    ['https://example.com/a', '', 'https://example.com/a'],
    ['https://example.com/a', 'example.com', 'example.com'],
    ['https://example.com/a', 'https://example.com/…', 'https://example.com/…'],
    ['https://evil.example/a', 'bank.example', 'https://evil.example/a'],
    ['https://evil.example/a', 'see https://bank.example', 'https://evil.example/a'],
    ['https://evil.example/a', 'bank。example', 'https://evil.example/a'],
    ['https://bank.example.evil.example/', 'bank.example', 'https://bank.example.evil.example/'],
    ['https://example.com/a', 'capture.png', 'capture.png'],
    ['mailto:anna@example.com', 'anna@example.com', 'anna@example.com'],
  ])('links to %s as %j saying %s', (link, text, said) => {
    const { blocks } = renderMessage({ text: [{ link, text }] }, look, 'post')
    expect(blocks).toEqual([
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: link, text: said }] }],
      },
    ])
  })

  it.each([
    'javascript:alert(1)',
    'slack://open',
    'https://bank.example@evil.example/',
    'data:text/html,x',
    'nowhere',
  ])('shows %s as it is, without a link', (link) => {
    const { blocks } = renderMessage({ text: [{ link, text: 'here' }] }, look, 'post')
    expect(readable(blocks)).toEqual([`here (${link})`])
    expect(JSON.stringify(blocks)).not.toContain('"link"')
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
    const read = lineOf(card).split('\n')
    const shown = read.filter((line) => line.startsWith('INC-'))
    expect(shown).toEqual(lines.slice(0, shown.length))
    expect(shown.length).toBeGreaterThan(100)
    const more = `+${520 - shown.length} more · /vigie incident list page:2`
    expect(read).toEqual(['Open', 'All', ...shown, more, 'Then', 'the next', 'and the last'])
  })

  it('cuts a line only where it alone is too long', () => {
    const [first, ...rest] = lineOf({ sections: [{ lines: ['word '.repeat(2000), 'second'] }] }).split('\n')
    expect(first).toMatch(/^word .* wo?r?d?…$/)
    expect(rest).toEqual(['second'])
  })

  it('counts the lines of the sections that have no room', () => {
    const section = {
      title: 'A day',
      lines: ['one', 'two'],
      buttons: [{ label: 'Open', command: 'help', input: {} }],
    }
    const read = lineOf({ sections: Array.from({ length: 80 }, () => section) }).split('\n')
    const days = read.filter((line) => line === 'A day').length
    expect(days).toBeGreaterThan(10)
    expect(read.slice(0, 4)).toEqual(['A day', 'one', 'two', '[Open]'])
    expect(read.at(-1)).toBe(`+${(80 - days) * 2} more`)
  })

  it('makes a numbered list of lines that count themselves, in one piece or several', () => {
    const lines = Array.from({ length: 30 }, (_, nth) => `${nth + 1}. INC-${nth}\n${'word '.repeat(40)}`)
    const { blocks } = renderMessage({ sections: [{ title: 'To decide', lines }] }, look, 'post')
    expect(blocks.length).toBeGreaterThan(1)
    expect(JSON.stringify(blocks)).toContain('"style":"ordered","offset":')
    expect(readable(blocks)).toEqual(['To decide', ...lines.flatMap((line) => line.split('\n'))])
  })

  it('has as many buttons as fit, 25 a row, and presses instead of a menu that is too large', () => {
    const buttons = Array.from({ length: 60 }, (_, nth) => ({
      label: `B${nth}`,
      command: 'help',
      input: { ref: String(nth) },
    }))
    const { blocks } = renderMessage({ title: 'x', buttons }, look, 'post')
    expect(readable(blocks)).toEqual([
      'x',
      ...[0, 25, 50].map((from) =>
        buttons
          .slice(from, from + 25)
          .map(({ label }) => `[${label}]`)
          .join(' '),
      ),
    ])
    const choices = [{ label: 'now', input: { text: 'x'.repeat(200) } }]
    expect(lineOf({ buttons: [{ label: 'Later', command: 'help', input: {}, choices }] })).toBe(
      '[Later: now]',
    )
  })

  it('puts its parts in one order', () => {
    const button = (label: string) => ({ label, command: 'help', input: {} })
    const card: Card = {
      footer: 'the foot',
      buttons: [button('Last')],
      image: { png: new Uint8Array(), alt: 'a picture' },
      sections: [{ title: 'A part', lines: ['of it'], buttons: [button('Its own')] }],
      fields: [{ name: 'Owner', value: 'nobody' }],
      text: 'the text',
      title: 'the title',
    }
    expect(lineOf(card).split('\n')).toEqual([
      'the title',
      'the text',
      'Owner: nobody',
      'A part',
      'of it',
      '[Its own]',
      '[a picture]',
      '[Last]',
      'the foot',
    ])
  })
})
