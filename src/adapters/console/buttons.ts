import type { Button } from '../../core/card.ts'
import type { MessageRef } from '../../core/chat.ts'
import type { Form } from '../../core/form.ts'
import { foldWord } from '../../core/text.ts'

/** A button that was shown: `on` is the message it hangs on, absent under an answer; `form` is what it goes on with. */
interface Shown {
  number: number
  button: Button
  on?: MessageRef
  form?: Form
}

/** Which button a person means, the choice of its menu, and the words that were typed after it. */
type Pressed = { shown: Shown; choice?: Choice; rest: string } | { unknown: string }

type Choice = NonNullable<Button['choices']>[number]

/** How many buttons are remembered; older ones can no longer be pressed. */
const remembered = 5000

/** The most words of a label that are looked for. */
const longestLabel = 8

/** Remembers every button of a session under a number of its own, so that a number never changes its meaning. */
export function createButtons() {
  const all = new Map<number, Shown>()
  const onMessage = new Map<string, Shown[]>()
  let last = 0

  /** Returns a button's number; on an edited message a button that stayed keeps its own. */
  function number(button: Button, on?: MessageRef): number {
    const kept = on === undefined ? undefined : onMessage.get(on.id)?.find((it) => isSame(it.button, button))
    if (kept !== undefined) {
      kept.button = button
      return kept.number
    }
    last += 1
    const shown: Shown = { number: last, button, ...(on && { on }) }
    all.set(last, shown)
    if (on !== undefined) onMessage.getOrInsertComputed(on.id, () => []).push(shown)
    forget(all.get(last - remembered))
    return last
  }

  function forget(old: Shown | undefined) {
    if (old === undefined) return
    all.delete(old.number)
    if (old.on === undefined) return
    const left = (onMessage.get(old.on.id) ?? []).filter((it) => it !== old)
    if (left.length > 0) onMessage.set(old.on.id, left)
    else onMessage.delete(old.on.id)
  }

  /** Returns a number under which a form that was not filled in can be taken up again. */
  function keep(form: Form): number {
    const shown = number({ label: form.title, command: '', input: {} })
    const it = all.get(shown)
    if (it !== undefined) it.form = form
    return shown
  }

  /**
   * Reads what follows `/press`: `2`, `2b`, `2 words`, or the label of the latest button that bears it and that
   * `by` can see.
   */
  function find(typed: string, by: string): Pressed {
    const [, digits, letter = '', words = ''] = /^\[?(\d{1,9})([a-z]?)\]?(?:\s+(.*))?$/isu.exec(typed) ?? []
    if (digits === undefined) return named(typed, by)
    const shown = all.get(Number(digits))
    if (shown === undefined) return { unknown: digits }
    if (letter === '') return withChoice(shown, words.trim())
    const choice = shown.button.choices?.[letters.indexOf(letter.toLowerCase())]
    return choice === undefined ? { unknown: digits + letter } : { shown, choice, rest: words.trim() }
  }

  function named(typed: string, by: string): Pressed {
    const seen = [...all.values()].filter(({ on }) => isSeenBy(by, on))
    const [, inQuotes, after = ''] = /^["“«]\s*([^"”»]+?)\s*["”»](?:\s+(.*))?$/su.exec(typed) ?? []
    const words = inQuotes === undefined ? typed.split(/\s+/) : [inQuotes, ...after.split(/\s+/)]
    for (let taken = Math.min(words.length, longestLabel); taken > 0; taken--) {
      const label = foldWord(words.slice(0, taken).join(' '))
      const shown = seen.findLast(({ button }) => foldWord(button.label) === label)
      if (shown !== undefined) return withChoice(shown, words.slice(taken).join(' '))
    }
    return { unknown: typed }
  }

  return { number, keep, find }
}

export type Buttons = ReturnType<typeof createButtons>

/** Words after a menu's button choose from it where they begin one of its labels: `/press Later 1 h`. */
function withChoice(shown: Shown, rest: string): Pressed {
  const wanted = foldWord(rest)
  const choice =
    wanted === ''
      ? undefined
      : shown.button.choices?.find(({ label }) => `${foldWord(label)} `.startsWith(`${wanted} `))
  return choice === undefined ? { shown, rest } : { shown, choice, rest: '' }
}

/** The letters of a menu's choices, in order. */
export const letters = 'abcdefghijklmnopqrstuvwxyz'

/** A private message is seen by whoever it was sent to. */
const isSeenBy = (by: string, on: MessageRef | undefined): boolean =>
  on === undefined || !on.place.channel.startsWith('@') || on.place.channel === `@${by}`

const isSame = (one: Button, other: Button): boolean =>
  one.label === other.label &&
  one.command === other.command &&
  JSON.stringify(Object.entries(one.input).sort()) === JSON.stringify(Object.entries(other.input).sort())
