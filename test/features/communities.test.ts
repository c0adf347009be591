import { expect, test } from 'vitest'
import { key } from '../../src/core/store.ts'
import { forEachCommunity } from '../../src/features/communities.ts'
import { openStore } from '../../src/store/open.ts'
import { createFakeLog } from '../fakes.ts'

test('a community that cannot be looked after is logged, and keeps no other from it', async () => {
  const { store } = await openStore('memory://')
  const set = ['a', 'b/c', 'd'].map((name): [string, number] => [key('c', name, 'settings'), 1])
  await store.commit({ id: 'three', checks: [], set, delete: [] })
  const log = createFakeLog()
  const seen: string[] = []
  const sum = await forEachCommunity({ log, store }, 'it failed', async (community) => {
    seen.push(community)
    if (community === 'a') throw new Error('unreadable')
    return 2
  })
  expect(seen).toEqual(['a', 'b/c', 'd'])
  expect(sum).toBe(4)
  expect(log.errors).toMatchObject([{ what: 'it failed', about: { community: 'a' } }])
})
