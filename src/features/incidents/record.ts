import * as z from 'zod'
import { place, type Quote, quote, type Who, who } from '../../core/person.ts'
import { key } from '../../core/store.ts'
import { foldWord } from '../../core/text.ts'
import type { Work } from '../../core/work.ts'

/** How things stand with a case; 'escalated' is not one of them but shows as the level asked. */
export const statuses = ['open', 'progress', 'waiting', 'monitoring', 'resolved'] as const
export type Status = (typeof statuses)[number]

/** From the least to the most serious. */
export const severities = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

/** What an incident can be about, with the severity that is proposed for it (glossary: types). */
export const proposedSeverity = {
  spam: 'high',
  insults: 'medium',
  harassment: 'high',
  hate: 'high',
  scam: 'medium',
  'self-harm': 'critical',
  privacy: 'critical',
  'off-topic': 'low',
  complaint: 'medium',
  technical: 'low',
  press: 'critical',
  mediation: 'medium',
  other: 'low',
} as const satisfies Record<string, Severity>
export type IncidentType = keyof typeof proposedSeverity
export const types = Object.keys(proposedSeverity) as [IncidentType, ...IncidentType[]]

/** What was done about it, in the terms of Discord's own menus. */
export const actions = [
  'nothing',
  'warned',
  'removed',
  'timeout',
  'kicked',
  'banned',
  'slowmode',
  'passed',
] as const
export type Action = (typeof actions)[number]

/** Why a case was closed. */
export const reasons = [
  'warned',
  'removed',
  'sanctioned',
  'mediated',
  'no-breach',
  'duplicate',
  'passed',
  'unfounded',
  'information',
] as const
export type Reason = (typeof reasons)[number]

/**
 * A kept copy. `quote` was copied by Vigie from a message; anything else is only 'provided by' somebody, since
 * nobody can verify it. `by` is who provided it.
 */
export const evidence = z.object({
  at: z.number(),
  by: who,
  quote: quote.optional(),
  text: z.string().optional(),
  link: z.string().optional(),
  file: z.string().optional(),
})
export type Evidence = z.infer<typeof evidence>

/** By whom and when a message was copied into a case. */
export interface Copied {
  at: number
  by: Who
}

/** A case. Times are milliseconds since the epoch; `happened` and `logged` are two different things. */
export const incident = z.object({
  v: z.literal(1),
  number: z.number().int().positive(),
  what: z.string(),
  type: z.enum(types),
  severity: z.enum(severities),
  status: z.enum(statuses),
  happened: z.number(),
  logged: z.number(),
  by: who,
  reporters: z.array(who),
  reported: z.array(who),
  affected: z.array(who),
  accounts: z.number().int().positive().optional(),
  actions: z.array(z.enum(actions)),
  link: z.string().optional(),
  network: z.string().optional(),
  /** Where it happened, as it was typed. */
  where: z.string().optional(),
  /** The chat place it was logged from. */
  from: place,
  /** The place its card hangs in. */
  card: place.optional(),
  owner: who.optional(),
  assigned: z.object({ by: who, at: z.number() }).optional(),
  /** Since when nobody has it, where its last owner let it go. */
  freed: z.number().optional(),
  /** The next decision and when it is due. */
  due: z.object({ at: z.number(), what: z.string() }).optional(),
  /** The level asked, while an answer is owed. */
  level: z.number().int().min(1).max(4).optional(),
  /** While it is being monitored: until when. */
  until: z.number().optional(),
  resolved: z.object({ at: z.number(), by: who, reason: z.enum(reasons) }).optional(),
  related: z.array(z.number()),
  /** Logged by mistake and taken back: kept under its number, but in no list and no count. */
  withdrawn: z.object({ at: z.number(), by: who }).optional(),
  duplicateOf: z.number().optional(),
  /** How many steps and pieces of evidence were added. */
  steps: z.number().int(),
  evidence: z.number().int(),
})
export type Incident = z.infer<typeof incident>

/**
 * One line of a case's timeline; only ever added. `did` names the template that tells it (`incident.steps.<did>`);
 * `to` (somebody), `text` (what a person wrote) and `values` fill it.
 */
