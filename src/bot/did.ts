import { createHash, randomUUID } from 'node:crypto'
import type { Card } from '../core/card.ts'
import type { Invocation } from '../core/chat.ts'
import type { Outcome } from '../core/command.ts'
import type { Draft } from '../core/form.ts'
import { type Change, key, type Store, under } from '../core/store.ts'
import type { Json } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { bringAlong } from '../features/link/import.ts'
import { draftOf } from './drafts.ts'

/** How long a repeated invocation finds its first answer, in milliseconds: platforms retry for minutes at most. */
const remembered = 24 * 60 * 60 * 1000

/** Within this time the same words from the same person are asked about, in milliseconds. */
const repeatWithin = 60 * 1000

/** Within this time the same button pressed again by the same person is the same press, in milliseconds. */
const samePressWithin = 5 * 1000

const didKey = (community: string, id: string) => key('c', community, 'did', id)
const recentKey = (community: string, person: string, words: string) =>
  key('c', community, 'recent', person, createHash('sha256').update(words).digest('hex').slice(0, 24))

/** Returns what an invocation was answered, where it was already done. */
export async function didOf(use: Work, id: string): Promise<Outcome | undefined> {
  await bringAlong(use, 'did', id)
  return use.get<Outcome>(didKey(use.community, id))
}

/** Remembers what an invocation was answered, in the commit of what it did. */
export function keepDid(use: Work, id: string, outcome: Outcome): void {
  const at = didKey(use.community, id)
  use.set(at, storable(outcome))
  use.expire(at, use.now.epochMilliseconds + remembered)
}

/** What somebody did with the same words a moment ago, and until when that counts; in milliseconds. */
interface Recent {
  at: number
  expires: number
  card: Card
}

/** Returns what the same person did with the same words within the last minute. */
export async function recentOf(use: Work, person: string, words: string): Promise<Recent | undefined> {
  const found = await use.get<Recent>(recentKey(use.community, person, words))
  return found !== undefined && use.now.epochMilliseconds < found.expires ? found : undefined
}

/** Remembers for a minute what somebody did with these words. */
export function keepRecent(use: Work, person: string, words: string, card: Card): void {
  const at = recentKey(use.community, person, words)
  const now = use.now.epochMilliseconds
  const expires = now + repeatWithin
  use.set(at, { at: now, expires, card: storableCard(card) } satisfies Recent)
  use.expire(at, expires)
}

/** What a form or a question came to is remembered under this id, for whoever answers it a second time. */
export const idOfDraft = (draft: string): string => `draft/${draft}`

/** Tells a command that was typed, in one piece or by its options, from what was pressed, chosen or handed in. */
export const isTyped = ({ input, typed }: Pick<Invocation, 'input' | 'typed'>): boolean =>
  typeof input === 'string' || typed === true

/**
 * What somebody pressed last on a message, named by `what`, and what it came to; until when the same press is no other
 * one, in milliseconds. `asked` is the draft behind a question.
 */
interface Pressed {
  what: string
  expires: number
  outcome: Outcome
  asked?: string
}

/** Where somebody's last press on a message is kept, and what names it. */
interface Press {
  at: string
  what: string
}

/** Names a press; `undefined` for words, forms, questions and what is done on a message of somebody's. */
function pressOf(use: Work, person: string, it: Invocation): Press | undefined {
  const { about, command, draft, input, pressed } = it
  if (isTyped(it) || typeof input === 'string' || draft !== undefined || about !== undefined) return undefined
  const message = digestOf([pressed?.place ?? '', pressed?.id ?? ''])
  return {
    at: key('c', use.community, 'pressed', person, message),
    what: digestOf([command, Object.entries(input).sort()]),
  }
}

const digestOf = (it: Json): string =>
  createHash('sha256').update(JSON.stringify(it)).digest('hex').slice(0, 24)

/**
 * Returns what the same press of the same person came to a moment ago or, behind a draft, what that form or question
 * came to: it was sent twice, the second time before the first was done. `over`: it was dropped meanwhile.
 */
export async function sameOf(
  use: Work,
  person: string,
  it: Invocation,
  draft: Draft | undefined,
): Promise<Outcome | 'over' | undefined> {
  if (draft !== undefined)
    return (await draftOf(use, draft.id)) === undefined
      ? ((await didOf(use, idOfDraft(draft.id))) ?? 'over')
      : undefined
  const press = pressOf(use, person, it)
  const found = press && (await use.get<Pressed>(press.at))
  // Posted, undone and posted again: only the last press counts.
  if (found === undefined || found.what !== press?.what) return undefined
  if (use.now.epochMilliseconds >= found.expires) return undefined
  // A question that was answered meanwhile has nothing behind its buttons any more.
  const isOver = found.asked !== undefined && (await draftOf(use, found.asked)) === undefined
  return isOver ? undefined : found.outcome
}

/**
 * Remembers for a moment what a press came to: people press twice where nothing seems to happen. `asked` is the draft
 * behind a question.
 */
export function keepPress(
  use: Work,
  person: string,
  it: Invocation,
  { outcome, asked }: Pick<Pressed, 'outcome' | 'asked'>,
): void {
  const press = pressOf(use, person, it)
  if (press === undefined) return
  const { at, what } = press
  const expires = use.now.epochMilliseconds + samePressWithin
  const kept: Pressed = { what, expires, outcome: storable(outcome), ...(asked !== undefined && { asked }) }
  use.set(at, kept)
  use.expire(at, expires)
}

/** Pictures and files are not kept with an answer: they can be asked for again. */
const storable = (outcome: Outcome): Outcome => {
  if ('card' in outcome) return { card: storableCard(outcome.card) }
  if ('ask' in outcome) return { ...outcome, ask: storableCard(outcome.ask) }
  return outcome
}

const storableCard = ({ image: _image, files: _files, ...card }: Card): Card => card

/** An invocation that was acknowledged before its work was done. */
export interface Inbox {
  community: string
  it: Invocation
}

/** The key of what came in at a time, in milliseconds. */
export const inboxKey = (at: number, id: string): string => key('inbox', at, id)

/** Makes an invocation durable, so that its transport may be acknowledged ahead of the work. */
export const keepInbox = (use: Work, it: Invocation): void =>
  use.set(inboxKey(it.at, it.id), { community: use.community, it } satisfies Inbox)

/** Does the same at once, waiting for no other work of the community. */
export async function keepNow(store: Store, { community, it }: Inbox): Promise<void> {
  // An invocation is made of plain values, so that it comes back after a restart; nothing else is decided on it.
  const kept = { community, it } as unknown as Json
  const set: Change['set'] = [[inboxKey(it.at, it.id), kept]]
  await store.commit({ id: `${it.id}#${randomUUID()}`, checks: [], set, delete: [] })
}

/** The range of everything that was acknowledged and not yet answered, oldest first. */
export const inboxRange = under('inbox')
