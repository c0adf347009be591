import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Look } from '../../../src/adapters/slack/inline.ts'
import { surfaces } from '../../../src/adapters/slack/limits.ts'
import { decodePress } from '../../../src/adapters/slack/press.ts'
import { renderMessage, renderView } from '../../../src/adapters/slack/render.ts'
import { problemsOf } from '../../standins/slack/limits.ts'
import { words } from '../../test-house.ts'
import { button, cards, now } from './hostile-cards.ts'
import { readable } from './readable.ts'

const look: Look = { space: 'T1', command: '/vigie', words, now, locale: 'en', zone: 'Europe/Paris' }

/** All objects in a payload, at any depth. */
function* objects(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const each of value) yield* objects(each)
  else if (typeof value === 'object' && value !== null) {
    yield value as Record<string, unknown>
    for (const each of Object.values(value)) yield* objects(each)
  }
}

const all = (value: unknown) => [...objects(value)]

/** Tells whether an object shows a string in any other way than as it is, or mentions somebody but these. */
const breaks =
  (ids: readonly string[]) =>
  (it: Record<string, unknown>): boolean => {
    switch (it.type) {
      case undefined:
      case 'header':
      case 'rich_text':
      case 'rich_text_section':
      case 'rich_text_list':
      case 'text':
      case 'date':
      case 'context':
      case 'actions':
      case 'button':
      case 'static_select':
        return false
      case 'plain_text':
        return it.emoji !== false
      case 'link':
        return !/^(https?:\/\/|mailto:)/.test(String(it.url))
      case 'channel':
        return !/^[CG]\d$/.test(String(it.channel_id))
      case 'user':
        return !ids.includes(String(it.user_id))
      default:
        return true
    }
  }
const runs = { numRuns: 300 }

describe('any card, rendered for Slack', () => {
  it('fits every surface, however much it holds', () => {
    fc.assert(
      fc.property(cards, (card) => {
        for (const how of ['post', 'private'] as const) {
          const message = renderMessage(card, look, how)
          expect(problemsOf('message', message)).toEqual([])
          expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(surfaces.message.cost)
          expect(message.text.trim()).not.toBe('')
          expect(message.text.length).toBeLessThanOrEqual(1500)
        }
        const blocks = renderView(card, look)
        expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(surfaces.view.cost)
        expect(problemsOf('home', { type: 'home', blocks })).toEqual([])
        const title = { type: 'plain_text', text: 'Vigie' }
        expect(problemsOf('modal', { type: 'modal', title, blocks })).toEqual([])
      }),
      runs,
    )
  })

  it('holds what people wrote in literal text alone, and mentions only whom it notifies', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const asked = (card.notify ?? []).filter(
          ({ platform, space }) => platform === 'slack' && space === 'T1',
        )
        const ids = asked.map(({ id }) => id)
        expect(all(renderMessage(card, look, 'post').blocks).filter(breaks(ids))).toEqual([])
        expect(all(renderMessage(card, look, 'private').blocks).filter(breaks([]))).toEqual([])
        expect(all(renderView(card, look)).filter(breaks([]))).toEqual([])
      }),
      runs,
    )
  })

  it('shows no control characters, no halves of a character, and in a notification words alone', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const { blocks, text } = renderMessage(card, look, 'post')
        const read = readable(blocks).join('\n')
        expect(read.isWellFormed() && text.isWellFormed()).toBe(true)
        expect(read + text).not.toMatch(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}]/u)
        expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
      }),
      runs,
    )
  })

  it('gives each press back what the button said', () => {
    let pressed = 0
    fc.assert(
      fc.property(fc.array(button, { maxLength: 12 }), (some) => {
        const { blocks } = renderMessage({ title: 'x', buttons: some }, look, 'post')
        const meant = some.flatMap(({ choices = [], command, input: base }) =>
          (choices.length === 0 ? [{ input: {} }] : choices).map((choice) => ({
            command,
            input: { ...base, ...choice.input },
          })),
        )
        for (const it of all(blocks)) {
          if (typeof it.action_id !== 'string') continue
          const options = (it.options ?? [undefined]) as ({ value: string } | undefined)[]
          for (const option of options) {
            const action = {
              action_id: it.action_id,
              value: it.value as string | undefined,
              selected_option: option,
            }
            expect(meant).toContainEqual(decodePress(action))
            pressed += 1
          }
        }
      }),
      runs,
    )
    expect(pressed).toBeGreaterThan(500)
  })

  it('reads nothing out of an action it did not write', () => {
    const id = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'press/1/',
        'press/x/incident show',
        'menu/1/[]',
        'menu/1/["a"]',
        'menu/1/["a",{"b":1}]',
        'menu/1/["a",{}]',
      ),
    )
    const value = fc.oneof(
      fc.string(),
      fc.constant(undefined),
      fc.constantFrom('null', '[]', '1', '{"a":1}', '{"a":null}', '{'),
    )
    fc.assert(
      fc.property(id, value, value, (action_id, given, chosen) => {
        const selected_option = chosen === undefined ? null : { value: chosen }
        expect(decodePress({ action_id, value: given, selected_option })).toBe(undefined)
      }),
      runs,
    )
  })
})
