import type { Person } from '../core/person.ts'
import type { Work } from '../core/work.ts'
import { type Delivery, isRefresh } from './delivery.ts'
import { byState } from './outbox.ts'
import { parseOccurrenceId, reminderOf } from './reminders/record.ts'
import { isOwn, mayRead } from './reminders/rights.ts'
import { idIn } from './reminders/sending.ts'

/** How many messages in doubt are looked at: no list shows a tenth of them. */
const most = 200

/** What nobody knows to be there or not: one message, or several that shared a card. */
export type InDoubt = readonly [Delivery, ...Delivery[]]

/** What a message is about, by the name that people know it by: 'occurrence' and 'R4'. */
export interface About {
  kind: 'incident' | 'escalation' | 'occurrence' | 'digest'
  ref: string
}

const kinds: readonly About['kind'][] = ['incident', 'escalation', 'occurrence', 'digest']

/** Tells what a message is about; `undefined` for what has no name. `prefix` is that of incidents. */
export function aboutOf({ does }: Delivery, prefix: string): About | undefined {
  const [subject, id = ''] = 'of' in does ? does.of.split('/') : []
  const kind = kinds.find((each) => each === subject)
  if (kind === undefined) return undefined
  const letters = kind === 'occurrence' ? 'R' : kind === 'digest' ? 'D' : `${prefix}-`
  return { kind, ref: `${letters}${id.split('-')[0]}` }
}

/** What is in doubt, and whether whoever asks may decide on it. */
export interface Doubt {
  all: InDoubt
  decides: boolean
}

/** Returns what is in doubt as far as somebody may know of it: what was meant for the latest time first. */
export async function doubtsFor(use: Work, by: Person): Promise<Doubt[]> {
  const known: { it: Delivery; decides: boolean }[] = []
  for (const it of await byState(use, 'unsure', most, true)) {
    const { decides, knows } = await rightsTo(use, it, by)
    if (knows) known.push({ it, decides })
  }
  return [...Map.groupBy(known, ({ it: { bundle, id } }) => bundle ?? id).values()].flatMap(
    ([first, ...others]): Doubt[] =>
      first === undefined ? [] : [{ all: [first.it, ...others.map(({ it }) => it)], decides: first.decides }],
  )
}

/** Counts what is in doubt and no date of a reminder: those are told as missed. */
export const countInDoubt = async (use: Work): Promise<number> =>
  (await byState(use, 'unsure', most)).filter((it) => occurrenceIn(it) === undefined).length

/** Returns everything that is in doubt together with a delivery: what shared a card is there or not as one. */
export async function sharing(use: Work, it: Delivery): Promise<InDoubt> {
  if (it.bundle === undefined) return [it]
  const others = await byState(use, 'unsure', most)
  return [it, ...others.filter(({ bundle, id }) => bundle === it.bundle && id !== it.id)]
}

/**
 * Tells whether somebody may know of a message and decide on it: whoever plans for the team may on all that is the
 * team's, anybody on a reminder that is theirs. One of a personal reminder is nobody else's business.
 */
export async function rightsTo(
  use: Work,
  it: Delivery,
  by: Person,
): Promise<{ knows: boolean; decides: boolean }> {
  const plans = by.may('message.decide')
  const number = parseOccurrenceId(occurrenceIn(it) ?? '')?.reminder
  const reminder = number === undefined ? undefined : await reminderOf(use, number)
  if (reminder === undefined) return { knows: true, decides: plans }
  const knows = mayRead(reminder, by)
  return { knows, decides: knows && (plans || isOwn(reminder, by)) }
}

/** Returns the name of the date of a reminder that a message is about. */
export const occurrenceIn = ({ does }: Delivery): string | undefined =>
  !isRefresh(does) && does.of.startsWith('occurrence/') ? idIn(does.of) : undefined
