import { listAt } from '../../core/peek.ts'
import { type Api, cursorIn } from './api.ts'

const minute = 60_000

/** How long a list that was read counts as new, and how old one may be that cannot be renewed, in milliseconds. */
export const fresh = 5 * minute
export const stale = 24 * 60 * minute

/** How many pages of a list are read, of 500 each, and how long one may take, in milliseconds: nobody waits for all. */
const most = 20
const size = 500
const reading = 10_000

/**
 * Reads a list page after page; `undefined` where it cannot be told now. For an app that may not look there is nothing.
 */
export async function everyPage(
  api: Pick<Api, 'call'>,
  method: string,
  list: string,
  asked: Record<string, unknown> = {},
): Promise<readonly unknown[] | undefined> {
  const found: unknown[] = []
  for (let nth = 0, cursor = ''; nth < most; nth++) {
    const args = { ...asked, limit: size, ...(cursor && { cursor }) }
    const answered = await api.call(method, args, { timeout: reading })
    if ('refused' in answered && answered.refused.code !== 'auth') return found
    if (!('ok' in answered)) return undefined
    found.push(...listAt(answered.ok, list))
    cursor = cursorIn(answered.ok)
    if (cursor === '') break
  }
  return found
}
