import type { Place, Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { takeNumber } from '../numbering.ts'
import { post } from '../outbox.ts'
import { settingsOf } from '../settings.ts'
import { noteUsed } from '../used.ts'
import { keepAct } from './act.ts'
import { addEvidence, doneSince, doneValues, type Proof, withDone } from './evidence.ts'
import {
  type Action,
  type Incident,
  type IncidentType,
  incident,
  proposedSeverity,
  type Severity,
} from './record.ts'
import { subjectOf } from './reference.ts'

/** What somebody writes down about what happened. `reporter` is whoever told them; they themselves otherwise. */
export interface Report {
  what: string
  type: IncidentType
  severity?: Severity | undefined
  reported: Who[]
  affected: Who[]
  accounts?: number | undefined
  actions: Action[]
  link?: string | undefined
  happened?: number | undefined
  network?: string | undefined
  where?: string | undefined
  reporter?: Who | undefined
  from: Place
  proofs: Proof[]
}

/**
 * Logs a case under the next number and hangs its card up in the place for moderation, where one is set.
 * `owns`: whoever logs it has it in hand.
 */
export async function logIncident(use: Work, by: Who, report: Report, owns: boolean): Promise<Incident> {
  const now = use.now.epochMilliseconds
  const card = (await settingsOf(use)).places.moderation
  const { actions, accounts, link, network, where } = report
  const blank = incident.parse({
    v: 1,
    number: await takeNumber(use, 'incident'),
    what: report.what,
    type: report.type,
    severity: report.severity ?? proposedSeverity[report.type],
    status: owns ? 'progress' : 'open',
    happened: report.happened ?? now,
    logged: now,
    by,
    reporters: [report.reporter ?? by],
    reported: unique(report.reported),
    affected: unique(report.affected),
    actions: actions.filter((each) => each !== 'nothing'),
    from: report.from,
    related: [],
    steps: 0,
    evidence: 0,
    ...(accounts === undefined ? {} : { accounts }),
    ...(link === undefined ? {} : { link }),
    ...(network === undefined ? {} : { network }),
    ...(where === undefined ? {} : { where }),
    ...(card === undefined ? {} : { card }),
    ...(owns ? { owner: by, assigned: { by, at: now } } : {}),
  })
  await noteUsed(use, 'network', network)
  const fresh = addEvidence(use, blank, report.proofs)
  const values = { type: fresh.type, severity: fresh.severity, ...doneValues(fresh) }
  const kept = await keepAct(use, { before: undefined, after: fresh }, { by, did: 'logged', values })
  if (card !== undefined)
    await post(use, {
      view: 'incident',
      of: subjectOf(kept.number),
      to: { place: card },
      key: subjectOf(kept.number),
    })
  return kept
}

/** Adds what somebody reports to a case that is open already: one thing, two reporters. */
export async function addReport(use: Work, into: Incident, by: Who, report: Report): Promise<Incident> {
  const { actions, accounts, affected, proofs, reported, reporter = by, what } = report
  const after = {
    ...withDone(addEvidence(use, into, proofs), { actions, accounts }),
    reporters: unique([...into.reporters, reporter]),
    reported: unique([...into.reported, ...reported]),
    affected: unique([...into.affected, ...affected]),
  }
  const done = doneSince(into, { actions, accounts })
  const values = proofs.length === 0 ? done : { ...done, count: proofs.length }
  return keepAct(use, { before: into, after }, { by, did: 'added', text: what, values }, { final: true })
}

/** Leaves out who is named twice. */
export const unique = (people: readonly Who[]): Who[] =>
  people.filter((each, index) => people.findIndex((other) => other.person === each.person) === index)

/** The network that is meant where none is typed: the chat it is typed in, unless that is nobody's community. */
export const networkAt = ({ platform }: Place): string | undefined =>
  platform === 'discord' ? 'Discord' : platform === 'slack' ? 'Slack' : undefined
