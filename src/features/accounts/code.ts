import * as z from 'zod'
import { who } from '../../core/person.ts'
import { key } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { asCode, hashOf } from '../codes.ts'

const minute = 60 * 1000
/** How long a code is good, in milliseconds. */
const good = 10 * minute

/** What a code stands for: the account it was made on. The code itself is kept nowhere. */
const offer = z.object({ v: z.literal(1), by: who, expires: z.number() })
type Offer = z.infer<typeof offer>

const offerKey = (community: string, code: string) =>
  key('c', community, 'account-code', hashOf(asCode(code)))

/** Has a code stand for an account; answers until when, in milliseconds. */
export function offerAccount(use: Work, code: string, by: Offer['by']): number {
  const expires = use.now.epochMilliseconds + good
  const at = offerKey(use.community, code)
  use.set(at, offer.parse({ v: 1, by, expires }))
  use.expire(at, expires)
  return expires
}

/** Returns whose account a code stands for, `undefined` for one that was never made, was used or is over. */
export async function offered(use: Work, code: string): Promise<Offer['by'] | undefined> {
  const found = await use.get<Offer>(offerKey(use.community, code))
  return found === undefined || found.expires <= use.now.epochMilliseconds ? undefined : found.by
}

/** Has a code stand for nothing any more: it was used. */
export const endOffer = (use: Work, code: string): void => use.delete(offerKey(use.community, code))
