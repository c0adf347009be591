import type { Work } from '../../core/work.ts'
import { type IndexRange, incidentRanges, incidentsAt, numberAt } from './queries.ts'
import type { Incident, IncidentEntry, IncidentType, Severity, Status } from './record.ts'

/** How many entries one list looks through at most, so that no question walks the whole history. */
const lookThrough = 5000
/** How many are read at once. */
const page = 500

/** Which cases to list; without a status those that are not resolved. `since` in milliseconds. */
export interface Filter {
  status?: Status | undefined
  severity?: Severity | undefined
  type?: IncidentType | undefined
  /** The id of a person who was reported. */
  member?: string | undefined
  /** The id of the person who has it. */
  owner?: string | undefined
  network?: string | undefined
  /** Logged since then, or resolved since then where the resolved ones are asked for. */
  since?: number | undefined
}

/** One page of a list. `whole` is false where more was there than a list looks through. */
interface Listed {
  items: Incident[]
  total: number
  whole: boolean
}

/**
 * Lists cases: open ones most urgent first, resolved ones newest first. What the index entries do not tell is
 * looked up in the cases themselves, only where such a filter was given.
 */
export async function listIncidents(
  use: Work,
  filter: Filter,
  { skip, take }: { skip: number; take: number },
): Promise<Listed> {
  const range = rangeOf(use, filter)
  const needsRecord = filter.since !== undefined || filter.member !== undefined || filter.owner !== undefined
  const matching: number[] = []
  let looked = 0
  let next: IndexRange | undefined = range
  while (next !== undefined && looked < lookThrough) {
    const entries: { key: string; value: IncidentEntry }[] = await use.list<IncidentEntry>({
      ...next,
      limit: page,
    })
    looked += entries.length
    const numbers = entries.filter(({ value }) => passes(value, filter)).map((entry) => numberAt(entry.key))
    matching.push(...(needsRecord ? await recordsPassing(use, numbers, filter) : numbers))
    next = entries.length < page ? undefined : after(next, entries.at(-1)?.key)
  }
  return {
    items: await incidentsAt(use, matching.slice(skip, skip + take)),
    total: matching.length,
    whole: next === undefined,
  }
}

function rangeOf(use: Work, { status, owner, since }: Filter): IndexRange {
  if (status === 'resolved')
    return {
      ...incidentRanges.resolved(use, since ?? 0, use.now.epochMilliseconds + 1),
      reverse: true,
    }
  return owner === undefined ? incidentRanges.open(use) : incidentRanges.owner(use, owner)
}

/** The rest of a run behind the last key that was read. */
function after({ from, to, reverse = false }: IndexRange, last: string | undefined): IndexRange | undefined {
  if (last === undefined) return undefined
  return reverse ? { from, to: last, reverse } : { from: `${last}!`, to }
}

const passes = (entry: IncidentEntry, { status, severity, type, network }: Filter): boolean =>
  (status === undefined || entry.status === status) &&
  (severity === undefined || entry.severity === severity) &&
  (type === undefined || entry.type === type) &&
  (network === undefined || foldNetwork(entry.network) === foldNetwork(network))

const foldNetwork = (network: string | undefined) => network?.trim().toLowerCase()

async function recordsPassing(use: Work, numbers: number[], filter: Filter): Promise<number[]> {
  const { member, owner, since, status } = filter
  return (await incidentsAt(use, numbers))
    .filter(
      (it) =>
        (member === undefined || it.reported.some(({ person }) => person === member)) &&
        (owner === undefined || it.owner?.person === owner) &&
        (since === undefined || status === 'resolved' || it.logged >= since),
    )
    .map(({ number }) => number)
}
