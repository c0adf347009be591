import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { marked } from '../../../src/adapters/slack/markup.ts'
import { typedLine } from '../../../src/adapters/slack/typed.ts'
import { personKind } from '../../../src/args/kind-people.ts'
import { placeKind } from '../../../src/args/kind-place.ts'
import { textKind } from '../../../src/args/kind-text.ts'
import { tokens } from '../../../src/bot/tokens.ts'
import type { Kind, Reading } from '../../../src/core/args.ts'
import type { Work } from '../../../src/core/work.ts'
import { asPerson, newPerson } from '../../../src/features/people.ts'
import { initialSettings } from '../../../src/features/settings.ts'
import { createTestBot } from '../../test-bot.ts'

const line = (text: string) => typedLine(text, 'T1')

describe('what Slack marks', () => {
  test.each([
    ['member:<@U024BE7LH|nightowl>', 'member:<@slack/T1/U024BE7LH|nightowl>'],
    ['<@W012A3CDE>', '<@slack/T1/W012A3CDE>'],
    ['<@U024BE7LH|>', '<@slack/T1/U024BE7LH>'],
    ['in <#C024BE7LR|help>', 'in <#slack/T1/C024BE7LR|help>'],
    ['<#G024BE7LR|>', '<#slack/T1/G024BE7LR>'],
    ['ask:<!subteam^S012ABCDE|@mods>', 'ask:<&slack/T1/S012ABCDE|mods>'],
    ['link:<https://a.example/x?a=1&amp;b=2|a.example>', 'link:https://a.example/x?a=1&b=2'],
    ['<https://evil.example|https://bank.example>', 'https://evil.example'],
    ['<mailto:anna@a.example|anna@a.example>', 'anna@a.example'],
    ['<!here> <!channel|channel> <!everyone>', '@here @channel @everyone'],
    ['at <!date^1392734382^{date}|18 Feb 2014>', 'at 18 Feb 2014'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['<nothing of ours>', '<nothing of ours>'],
  ])('%s is read as %s', (typed, read) => {
    expect(line(typed)).toBe(read)
  })

  test('a name that would end the mention is left out', () => {
    for (const name of ['a b', 'a&gt;b', 'a|b', 'a,b', 'a"b'])
      expect(line(`<@U024BE7LH|${name}>`)).toBe('<@slack/T1/U024BE7LH>')
  })
})

describe('what phones and other programs put in', () => {
  test.each([
    ['when:demain\u00a09h\u202fprécises', 'when:demain 9h précises'],
    ['a\u200bb\ufeff', 'a b'],
    ['one\r\ntwo\u2028three', 'one\ntwo\nthree'],
    ['what:”Spam wave”', 'what:“Spam wave”'],
    ['what:"Spam wave”', 'what:“Spam wave”'],
    ['what:“Spam wave"', 'what:“Spam wave”'],
    ['„Spam wave” ok', '“Spam wave” ok'],
    ['what:“He said "no" twice” severity:high', 'what:“He said "no" twice” severity:high'],
    ['what:«\u00a0Vague de spam\u00a0»', 'what:« Vague de spam »'],
    ['a 5" screen, d’accord ‘so’', 'a 5" screen, d’accord ‘so’'],
    ['“never closed', '“never closed'],
  ])('%j is read as %j', (typed, read) => {
    expect(line(typed)).toBe(read)
  })

  test('quotes of any shape hold spaces for the grammar', () => {
    for (const [open, close] of ['""', '“”', '””', '"”', '“"', '„”', '„“', '«»']) {
      const [only, ...others] = tokens(line(`what:${open}Spam wave${close}`))
      expect(others).toEqual([])
      expect(only).toMatchObject({ name: 'what', word: 'Spam wave', quoted: true })
    }
  })

  test('a pasted line break stays inside quotes and between words', () => {
    const [what, next] = tokens(line('what:"one\r\ntwo" \r\nthree'))
    expect(what?.word).toBe('one\ntwo')
    expect(next).toMatchObject({ word: 'three', gap: '\n' })
  })
})

describe('for every text', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '<',
      '>',
      '|',
      '<@',
      '<#C',
      '<!',
      '&amp;',
      '&lt;',
      '"',
      '“',
      '”',
      '„',
      ' ',
      ':',
      ',',
      '\n',
      '<@U1|a>',
    ),
  )
  const typed = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''))

  test('nothing throws, and there are no spaces but plain ones', () => {
    fc.assert(
      fc.property(typed, (text) => {
        expect(line(text)).not.toMatch(/[\u00a0\u200b\u202f\u2028\u2029\ufeff\r]/)
      }),
    )
  })

  test('what was read once is read the same again, unless it holds an escaped character', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const once = line(text)
        fc.pre(!/&(?:amp|lt|gt);/.test(once) && marked(once).every((it) => 'words' in it))
        expect(line(once)).toBe(once)
      }),
    )
  })
})

describe('a mention', () => {
  const id = fc.stringMatching(/^[A-Z0-9]{8,12}$/)
  const name = fc.oneof(fc.stringMatching(/^[a-z0-9._-]{0,20}$/), fc.string({ maxLength: 20 }))
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

  async function reading() {
    const bot = await createTestBot()
    const account = { platform: 'slack', space: 'T1', id: 'U0' } as const
    const settings = initialSettings({ zone: 'Europe/Paris', locale: 'en' })
    const by = asPerson(newPerson('anna', account, 'anna', 'cm'), settings)
    const here = { platform: 'slack', space: 'T1', channel: 'C0' } as const
    const at = (use: Work): Reading => ({ ...by, by, here, now: use.now, words: use.house.words })
    return (kind: Kind, words: string) => bot.look((use) => kind.read(words, at(use), use))
  }

  test('of a person is one word, which reads back as that person', async () => {
    const read = await reading()
    await fc.assert(
      fc.asyncProperty(id, name, async (user, said) => {
        const typed = line(`member:<@U${user}|${escaped(said)}> next`)
        const [member, next] = tokens(typed)
        expect(next?.word).toBe('next')
        const found = await read(personKind, member?.word ?? '')
        expect('value' in found && JSON.parse(found.value)).toMatchObject({
          account: { platform: 'slack', space: 'T1', id: `U${user}` },
        })
      }),
      { numRuns: 60 },
    )
  })

  test('of a channel is one word, which reads back as that channel', async () => {
    const read = await reading()
    await fc.assert(
      fc.asyncProperty(id, name, async (channel, said) => {
        const [place] = tokens(line(`place:<#C${channel}|${escaped(said)}>`))
        const found = await read(placeKind, place?.word ?? '')
        expect('value' in found && JSON.parse(found.value)).toEqual({
          platform: 'slack',
          space: 'T1',
          channel: `C${channel}`,
          name: expect.any(String),
        })
      }),
      { numRuns: 60 },
    )
  })

  test('in a text reads by its name', async () => {
    const read = await reading()
    const typed = line('Spam in <#C024BE7LR|help> by <@U024BE7LH|nightowl>, <!subteam^S012ABCDE|@mods> know')
    expect(await read(textKind, typed)).toEqual({ value: 'Spam in #help by @nightowl, @mods know' })
  })
})
