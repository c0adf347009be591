import * as z from 'zod'
import { UserError } from '../../core/errors.ts'
import type { Who } from '../../core/person.ts'
import type { Json } from '../../core/text.ts'
import type { Work } from '../../core/work.ts'
import { audit } from '../audit/entries.ts'
import { note, touch } from '../outbox.ts'
import { addStep, type Incident, incidentKeys, incidentOf, keepIncident, type Step } from './record.ts'
import { refOf, stepSubject, subjectOf } from './reference.ts'

/** How long an act can be undone, in milliseconds. */
export const undoWithin = 10 * 60 * 1000

/** What somebody, or Vigie where `by` is left out, does to a case; worded by `incident.steps.<did>`. */
export type Act = Pick<Step, 'by' | 'did' | 'to' | 'text' | 'values'>

/** What a case was before an act and was made by it, as far as the two differ. */
const patch = z.object({
  number: z.number(),
  fields: z.array(z.string()),
  before: z.record(z.string(), z.json()),
  after: z.record(z.string(), z.json()),
})
export type Patch = z.infer<typeof patch>

/** How an act is undone; `created`: the act logged the case. Kept a little longer than it is of use. */
const undoing = z.object({
  v: z.literal(1),
  patches: z.array(patch),
  created: z.literal(true).optional(),
})
export type Undoing = z.infer<typeof undoing>

/** An act changes one case, and may change others with it (a merge). */
export interface Changed {
  before: Incident | undefined
  after: Incident
}

/**
 * Writes an act down, in one commit: the case, its step, the audit, its card brought up to date, a line in its
 * thread (unless `quiet`: it can be read there already) and, for what can be undone, how. Returns the case as it was
 * kept.
 */
export async function keepAct(
  use: Work,
  { before, after }: Changed,
  act: Act,
  { also = [], final = false, quiet = false }: { also?: Changed[]; final?: boolean; quiet?: boolean } = {},
): Promise<Incident> {
  const kept = addStep(use, after, act)
  await keepIncident(use, kept)
  for (const other of also) await keepIncident(use, other.after)
  audit(use, {
    did: `incident.${act.did}`,
    of: subjectOf(kept.number),
    ...(act.by && { by: act.by }),
    ...auditedOf(act),
  })
  if (before !== undefined) await showAct(use, kept, !quiet)
  for (const other of also) await showAct(use, other.after, other.after.steps > (other.before?.steps ?? 0))
  if (!final) keepUndoing(use, kept, [{ before, after }, ...also])
  return kept
}

function auditedOf({ to, text, values }: Act): { what?: Record<string, Json> } {
  const what = {
    ...values,
    ...(to && { to: to.person }),
    ...(text !== undefined && { text }),
  }
  return Object.keys(what).length === 0 ? {} : { what }
}

/** Has the card of a case brought up to date and, where there is one, its newest step told in the card's thread. */
async function showAct(use: Work, it: Incident, stepped = true): Promise<void> {
  await touch(use, subjectOf(it.number))
  if (it.card === undefined || !stepped) return
  await note(use, {
    view: 'incident-step',
    of: stepSubject(it.number, it.steps),
    under: { subject: subjectOf(it.number), to: { place: it.card } },
  })
}

function keepUndoing(use: Work, kept: Incident, changed: Changed[]): void {
  const at = incidentKeys.undo(use.community, kept.number, kept.steps)
  const created = changed[0]?.before === undefined
  const patches = created ? [] : changed.map(patchOf).filter(({ fields }) => fields.length > 0)
  use.set(at, undoing.parse({ v: 1, patches, ...(created && { created }) }))
  use.expire(at, use.now.epochMilliseconds + 2 * undoWithin)
}

/** What only ever grows is no part of what an undo puts back. */
const growing = new Set(['steps', 'evidence'])

function patchOf({ before, after }: Changed): Patch {
  const old = (before ?? {}) as Record<string, Json>
  // A record is plain values, whatever its fields are called.
  const fresh = after as unknown as Record<string, Json>
  const fields = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter(
    (field) => !growing.has(field) && JSON.stringify(old[field]) !== JSON.stringify(fresh[field]),
  )
  return { number: after.number, fields, before: pick(old, fields), after: pick(fresh, fields) }
}

const pick = (from: Record<string, Json>, fields: string[]): Record<string, Json> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = from[field]
      return value === undefined ? [] : [[field, value]]
    }),
  )

/** Returns the case an act is about; refuses where there is none or it was withdrawn. */
export async function caseOf(use: Work, number: number): Promise<Incident> {
  const it = await incidentOf(use, number)
  const ref = await refOf(use, number)
  if (it === undefined) throw new UserError('incident.refused.unknown', { ref })
  if (it.withdrawn !== undefined) {
    const { at, by } = it.withdrawn
    throw new UserError('incident.refused.withdrawn', {
      ref,
      who: naming(by),
      at: [{ time: at, as: 'short' }],
    })
  }
  return it
}

/** Refuses an act on a case that was resolved, saying by whom and when. */
export async function refuseResolved(use: Work, it: Incident): Promise<void> {
  if (it.resolved === undefined) return
  throw new UserError('incident.refused.resolved', {
    ref: await refOf(use, it.number),
    who: naming(it.resolved.by),
    at: [{ time: it.resolved.at, as: 'short' }],
  })
}

/** Writes somebody's name into a text. */
export const naming = ({ account, name }: Who) => [{ account, name }]

/** The status of a case nobody is asked about: it is being monitored, somebody has it, or nobody does. */
export const restingStatus = ({ owner, until }: Pick<Incident, 'owner' | 'until'>) =>
  until === undefined ? (owner === undefined ? 'open' : 'progress') : 'monitoring'
