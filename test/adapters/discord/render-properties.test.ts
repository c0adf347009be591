import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Look } from '../../../src/adapters/discord/inline.ts'
import { decodePress } from '../../../src/adapters/discord/press.ts'
import { type Payload, renderMessage } from '../../../src/adapters/discord/render.ts'
import { writeWhen } from '../../../src/core/dates.ts'
import { placeName } from '../../../src/core/plain.ts'
import { clean, pieces, type Text } from '../../../src/core/text.ts'
import { problemsOf } from '../../standins/discord/limits.ts'
import { componentsIn } from '../../standins/discord/limits-parts.ts'
import { words } from '../../test-house.ts'
import { button, cards, now, space, text } from './hostile-cards.ts'
import { read } from './markdown-reader.ts'
import { readable, textsOf } from './readable.ts'

const zone = 'Europe/Paris'
const look: Look = { space, commands: [], words, now, locale: 'en', zone }
const eyes = { locale: 'en', zone, now } as const
const hows = ['post', 'edit', 'private'] as const
const runs = { numRuns: 300 }

const lines = (text: string) => clean(text.replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n'))
const line = (text: string) =>
  lines(text)
    .split('\n')
    .map((each) => each.trim())
    .join(' ')

/** What a person should read of a text: literally what was typed; names and addresses as such. */
const meant = (it: Text): string =>
  pieces(it)
    .map((piece): string => {
      if (typeof piece === 'string') return lines(piece)
      if ('bold' in piece) return meant(piece.bold)
      if ('code' in piece) return lines(piece.code)
      if ('command' in piece) return `/${line(piece.command).trim().replace(/^\//, '')}`
      if ('account' in piece) return `@${line(piece.name).replace(/^@/, '')}`
      if ('place' in piece) {
        const { channel, platform } = piece.place
        const known = platform === 'discord' && piece.place.space === space && /^\d+$/.test(channel)
        return known && !/^\s*@/.test(lines(piece.name)) ? `<#${channel}>` : placeName(line(piece.name))
      }
      if ('time' in piece) {
        const sure = Math.abs(piece.time) < 8.6e15
        return sure ? line(writeWhen(Math.floor(piece.time), piece.as, 'en', zone, now)) : ''
      }
      return '\ufffc'
    })
    .join('')

/** A text without links, whose words depend on where they lead. */
const unlinked = (it: Text): Text =>
  typeof it === 'string'
    ? it
    : it.map((piece) => {
        if (typeof piece === 'string' || !('link' in piece || 'bold' in piece)) return piece
        return 'bold' in piece ? { bold: unlinked(piece.bold) } : piece.text
      })

const tokensOf = (payload: Payload) => textsOf(payload).flatMap((each) => read(each))

describe('any card, rendered for Discord', () => {
  it('fits a message, however much it holds, and is never empty', () => {
    fc.assert(
      fc.property(cards, fc.constantFrom(...hows), (card, how) => {
        const payload = renderMessage(card, look, how)
        expect(problemsOf('message', payload)).toEqual([])
        expect(payload.content || payload.components.length > 0).toBeTruthy()
        expect(textsOf(payload).every((each) => each.trim() !== '' && each.isWellFormed())).toBe(true)
      }),
      runs,
    )
  })

  it('shows what people wrote as they wrote it', () => {
    fc.assert(
      fc.property(text.map(unlinked), (it) => {
        const expected = meant(it).trim()
        fc.pre(expected.length > 0 && expected.length < 600)
        for (const how of hows)
          expect(
            readable(renderMessage({ text: it }, look, how), eyes)
              .join('\n')
              .trim(),
          ).toBe(expected)
      }),
      { numRuns: 1000 },
    )
  })

  it('formats and links nothing but what the card says, and mentions nobody but whom it notifies', () => {
    const ours = ['text', 'time', 'channel', 'link', 'mail', 'code', 'heading', 'small', 'list', 'user']
    fc.assert(
      fc.property(cards, fc.constantFrom(...hows), (card, how) => {
        const payload = renderMessage(card, look, how)
        const tokens = tokensOf(payload)
        const here = (card.notify ?? []).filter(
          (each) => each.platform === 'discord' && each.space === space && /^\d+$/.test(each.id),
        )
        const asked = how === 'private' ? [] : [...new Set(here.map(({ id }) => id))]
        expect(payload.allowed_mentions).toEqual({ parse: [], users: asked, replied_user: false })
        expect(tokens.filter(({ kind }) => !ours.includes(kind))).toEqual([])
        expect(tokens.flatMap((each) => each.in).filter((style) => style !== 'bold')).toEqual([])
        const users = tokens.filter(({ kind }) => kind === 'user').map(({ target }) => target)
        expect(new Set(users)).toEqual(new Set(asked))
        const links = tokens.filter(({ kind }) => kind === 'link').map(({ target = '' }) => target)
        expect(links.filter((each) => !/^https?:\/\//.test(each) || each.includes('@everyone'))).toEqual([])
        expect(tokens.filter(({ kind }) => kind === 'heading').length).toBeLessThanOrEqual(1)
        expect(textsOf(payload).join('\n')).not.toMatch(/@(everyone|here)/i)
      }),
      runs,
    )
  })

  it('gives each press back what the button said', () => {
    let pressed = 0
    fc.assert(
      fc.property(fc.array(button, { maxLength: 12 }), fc.boolean(), (some, direct) => {
        const { components } = renderMessage({ title: 'x', buttons: some }, { ...look, direct }, 'post')
        const offered = some.flatMap(({ choices = [], command, input: base }) =>
          (choices.length === 0 ? [{ input: {} }] : choices).map((choice) => ({
            command,
            input: { ...base, ...choice.input },
            ...(direct && { space }),
          })),
        )
        for (const it of componentsIn(components)) {
          if (typeof it.custom_id !== 'string') continue
          const options = (it.options ?? [undefined]) as ({ value: string } | undefined)[]
          for (const option of options) {
            expect(offered).toContainEqual(decodePress(it.custom_id, option && [option.value]))
            pressed += 1
          }
        }
      }),
      runs,
    )
    expect(pressed).toBeGreaterThan(500)
  })

  it('reads nothing out of a custom id it did not write', () => {
    const id = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...[
          'p/1/',
          'p//help',
          'p/01/help',
          'q/1/help',
          'p/1/help?',
          'p/1/help?a',
          'p/1/help?a=%',
          'p/1/help?a=b=c',
        ],
        ...[
          'p/1/help?a=%41',
          'p/1/a b',
          'p/1.0/help',
          'p/1.zzzzzzzzzzzzz/help',
          'm/1/help',
          'p/1/help?a=1&a=2',
        ],
      ),
    )
    const values = fc.oneof(
      fc.constant([]),
      fc.array(fc.string(), { maxLength: 2 }),
      fc.constantFrom([''], ['?a'], ['a=b'], ['?a=b', '?c=d']),
    )
    fc.assert(
      fc.property(id, values, (custom, chosen) => {
        expect(decodePress(custom, chosen)).toBe(undefined)
      }),
      runs,
    )
  })
})
