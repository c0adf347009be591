import type { Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { audit } from '../audit.ts'
import { firstRunView } from '../first-run.ts'
import { touch } from '../outbox.ts'
import { keepPerson, personRecordOf } from '../people.ts'
import { keepSettings, settingsOf } from '../settings.ts'
import { keepUsed, withdraw } from './invitation.ts'
import { copyAudit, moveAlarms, moveRecords, refreshHomes } from './move.ts'
import { moveDeliveries } from './move-deliveries.ts'
import { moveDigests } from './move-digests.ts'
import type { Plan } from './plan.ts'
import { keepJoined, type Space, seenFrom } from './space.ts'

/**
 * Makes the community of the work one with the one that invited it, in one commit: everybody, every record
 * and all that is still to be sent comes along, and whoever comes from the space belongs there from now on. Cases and
 * reminders keep their numbers: of each, only one of the two has any.
 */
export async function join(
  use: Work,
  typed: string,
  plan: Plan,
  { by, space }: { by: Who; space: Space },
): Promise<void> {
  const { invitation, people, settings } = plan
  const into = seenFrom(use, invitation.community)
  const at = use.now.epochMilliseconds
  const { places } = await settingsOf(use)
  await withdraw(use)
  keepUsed(use, typed, invitation, { at, by, platform: space.platform, space: space.space })
  keepSettings(into, settings)
  for (const it of people) if ((await personRecordOf(into, it.id)) === undefined) await keepPerson(into, it)
  await copyAudit(use, into)
  const renamed = await moveDigests(use, into)
  await moveRecords(use, into)
  await moveAlarms(use, into, renamed)
  await moveDeliveries(use, into, renamed)
  await refreshHomes(into, space)
  await touch(into, firstRunView)
  keepJoined(into, {
    v: 1,
    ...space,
    was: use.community,
    by,
    invited: invitation.by,
    at,
    places,
  })
  const what = { platform: space.platform, space: space.space, people: people.length }
  audit(use, { by, did: 'settings.joined', of: 'settings', what: { community: into.community } })
  audit(into, { by, did: 'settings.joined', of: 'settings', what })
}
