import { createHash } from 'node:crypto'
import type { Place, Who } from '../../core/person.ts'
import { under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { whole } from '../ledger.ts'
import { type Counts, finalNumber, lastNumber, type Numbered, numbered } from '../numbering.ts'
import { type PersonRecord, whoOf } from '../people.ts'
import { admins, rated } from '../roles.ts'
import { holdSettings, purposes, type Settings, settingsOf } from '../settings.ts'
import type { Invitation } from './invitation.ts'
import { type Space, seenFrom } from './space.ts'

type Purpose = (typeof purposes)[number]

/** What a place is used for once two are one: `holds`, and whether it was named here; `ends` was named here and is let go. */
export interface PlannedPlace {
  purpose: Purpose
  holds: Place
  ours: boolean
  ends?: Place
}

/** What becomes of two communities that are made one; the settings are those of the one that invited. */
export interface Plan {
  invitation: Invitation
  settings: Settings
  places: PlannedPlace[]
  people: PersonRecord[]
  /** Who of them may manage both. */
  managers: Who[]
  /** How many of each the two have numbered so far. */
  here: Counts
  there: Counts
  /** What both have numbered, each from 1 on: what is from here follows behind what is there. */
  renumbered: Numbered[]
  /** Names what is agreed to: another one is asked about again. */
  token: string
}

/** Counts what the community has numbered so far, also what was taken back since; it does not grow until the commit. */
const countsOf = async (use: Work): Promise<Counts> => ({
  incident: await finalNumber(use, 'incident'),
  reminder: await finalNumber(use, 'reminder'),
  digest: await finalNumber(use, 'digest'),
})

/** Counts what another community has numbered by now. */
const countsThere = async (use: Work): Promise<Counts> => ({
  incident: await lastNumber(use, 'incident'),
  reminder: await lastNumber(use, 'reminder'),
  digest: await lastNumber(use, 'digest'),
})

/** Tells what becomes of the community of the work, that of `space`, when it is joined to the one that invites. */
export async function planOf(use: Work, invitation: Invitation, space: Space): Promise<Plan> {
  const other = seenFrom(use, invitation.community)
  const [ours, theirs] = [await settingsOf(use), await settingsOf(other)]
  holdSettings(use)
  const { [admins]: _admins, ...grants } = ours.roles
  const places = placesOf(ours, theirs)
  const here = await countsOf(use)
  const there = await countsThere(other)
  const settings: Settings = {
    ...theirs,
    // References stay what they were, where only one of the two has any.
    prefix: here.incident > 0 && there.incident === 0 ? ours.prefix : theirs.prefix,
    formers: [
      ...(theirs.formers ?? []),
      {
        platform: space.platform,
        space: space.space,
        community: use.community,
        prefix: ours.prefix,
        last: here,
        added: addedTo(here, there),
      },
    ],
    places: Object.fromEntries(places.map(({ purpose, holds }) => [purpose, holds])),
    ...seenOf(places, ours, theirs),
    kept: [...(theirs.kept ?? []), ...(ours.kept ?? []), ...keptOf(places, ours)],
    roles: { ...grants, ...theirs.roles },
  }
  const people = (await everyoneOf(use)).map((it) => rated(it, settings))
  const managers = people.filter(({ role, accounts }) => role === 'manager' && accounts.length > 0).map(whoOf)
  const renumbered = numbered.filter((of) => here[of] > 0 && there[of] > 0)
  const agreed = JSON.stringify([invitation.community, invitation.at, settings, managers])
  return {
    invitation,
    settings,
    places,
    people,
    managers,
    here,
    there,
    renumbered,
    token: createHash('sha256').update(agreed).digest('hex').slice(0, 24),
  }
}

/** What is from here is numbered on from what is there. */
const addedTo = (here: Counts, there: Counts): Counts => {
  const added = (of: Numbered) => (here[of] > 0 ? there[of] : 0)
  return { incident: added('incident'), reminder: added('reminder'), digest: added('digest') }
}

/** What was named there holds; what was named only here is used for both. */
function placesOf(ours: Settings, theirs: Settings): PlannedPlace[] {
  return purposes.flatMap((purpose): PlannedPlace[] => {
    const [here, there] = [ours.places[purpose], theirs.places[purpose]]
    if (there !== undefined)
      return [{ purpose, holds: there, ours: false, ...(here === undefined ? {} : { ends: here }) }]
    return here === undefined ? [] : [{ purpose, holds: here, ours: true }]
  })
}

/** A place that is let go stays its team's: what hangs there says no less than before. */
const keptOf = (places: PlannedPlace[], { seen = {} }: Settings): NonNullable<Settings['kept']> =>
  places.flatMap(({ ends, purpose }) => {
    const sees = seen[purpose]
    return ends === undefined ? [] : [{ place: ends, ...(sees === undefined ? {} : { sees }) }]
  })

/** How far a place sees comes along with it. */
function seenOf(places: PlannedPlace[], here: Settings, there: Settings): Pick<Settings, 'seen'> {
  const seen: NonNullable<Settings['seen']> = {}
  for (const { ours, purpose } of places) {
    const sees = (ours ? here : there).seen?.[purpose]
    if (sees !== undefined) seen[purpose] = sees
  }
  return { seen }
}

/** Lists everybody the community knows; none of them may change until the commit. */
async function everyoneOf(use: Work): Promise<PersonRecord[]> {
  const found = await use.list<PersonRecord>({ ...under('c', use.community, 'person'), limit: whole })
  for (const { key } of found) use.hold(key)
  return found.map(({ value }) => value)
}
