import type { Store } from '../core/store.ts'

/** Finds the communities that have records, one seek each. */
export async function* communitiesIn(store: Store): AsyncGenerator<string> {
  for (let from = 'c/'; ; ) {
    const [entry] = await store.range({ from, to: 'c/~', limit: 1 })
    if (entry === undefined) return
    const [, name = ''] = entry.key.split('/')
    yield decodeURIComponent(name)
    from = `c/${name}/~`
  }
}
