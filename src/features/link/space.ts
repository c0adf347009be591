import * as z from 'zod'
import { type Account, place, platforms, who } from '../../core/person.ts'
import { key, type Store, under } from '../../core/store.ts'
import { altered, type Work } from '../../core/work.ts'
import { purposes } from '../settings.ts'

/** A workspace or server: where a community lives on one platform. */
export type Space = Pick<Account, 'platform' | 'space'>

/**
 * A space that was joined to a community. `was` is the community it had of its own, whose records were brought over;
 * `places` are those it had named there. `at` in milliseconds.
 */
const joined = z.object({
  v: z.literal(1),
  platform: z.enum(platforms),
  space: z.string(),
  was: z.string(),
  by: who,
  invited: who,
  at: z.number(),
  places: z.partialRecord(z.enum(purposes), place),
})
export type Joined = z.infer<typeof joined>

/** How many spaces of a community are looked at. */
const most = 100

const spaceKey = (it: Space): string => key('space', it.platform, it.space)
const joinedKey = (community: string, it: Space): string =>
  key('c', community, 'space', it.platform, it.space)

/** The community a space has of its own. */
const ownCommunity = (it: Space): string => `${it.platform}-${it.space}`

const named = (value: unknown, it: Space): string => (typeof value === 'string' ? value : ownCommunity(it))

/** Returns the community a space belongs to: its own until it is linked to another. */
export async function communityOf(store: Store, it: Space): Promise<string> {
  const [link] = await store.getMany([spaceKey(it)])
  return named(link?.value, it)
}

/**
 * Tells whether a space still belongs to the community of the work, and sees to it that it does until the commit:
 * nothing is written into a community that was joined to another meanwhile.
 */
export async function staysIn(use: Work, it: Space): Promise<boolean> {
  const at = spaceKey(it)
  const found = await use.get<string>(at)
  use.hold(at)
  return named(found, it) === use.community
}

/** Returns the spaces that were joined to the community, by platform. */
export const joinedTo = async (use: Work): Promise<Joined[]> =>
  (await use.list<Joined>({ ...under('c', use.community, 'space'), limit: most })).map(({ value }) => value)

/** Has a space belong to the community of the work from now on. */
export function keepJoined(use: Work, it: Joined): void {
  use.set(spaceKey(it), use.community)
  use.set(joinedKey(use.community, it), joined.parse(it))
}

/** The same work, seen from another community: what both write is one commit. */
export const seenFrom = (use: Work, community: string): Work => altered(use, { community })
