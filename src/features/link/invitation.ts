import * as z from 'zod'
import { platforms, who } from '../../core/person.ts'
import { key } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { asCode, hashOf } from '../codes.ts'
import type { Space } from './space.ts'

const minute = 60 * 1000
/** How long a code is good, in milliseconds. */
const good = 10 * minute
/** How long it is still known that a code was used or is over, in milliseconds. */
const remembered = 24 * 60 * minute
/** How many wrong codes somebody may type, and within which time, in milliseconds. */
const tries = 5
const triesWithin = 10 * minute

/**
 * What a code stands for: the community that may be joined by it. The code itself is kept nowhere. Times are
 * milliseconds; `used` tells which space was joined by it.
 */
const invitation = z.object({
  v: z.literal(1),
  community: z.string(),
  platform: z.enum(platforms),
  space: z.string(),
  by: who,
  at: z.number(),
  expires: z.number(),
  used: z.object({ at: z.number(), by: who, platform: z.enum(platforms), space: z.string() }).optional(),
})
export type Invitation = z.infer<typeof invitation>

/** When somebody typed wrong codes, and until when that counts; in milliseconds. */
interface Tries {
  at: number[]
  expires: number
}

const invitationKey = (hash: string) => key('invitation', hash)
/** The one code of a community. */
const currentKey = (community: string) => key('c', community, 'invitation')
const triesKey = (community: string, person: string) => key('c', community, 'link-tries', person)

/** Has a code stand for the community from now on, in place of the one before. Answers until when, in milliseconds. */
export async function invite(
  use: Work,
  code: string,
  { by, from }: { by: Invitation['by']; from: Space },
): Promise<number> {
  await withdraw(use)
  const at = use.now.epochMilliseconds
  const hash = hashOf(code)
  const expires = at + good
  keepInvitation(use, hash, {
    v: 1,
    community: use.community,
    platform: from.platform,
    space: from.space,
    by,
    at,
    expires,
  })
  use.set(currentKey(use.community), hash)
  use.expire(currentKey(use.community), expires + remembered)
  return expires
}

/** Takes the community's code back, where it was not used. */
export async function withdraw(use: Work): Promise<void> {
  const current = currentKey(use.community)
  const hash = await use.get<string>(current)
  if (hash === undefined) return
  if ((await use.get<Invitation>(invitationKey(hash)))?.used === undefined) use.delete(invitationKey(hash))
  use.delete(current)
}

/** Returns what a typed code stands for, used and over or not; `undefined` for no code of ours. */
export const invitationOf = (use: Work, typed: string): Promise<Invitation | undefined> =>
  use.get<Invitation>(invitationKey(hashOf(asCode(typed))))

/** Remembers which space was joined by a code: it is good for no other. */
export function keepUsed(use: Work, typed: string, it: Invitation, used: Invitation['used']): void {
  keepInvitation(use, hashOf(asCode(typed)), { ...it, used })
}

function keepInvitation(use: Work, hash: string, it: Invitation): void {
  use.set(invitationKey(hash), invitation.parse(it))
  use.expire(invitationKey(hash), use.now.epochMilliseconds + good + remembered)
}

const triesOf = async (use: Work, person: string): Promise<number[]> => {
  const since = use.now.epochMilliseconds - triesWithin
  return ((await use.get<Tries>(triesKey(use.community, person)))?.at ?? []).filter((at) => at > since)
}

/** Returns when somebody may try again, in milliseconds; `undefined` where they may now. */
export async function barredUntil(use: Work, person: string): Promise<number | undefined> {
  const [first, ...others] = await triesOf(use, person)
  return first === undefined || others.length + 1 < tries ? undefined : first + triesWithin
}

/** Counts a wrong code against whoever typed it. */
export async function countWrong(use: Work, person: string): Promise<void> {
  const at = [...(await triesOf(use, person)), use.now.epochMilliseconds]
  const expires = use.now.epochMilliseconds + triesWithin
  use.set(triesKey(use.community, person), { at, expires } satisfies Tries)
  use.expire(triesKey(use.community, person), expires)
}