const step = z.object({
  v: z.literal(1),
  at: z.number(),
  by: who.optional(),
  did: z.string(),
  to: who.optional(),
  text: z.string().optional(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type Step = z.infer<typeof step>

/** The keys of the cases of one community. */
export const incidentKeys = {
  record: (c: string, number: number) => key('c', c, 'incident', number),
  /** Open cases, most urgent first. */
  open: (c: string, it: Incident) => key('c', c, 'incident-open', ...urgency(it), it.number),
  logged: (c: string, it: Incident) => key('c', c, 'incident-logged', it.logged, it.number),
  resolved: (c: string, at: number, number: number) => key('c', c, 'incident-resolved', at, number),
  member: (c: string, person: string, it: Pick<Incident, 'happened' | 'number'>) =>
    key('c', c, 'incident-member', person, it.happened, it.number),
  owner: (c: string, person: string, it: Incident) =>
    key('c', c, 'incident-owner', person, ...urgency(it), it.number),
  step: (c: string, number: number, nth: number) => key('c', c, 'incident-step', number, nth),
  /** How the act that made a step is undone. */
  undo: (c: string, number: number, nth: number) => key('c', c, 'incident-undo', number, nth),
  evidence: (c: string, number: number, nth: number) => key('c', c, 'incident-evidence', number, nth),
  /**
   * A message that was copied into a case: who wrote it, when, and its address where it has one tell which one it is,
   * also after it was edited.
   */
  quoted: (c: string, number: number, { at, author, permalink }: Quote) => {
    const { id, platform, space } = author.account
    const address = permalink === '' ? [] : [permalink]
    return key('c', c, 'incident-quoted', number, platform, space, id, Math.round(at), ...address)
  },
  /** The case whose own thread a place is. */
  thread: (c: string, channel: string, thread: string) => key('c', c, 'incident-thread', channel, thread),
  /** The thread of a case. */
  threadOf: (c: string, number: number) => key('c', c, 'incident-thread-of', number),
}

/** Sorts by severity, then by deadline, then by age. */
const urgency = (it: Incident): [severity: string, due: number] => [
  String(severities.length - 1 - severities.indexOf(it.severity)),
  it.due?.at ?? it.until ?? 99_999_999_999_999,
]

/** What a list can filter on without reading the case itself. */
export interface IncidentEntry {
  severity: Severity
  type: IncidentType
  status: Status
  network?: string
  /** Where it happened, folded; only while it is open. */
  where?: string
}

/** Returns the case with a number, `undefined` where there is none. */
export const incidentOf = (use: Work, number: number): Promise<Incident | undefined> =>
  use.get<Incident>(incidentKeys.record(use.community, number))

/** Returns a step of a case by its number there, `undefined` where none is named or there is none. */
export const stepOf = async (
  use: Work,
  number: number,
  nth: number | undefined,
): Promise<Step | undefined> =>
  nth === undefined ? undefined : use.get<Step>(incidentKeys.step(use.community, number, nth))

/** Writes a case and brings its index entries up to date with what it was before. */
export async function keepIncident(use: Work, it: Incident): Promise<void> {
  const before = await incidentOf(use, it.number)
  const stale = new Map(before === undefined ? [] : indexOf(use.community, before))
  for (const [at, entry] of indexOf(use.community, it)) {
    const old = stale.get(at)
    if (old === undefined || !isSame(old, entry)) use.set(at, entry)
    stale.delete(at)
  }
  for (const at of stale.keys()) use.delete(at)
  use.set(incidentKeys.record(use.community, it.number), incident.parse(it))
}

const isSame = (one: IncidentEntry, other: IncidentEntry): boolean =>
  one.severity === other.severity &&
  one.type === other.type &&
  one.status === other.status &&
  one.network === other.network &&
  one.where === other.where

/**
 * Returns every index entry a case has. A withdrawn case has none, and a duplicate counts nowhere in its
 * members' history, since the case it was merged into does.
 */
export function indexOf(c: string, it: Incident): [key: string, value: IncidentEntry][] {
  if (it.withdrawn !== undefined) return []
  const entry: IncidentEntry = {
    severity: it.severity,
    type: it.type,
    status: it.status,
    ...(it.network === undefined ? {} : { network: it.network }),
    ...(it.where === undefined || it.resolved !== undefined ? {} : { where: foldWord(it.where) }),
  }
  const keys = [incidentKeys.logged(c, it)]
  if (it.duplicateOf === undefined)
    for (const member of it.reported) keys.push(incidentKeys.member(c, member.person, it))
  if (it.resolved !== undefined) keys.push(incidentKeys.resolved(c, it.resolved.at, it.number))
  else {
    keys.push(incidentKeys.open(c, it))
    if (it.owner !== undefined) keys.push(incidentKeys.owner(c, it.owner.person, it))
  }
  return keys.map((at) => [at, entry])
}

/** Adds a step to a case's timeline; the case itself is still to be kept. Returns the case with one step more. */
export function addStep(use: Work, it: Incident, done: Omit<Step, 'v' | 'at'>): Incident {
  use.set(
    incidentKeys.step(use.community, it.number, it.steps + 1),
    step.parse({ v: 1, at: use.now.epochMilliseconds, ...done }),
  )
  return { ...it, steps: it.steps + 1 }
}
