import type { Who } from '../core/person.ts'
import type { Work } from '../core/work.ts'
import { otherAccounts, whoNow } from './people.ts'

/** Returns somebody by each of their accounts, the one they last acted through first. */
export async function whoAnywhere(use: Work, it: Who): Promise<Who[]> {
  const now = await whoNow(use, it)
  const others = await otherAccounts(use, now.account)
  return [now, ...others.map((account) => ({ ...now, account }))]
}
