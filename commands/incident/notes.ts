import * as z from 'zod'
import { integer, link, longText, member, reference, text, wordList } from '../../src/args/index.ts'
import { command, type Outcome } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import {
  copiedInto,
  keepEvidence,
  keepNote,
  keepRecord,
  type Proof,
} from '../../src/features/incidents/evidence.ts'
import { evidenceFrom } from '../../src/features/incidents/queries.ts'
import { actions, type Copied, type Incident } from '../../src/features/incidents/record.ts'
import { incidentAt } from '../../src/features/incidents/threads.ts'
import { evidenceText } from '../../src/views/incident-evidence.ts'
import { doneLine } from '../../src/views/incident-logged.ts'
import type { Telling } from '../../src/views/incident-words.ts'
import { nameText, timeText } from '../../src/views/words.ts'
import { about, answer } from './about.ts'

/** Adds a line to a case, and what was done with it. */
export const note = command({
  name: 'incident note',
  may: 'incident.note',
  args: z.object({
    ref: reference('incident'),
    text: longText(),
    action: wordList('action', actions).optional(),
    accounts: integer().optional(),
  }),
  bare: ['ref', 'text'],
  form: ['text', 'action', 'accounts', 'ref'],
  async run(context) {
    const { args: given, t, use } = context
    const { it, by, telling } = await about(context, given.ref)
    const done = { actions: given.action ?? [], accounts: given.accounts }
    const kept = await keepNote(use, it, by, given.text, done)
    const noted = t('incident.noteKept', { ref: telling.ref(kept.number) })
    const isMore = given.action !== undefined || given.accounts !== undefined
    return answer(telling, kept, [noted, isMore ? doneLine(telling, kept) : undefined], ['show'])
  },
})

/** Keeps a copy with a case: of the message the command is typed from, or what somebody provided. */
export const evidence = command({
  name: 'incident evidence',
  may: 'incident.note',
  args: z.object({
    ref: reference('incident'),
    text: longText().optional(),
    link: link().optional(),
    file: text().max(2000).optional(),
    reporter: member().optional(),
  }),
  bare: ['ref', 'text'],
  form: ['ref', 'text', 'link', 'file', 'reporter'],
  from: ['message'],
  /** `/incident evidence INC-12 https://...`: an address alone is a link. */
  prepare({ text, ...values }) {
    if (text === undefined) return values
    const isLink = values.link === undefined && /^https?:\/\/\S+$/.test(text)
    return { ...values, [isLink ? 'link' : 'text']: text }
  },
  async run(context) {
    const { args: given, about: quote, t, use } = context
    const { it, by, telling } = await about(context, given.ref)
    const provider = given.reporter ?? by
    const before = quote && (await copiedInto(use, it, quote))
    const proofs: Proof[] = [
      ...(quote === undefined || before !== undefined ? [] : [{ by, quote }]),
      ...(given.text === undefined ? [] : [{ by: provider, text: given.text }]),
      ...(given.link === undefined ? [] : [{ by: provider, link: given.link }]),
      ...filesIn(given.file).map((file) => ({ by: provider, file })),
    ]
    const ref = telling.ref(it.number)
    if (proofs.length === 0 && before !== undefined) return already(telling, it, before, ['show'])
    if (proofs.length === 0) throw new UserError('incident.refused.noEvidence', { ref })
    const kept = await keepEvidence(use, it, by, proofs)
    const added = await evidenceFrom(use, it.number, it.evidence + 1, kept.evidence)
    const told = evidenceText(telling, added, added.length)
    return answer(telling, kept, [t('incident.evidenceKept', { ref, evidence: told })], ['show'])
  },
})

/**
 * Puts the message it is chosen on on the record of a case, under its author's name and time; in the case's own
 * thread by one press.
 */
export const record = command({
  name: 'incident record',
  may: 'incident.note',
  args: z.object({ ref: reference('incident') }),
  bare: ['ref'],
  form: ['ref'],
  from: ['message'],
  async run(context) {
    const { about: quote, args: given, here, t, use } = context
    const { it, by, telling } = await about(context, given.ref)
    const ref = telling.ref(it.number)
    if (quote === undefined) throw new UserError('incident.refused.noMessage', { ref })
    const isInside = (await incidentAt(use, here)) === it.number
    const buttons = isInside ? [] : (['show'] as const)
    const before = await copiedInto(use, it, quote)
    if (before !== undefined) return already(telling, it, before, buttons)
    const kept = await keepRecord(use, it, by, quote, isInside)
    return answer(telling, kept, [t('incident.onRecord.kept', { ref })], buttons)
  },
})

/** Says that a message is kept in a case already, by whom and since when. */
const already = (telling: Telling, it: Incident, { at, by }: Copied, buttons: readonly 'show'[]): Outcome =>
  answer(
    telling,
    it,
    [
      telling.t('incident.onRecord.already', {
        ref: telling.ref(it.number),
        who: nameText(by),
        at: timeText(at),
      }),
    ],
    buttons,
  )

/** Takes the names or addresses of files apart. */
export const filesIn = (typed: string | undefined): string[] =>
  typed?.split(/\s*[,;]\s*/).filter((name) => name !== '') ?? []
