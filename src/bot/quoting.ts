import { setTimeout } from 'node:timers/promises'
import type { Directory, Invocation } from '../core/chat.ts'
import type { Log } from '../core/errors.ts'
import type { Quote } from '../core/person.ts'
import { clean } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { personId } from '../features/links.ts'
import { nameOn, personRecordOf } from '../features/people.ts'

/** How long a chat may take to name the author of a message, in milliseconds. */
const patience = 1000

/**
 * Asks the chat for the name of a message's author where the message came with the id alone; asked before the unit
 * of work so that no store waits for a platform. A chat that cannot tell leaves it at the id.
 */
export async function namedQuote(
  directory: Directory | undefined,
  { about }: Pick<Invocation, 'about'>,
  log: Log,
): Promise<Quote | undefined> {
  if (about === undefined || directory === undefined) return about
  const { account, name } = about.author
  if (name !== '' && name !== account.id) return about
  try {
    const asked = directory.profile(account)
    const told = await Promise.race([asked, setTimeout(patience, undefined, { ref: false })])
    return { ...about, author: { ...about.author, name: told?.name || account.id } }
  } catch (error) {
    log.warn('a chat could not name the author of a message', { account, error: String(error) })
    return { ...about, author: { ...about.author, name: account.id } }
  }
}

/** Completes a message with the person behind its author's account, and makes it safe to keep and to show. */
export async function knownQuote(use: Work, about: Quote): Promise<Quote> {
  const { account, name } = about.author
  const person = await personId(use, account)
  const record = await personRecordOf(use, person)
  return {
    ...about,
    author: { person, account, name: record === undefined ? clean(name) : nameOn(record, account) },
    text: clean(about.text),
    files: about.files.map((file) => ({ ...file, name: clean(file.name) })),
  }
}
