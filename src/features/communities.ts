import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import type { House } from '../core/house.ts'
import type { Store } from '../core/store.ts'

/** What it takes to follow what changes outside of Vigie. */
export interface Following {
  store: Store
  clock: Clock
  house: House
  log: Log
}

/**
 * Does something for every community that has records, one after the other, and answers the sum of what that came to.
 * One that cannot be read must not keep the others from being looked after: it is logged, by what failed.
 */
export async function forEachCommunity(
  { log, store }: Pick<Following, 'log' | 'store'>,
  failed: string,
  work: (community: string) => Promise<number>,
): Promise<number> {
  let sum = 0
  for await (const community of communitiesIn(store))
    try {
      sum += await work(community)
    } catch (error) {
      log.error(failed, error, { community })
    }
  return sum
}

/** Finds the communities that have records, or something of a kind that is kept by community, one seek each. */
export async function* communitiesIn(store: Store, kind = 'c'): AsyncGenerator<string> {
  for (let from = `${kind}/`; ; ) {
    const [entry] = await store.range({ from, to: `${kind}/~`, limit: 1 })
    if (entry === undefined) return
    const [, name = ''] = entry.key.split('/')
    yield decodeURIComponent(name)
    from = `${kind}/${name}/~`
  }
}
