import type { Quote, Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { keepAct } from './act.ts'
import { type Action, evidence, type Incident, incidentKeys } from './record.ts'

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
  for (const [index, { by, quote, text, link, file }] of proofs.entries())
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
export const counted = ({ accounts }: Pick<Done, 'accounts'>): { accounts?: number } =>
  accounts === undefined ? {} : { accounts }

/** What a step remembers of what was done: actions in the order given, and how many accounts. */
export const doneValues = ({ actions, accounts }: Pick<Incident, 'actions' | 'accounts'>) => ({
  ...(actions.length === 0 ? {} : { actions: actions.join(',') }),
  ...(accounts === undefined ? {} : { accounts }),
})
