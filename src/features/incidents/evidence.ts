import type { Quote, Who } from '../../core/person.ts'
import { shorten } from '../../core/text.ts'
import type { Work } from '../../core/work.ts'
import { keepAct } from './act.ts'
import { type Action, type Copied, evidence, type Incident, incidentKeys } from './record.ts'

/** Something to be kept: a copy of a message, or what somebody provided. */
export interface Proof {
  by: Who
  quote?: Quote | undefined
  text?: string | undefined
  link?: string | undefined
  file?: string | undefined
}

/** Adds pieces of evidence to a case; the case itself is still to be kept. */
export function addEvidence(use: Work, it: Incident, proofs: readonly Proof[]): Incident {
  for (const [index, { by, quote, text, link, file }] of proofs.entries()) {
    if (quote !== undefined)
      use.set(incidentKeys.quoted(use.community, it.number, quote), {
        at: use.now.epochMilliseconds,
        by,
      } satisfies Copied)
    use.set(
      incidentKeys.evidence(use.community, it.number, it.evidence + index + 1),
      evidence.parse({
        at: use.now.epochMilliseconds,
        by,
        ...(quote === undefined ? {} : { quote }),
        ...(text === undefined ? {} : { text }),
        ...(link === undefined ? {} : { link }),
        ...(file === undefined ? {} : { file }),
      }),
    )
  }
  return { ...it, evidence: it.evidence + proofs.length }
}

/** Takes proofs into a case: a step says that and how many, never what they hold. */
export const keepEvidence = (use: Work, it: Incident, by: Who, proofs: readonly Proof[]): Promise<Incident> =>
  keepAct(
    use,
    { before: it, after: addEvidence(use, it, proofs) },
    { by, did: 'evidence', values: { count: proofs.length } },
    { final: true },
  )

/** Returns by whom and when a message was copied into a case, `undefined` where it was not. */
export const copiedInto = (use: Work, it: Incident, quote: Quote): Promise<Copied | undefined> =>
  use.get<Copied>(incidentKeys.quoted(use.community, it.number, quote))

/** As much of a message as a step may hold, in characters; the copy holds all of it. */
const longestRecord = 10_000

/**
 * Puts a message on the record of a case: a step with its author's words, and a copy as evidence. `quiet`: it was
 * written in the case's own thread.
 */
export const keepRecord = (
  use: Work,
  it: Incident,
  by: Who,
  quote: Quote,
  quiet: boolean,
): Promise<Incident> =>
  keepAct(
    use,
    { before: it, after: addEvidence(use, it, [{ by, quote }]) },
    {
      by,
      did: 'record',
      to: quote.author,
      text: shorten(
        quote.text.trim() || quote.files.map(({ name }) => name).join(', ') || '…',
        longestRecord,
      ),
      values: { at: quote.at },
    },
    { final: true, quiet },
  )

/** What a note may say besides its words: what was done, and to how many accounts by now. */
export interface Done {
  actions: readonly Action[]
  accounts?: number | undefined
}

/** Adds a line to a case. */
export const keepNote = (use: Work, it: Incident, by: Who, text: string, done: Done): Promise<Incident> =>
  keepAct(
    use,
    { before: it, after: withDone(it, done) },
    { by, did: 'note', text, values: doneSince(it, done) },
    { final: true },
  )

/**
 * What a step remembers of what was done since: a number of accounts alone is told with what was done to them
 * before.
 */
export function doneSince(it: Incident, done: Done) {
  const actions = done.actions.length > 0 || done.accounts === undefined ? done.actions : it.actions
  return doneValues({ actions: [...actions], ...counted(done) })
}

/** Returns a case with more done about it. */
export const withDone = (it: Incident, { actions, accounts }: Done): Incident => ({
  ...it,
  actions: [...new Set([...it.actions, ...actions])].filter((each) => each !== 'nothing'),
  ...(accounts === undefined ? {} : { accounts }),
})

/** Writes a number of accounts where there is one. */
const counted = ({ accounts }: Pick<Done, 'accounts'>): { accounts?: number } =>
  accounts === undefined ? {} : { accounts }

/** What a step remembers of what was done: actions in the order given, and how many accounts. */
export const doneValues = ({ actions, accounts }: Pick<Incident, 'actions' | 'accounts'>) => ({
  ...(actions.length === 0 ? {} : { actions: actions.join(',') }),
  ...(accounts === undefined ? {} : { accounts }),
})
