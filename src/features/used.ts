import { key, under } from '../core/store.ts'
import { foldWord } from '../core/text.ts'
import type { Work } from '../core/work.ts'

/** What people name freely, and mostly by names they have used before. */
export type Freely = 'network' | 'campaign'

/** How many names are looked through: a team has some dozens. */
const most = 200

const usedKey = (community: string, what: Freely, name: string) =>
  key('c', community, 'used', what, foldWord(name))

/** Remembers a name that was used, as it was written first. */
export async function noteUsed(use: Work, what: Freely, name: string | undefined): Promise<void> {
  if (name === undefined || foldWord(name) === '') return
  const at = usedKey(use.community, what, name)
  if ((await use.get<string>(at)) === undefined) use.set(at, name)
}

/** Lists the names that were used, in their order. */
export const namesUsed = async (use: Work, what: Freely): Promise<string[]> =>
  (await use.list<string>({ ...under('c', use.community, 'used', what), limit: most })).map(
    ({ value }) => value,
  )
