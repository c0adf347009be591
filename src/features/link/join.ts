import type { Who } from '../../core/person.ts'
import { key } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { audit } from '../audit/entries.ts'
import { whole } from '../ledger.ts'
import { numbered, takeNumbers } from '../numbering.ts'
import { keepPerson, personRecordOf } from '../people.ts'
import { keepSettings, settingsOf } from '../settings.ts'
import { keepUsed, withdraw } from './invitation.ts'
import { beginImport } from './job.ts'
import { passageOf } from './passage.ts'
import type { Plan } from './plan.ts'
import { carryShelf, refreshHomes } from './remains.ts'
import { keepJoined, type Space, seenFrom } from './space.ts'

/**
 * Makes the community of the work one with the one that invited it, in one small commit: whoever comes from the space
 * belongs there from now on, everybody comes along, and the numbers of all there is here are taken there. Its records
 * are brought over afterwards, bit by bit; until one is, it lives on where it was.
 */
export async function join(
  use: Work,
  typed: string,
  { here, invitation, people, settings }: Plan,
  { by, space }: { by: Who; space: Space },
): Promise<void> {
  const into = seenFrom(use, invitation.community)
  const at = use.now.epochMilliseconds
  const { places, prefix } = await settingsOf(use)
  await withdraw(use)
  keepUsed(use, typed, invitation, { at, by, platform: space.platform, space: space.space })
  keepSettings(into, settings)
  await mergeLinks(use, into)
  for (const it of people) if ((await personRecordOf(into, it.id)) === undefined) await keepPerson(into, it)
  for (const of of numbered) await takeNumbers(into, of, here[of])
  keepJoined(into, {
    v: 1,
    ...space,
    was: use.community,
    by,
    invited: invitation.by,
    at,
    places,
  })
  const added = settings.formers?.at(-1)?.added
  if (added === undefined) throw new Error(`no numbers are planned for ${use.community}`)
  const coming = { was: use.community, ...space, prefix, by, at, last: here, added, touched: 0 }
  // Whoever looks at their Home looks at that of both.
  await carryShelf(passageOf(into, coming), 'home-opened', whole)
  await refreshHomes(into, space)
  const none = { incident: 0, reminder: 0, digest: 0 }
  await beginImport(into, { v: 1, ...coming, brought: none, stage: 'threads', left: 0 })
  const what = { platform: space.platform, space: space.space, people: people.length }
  audit(use, { by, did: 'settings.joined', of: 'settings', what: { community: into.community } })
  audit(into, { by, did: 'settings.joined', of: 'settings', what })
}

/** Whose accounts are whose holds for both. */
async function mergeLinks(use: Work, into: Work): Promise<void> {
  const linksOf = ({ community }: Work) => key('c', community, 'account', 'links')
  const ours = await use.get<object>(linksOf(use))
  if (ours === undefined) return
  const theirs = await into.get<object>(linksOf(into))
  into.set(linksOf(into), { ...ours, ...theirs })
}
