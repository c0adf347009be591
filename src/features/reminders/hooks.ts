import type { Work } from '../../core/work.ts'
import { audit } from '../audit/entries.ts'
import type { Deliveries } from '../courier/options.ts'
import type { Delivery } from '../delivery.ts'
import { touchDates } from './manage.ts'
import {
  keepOccurrence,
  type Occurrence,
  occurrenceOf,
  type Reminder,
  reminderKeys,
  reminderOf,
  type Sending,
} from './record.ts'
import { idIn, reminderView, subject } from './sending.ts'
import { isInDoubt, keepDate, patience, settle, standing } from './standing.ts'
import { tellTrouble } from './trouble.ts'

/** What reminders do when something becomes of their messages. */
export const reminderDeliveries: Deliveries = {
  [reminderView]: {
    sending: blame,
    async sent(use, delivery, ref) {
      await hear(use, delivery, { state: 'sent' }, async (_use, it, date) => {
        if (ref !== undefined)
          use.set(reminderKeys.message(use.community, ref.place.channel, ref.id), it.number)
        // What was seen there has been there since it was tried.
        await arrived(use, it, date, ref === undefined ? delivery.doubt : undefined)
      })
    },
    missed: (use, delivery) => hear(use, delivery, { state: 'missed', why: 'late' }, settled),
    // Nobody can tell whether it is there, so that nobody may count on it.
    unsure: (use, delivery) => hear(use, delivery, { state: 'missed', why: 'unsure' }, settled),
    again: (use, delivery) => hear(use, delivery, { state: 'pending' }, awaitedAgain),
    refused: (use, delivery, problem) =>
      hear(use, delivery, { state: 'refused', why: problem.code }, settled),
  },
}

/** Remembers, before a late card is drawn, that it is late since the chat did not take it. */
async function blame(use: Work, delivery: Delivery): Promise<void> {
  const { date } = await subjectOf(use, delivery)
  if (date === undefined || !delivery.late || date.late !== undefined) return
  const own = date.sendings.find((each) => each.delivery === delivery.id)
  // After an outcome that nobody knows it may as well have been Vigie that was down.
  const failed = delivery.tries > 0 && delivery.doubt === undefined
  if (failed || own?.state === 'refused') await keepOccurrence(use, { ...date, late: 'chat' })
}

async function subjectOf(
  use: Work,
  { does }: Delivery,
): Promise<{ it?: Reminder | undefined; date?: Occurrence | undefined }> {
  if (!('post' in does)) return {}
  const date = await occurrenceOf(use, idIn(does.of))
  return { date, it: date && (await reminderOf(use, date.reminder)) }
}

type Hearing = (use: Work, it: Reminder, date: Occurrence) => Promise<void>

/** Writes on an occurrence what became of one of its messages; of messages it has given up it hears nothing. */
async function hear(
  use: Work,
  delivery: Delivery,
  news: Pick<Sending, 'state' | 'why'>,
  then: Hearing,
): Promise<void> {
  const { date, it } = await subjectOf(use, delivery)
  if (date === undefined || it === undefined) return
  if (!date.sendings.some((each) => each.delivery === delivery.id)) return
  const sendings = date.sendings.map((each): Sending => {
    if (each.delivery !== delivery.id) return each
    const { why: _why, ...rest } = each
    return { ...rest, ...news }
  })
  await then(use, it, { ...date, sendings })
}

/** It is there: somebody's press is awaited. A series that its destination had stopped goes on. */
async function arrived(use: Work, it: Reminder, date: Occurrence, since?: number): Promise<void> {
  if (!isAwaited(date) && !isInDoubt(date)) return overheard(use, it, date)
  const now = use.now.epochMilliseconds
  const sent = { ...standing(use, date, { state: 'sent' }), sent: since ?? now }
  await keepDate(use, sent, now + patience)
  await tellOfOthers(use, it, sent)
  if (it.state !== 'paused' || it.paused?.by !== undefined) return
  const { paused: _paused, ...rest } = it
  audit(use, { did: 'reminder.resumed', of: subject.reminder(it.number) })
  await settle(use, { ...rest, state: 'active' })
  await touchDates(use, it)
}

/** It will not be there: once that is so of all its messages, it is missed, or its series pauses. */
async function settled(use: Work, it: Reminder, date: Occurrence): Promise<void> {
  const { sendings } = date
  if (!isAwaited(date) || sendings.some(({ state }) => state === 'sent')) return overheard(use, it, date)
  if (sendings.some(({ state }) => state === 'pending')) return keepOccurrence(use, date)
  const refused = sendings.find(({ state }) => state === 'refused')
  const why = (refused ?? sendings.at(-1))?.why
  const state = refused === undefined ? 'missed' : 'paused'
  const after = standing(use, date, { state, ...(why !== undefined && { why }) })
  await keepDate(use, after)
  if (refused !== undefined) await settle(use, await tellTrouble(use, it, after))
}

/** It is sent after all, and what becomes of it is waited for. */
const awaitedAgain: Hearing = (use, _it, date) =>
  keepOccurrence(use, isInDoubt(date) ? standing(use, date, { state: 'scheduled' }) : date)

async function overheard(use: Work, it: Reminder, date: Occurrence): Promise<void> {
  await keepOccurrence(use, date)
  await tellOfOthers(use, it, date)
}

/** Where some got it and others cannot be reached, the owner is told once, when that is known of all. */
async function tellOfOthers(use: Work, it: Reminder, { sendings, ...date }: Occurrence): Promise<void> {
  const is = (state: Sending['state']) => sendings.some((each) => each.state === state)
  if (is('sent') && is('refused') && !is('pending')) await tellTrouble(use, it, { ...date, sendings })
}

/** Tells whether an occurrence still waits for the outcome of its messages: nobody has acted on it since. */
const isAwaited = ({ state, by }: Occurrence): boolean =>
  by === undefined && (state === 'scheduled' || state === 'paused')
