import type { Account, Reader } from './person.ts'
import type { Text, Translate } from './text.ts'
import type { Work } from './work.ts'

/** A press is a command with its input. `choices`: a menu (Later: 15 min, 1 h, ...), each adding its input. */
export interface Button {
  label: string
  command: string
  input: Record<string, string>
  choices?: { label: string; input: Record<string, string> }[]
  style?: 'primary' | 'danger'
}

/**
 * Part of a button's input: the press opens the command's form, filled with the rest of the input, even where
 * nothing is missing. Inputs whose names begin with '$' speak to the bot, and are none of the command's.
 */
export const asForm = { $form: 'yes' } as const

/** One element of `lines` is one item; it may hold line breaks and is never cut in the middle. */
export interface Section {
  title?: Text
  lines: Text[]
  more?: { count: number; command: string; label?: Text }
  buttons?: Button[]
}

/** The mark of a headline: `quiet` and `info` have no colour. */
type Tone = 'quiet' | 'info' | 'amber' | 'red'

/**
 * What a person sees, on any chat. Shown in this order: title, text, fields, sections, image, buttons, footer.
 * `notify` names whom the message may ping; `summary` is the text of the notification where the first lines
 * are not enough.
 */
export interface Card {
  /** Whom it was made for: times are told in this zone and language where the chat has no timestamps of its own. */
  for?: Reader
  notify?: Account[]
  tone?: Tone
  title?: Text
  text?: Text
  summary?: Text
  fields?: { name: string; value: Text }[]
  sections?: Section[]
  image?: { png: Uint8Array; alt: string }
  buttons?: Button[]
  footer?: Text
  files?: { name: string; type: string; body: Uint8Array }[]
}

/**
 * What is on display and kept up to date: made anew whenever it is sent, for the place's reader, and never
 * stored. `of` names the subject; `undefined` means there is nothing to show any more.
 */
export interface View {
  name: string
  card(of: string, reader: Reader, use: Work, t: Translate): Promise<Card | undefined>
}
