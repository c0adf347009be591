import { stripVTControlCharacters } from 'node:util'
import type { Button, Card } from '../../core/card.ts'
import type { MessageRef } from '../../core/chat.ts'
import { dayOf, writeDate, writeTime } from '../../core/dates.ts'
import type { Locale, Place } from '../../core/person.ts'
import { handle, safeLine } from '../../core/safe.ts'
import type { Values } from '../../core/text.ts'
import type { Words } from '../../core/words.ts'
import { type Buttons, letters } from './buttons.ts'
import { type Look, writeText } from './inline.ts'
import type { Messages } from './messages.ts'
import type { Paint } from './paint.ts'
import { linesOf, type Rendered, render } from './render.ts'
import type { Terminal } from './terminal.ts'
import { wrap } from './width.ts'

/** The widest that prose is set, in cells. */
const widest = 80

/** What a screen is made of. `reader` is who sits there; times are told in their zone where a card names no other. */
interface ScreenParts {
  terminal: Pick<Terminal, 'write' | 'width'>
  paint: Paint
  words: Words
  buttons: Buttons
  messages: Messages
  now(): number
  reader(): { locale: Locale; zone: string }
}

/** Prints what the bot says, one block at a time, each followed by an empty line. */
export function createScreen({ terminal, paint, words, buttons, messages, now, reader }: ScreenParts) {
  let day = dayOf(now(), reader().zone)

  const look = (indent = 0): Look => {
    const { locale, zone } = reader()
    const width = Math.max(20, Math.min(widest, terminal.width()) - indent)
    return { paint, width, locale, zone, now: now(), t: words.t(locale) }
  }

  const print = (lines: readonly string[], after = '\n') => terminal.write(`${lines.join('\n')}\n${after}`)

  /** Prints a card that answers whoever typed. */
  const answer = (card: Card) => print(linesOf(render(card, look(), (button) => buttons.number(button))))

  /** Prints a sentence of the terminal's own, from the locales. */
  function say(key: string, values?: Values) {
    const own = look()
    print(wrap(writeText(own.t(key, values), own), own.width))
  }

  /** Prints the choices of a menu, lettered. */
  function menu(number: number, { label, choices = [] }: Button) {
    const lines = choices.map(
      (choice, index) => `${paint.key(`[${number}${letters[index] ?? ''}]`)} ${safeLine(choice.label)}`,
    )
    print([safeLine(label), ...lines])
  }

  /** Prints a message that arrives somewhere. */
  function arrive(ref: MessageRef, card: Card) {
    const rendered = draw(card, ref)
    keep(ref, rendered)
    // Whoever is written to directly need not be told that it is for them.
    const others = (card.notify ?? []).filter(({ id }) => ref.place.channel !== `@${id}`)
    const notified = others.map(({ id }) => handle(id)).join(', ')
    print([
      heading(notified === '' ? 'console.arrived' : 'console.arrivedFor', ref.place, { names: notified }),
      ...indented(linesOf(rendered)),
    ])
  }

  /** Prints what changed on a message that was shown: its first line, and the lines that are new. */
  function change(ref: MessageRef, card: Card) {
    const before = messages.get(ref.id)
    const rendered = draw(card, ref)
    keep(ref, rendered)
    const lines = linesOf(rendered)
    if (before?.lines.join('\n') === lines.join('\n')) return
    // A column that only grew wider is nothing new.
    const known = new Set(before?.lines.map(narrow))
    const fresh = lines.filter((line, index) => index === 0 || (line !== '' && !known.has(narrow(line))))
    print([heading('console.changed', ref.place), ...indented(before === undefined ? lines : fresh)])
  }

  /** What stands before a line that is typed: who and where, with the time where it is simulated. */
  function prompt(who: string, at: Place, timed: boolean): string {
    const { locale, zone } = reader()
    const time = timed ? `${writeTime(now(), locale, zone)} ` : ''
    const where = at.channel.startsWith('@') ? '' : ` ${safeLine(messages.nameOf(at))}`
    return `${paint.dim(time)}${paint.key(handle(who) + where)} › `
  }

  const draw = (card: Card, ref: MessageRef): Rendered =>
    render(card, look(2), (button) => buttons.number(button, ref))

  const keep = (ref: MessageRef, rendered: Rendered) =>
    messages.keep({ ref, title: stripVTControlCharacters(rendered.body[0] ?? ''), lines: linesOf(rendered) })

  function heading(key: string, place: Place, values: Values = {}): string {
    const own = look()
    const { locale, zone, t } = own
    const time = writeTime(now(), locale, zone)
    const name = [{ command: messages.nameOf(place) }]
    return `${newDay(locale, zone)}${writeText(t(key, { ...values, time, place: name }), own)}`
  }

  /** Takes note that whoever types knows what day it is. */
  function today(): void {
    day = dayOf(now(), reader().zone)
  }

  /** Names the day where it is no longer the one before. */
  function newDay(locale: Locale, zone: string): string {
    const before = day
    day = dayOf(now(), zone)
    return day.equals(before) ? '' : `${paint.bold(writeDate(now(), locale, zone, now()))}\n`
  }

  return { answer, say, menu, arrive, change, prompt, print, look, today }
}

export type Screen = ReturnType<typeof createScreen>

const indented = (lines: readonly string[]) => lines.map((line) => (line === '' ? '' : `  ${line}`))

const narrow = (line: string) => line.replace(/ +/g, ' ')
