import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/core/store.ts'
import { altered } from '../../../src/core/work.ts'
import {
  audit,
  eraseAudit,
  newestAudit,
  noticing,
  openEntries,
  sealedEntries,
} from '../../../src/features/audit/entries.ts'
import { term } from '../../../src/features/audit/lease.ts'
import { openStore } from '../../../src/store/open.ts'
import { temporaryFolder } from '../../store/folder.ts'
import { who } from '../courier-rig.ts'
import { createLife } from '../mortal.ts'
import { type Audit, createAudit, home } from './rig.ts'

const whole = { erased: 0, open: 0, wrong: 0, problems: [] }
const folder = temporaryFolder()
let files = 0

/** Writes entries as they were written before there were seals. */
async function old(it: Audit, count: number) {
  await it.process().note(count)
  const entries = await it.rows('audit-open/')
  await it.tamper(
    Object.fromEntries(
      entries.flatMap(({ key, value }) => [
        [key, undefined],
        [sealedEntries(home).from + key.slice(openEntries(home).from.length), value],
      ]),
    ),
  )
}

/** Counts what is committed to a store. */
function counted(store: Store) {
  const count = { commits: 0, reads: 0 }
  const on: Store = {
    ...store,
    commit: (change) => {
      count.commits++
      return store.commit(change)
    },
    range: (range) => {
      count.reads++
      return store.range(range)
    },
  }
  return { count, on }
}

describe.each([
  ['memory', () => 'memory://'],
  ['sqlite', () => `sqlite://${join(folder, `${++files}.db`)}`],
])('on the %s store', (_, url) => {
  test('what was written is sealed in batches, and stays to be read as it was', async () => {
    const { store } = await openStore(url())
    const it = await createAudit(store)
    const one = it.process()
    await one.note(7)
    await one.note(2, 'discord-G1')
    const written = await it.write(one.clock, home, (use) => newestAudit(use, 100))
    expect(await it.check()).toMatchObject({ ...whole, open: 7, entries: 0, seals: 0 })
    await one.seal()
    expect(await it.check()).toMatchObject({ ...whole, entries: 7, seals: 3, end: { number: 3 } })
    expect(await it.check('discord-G1')).toMatchObject({ ...whole, entries: 2, seals: 1 })
    expect(await it.rows('audit-open/')).toEqual([])
    expect(await it.write(one.clock, home, (use) => newestAudit(use, 100))).toEqual(written)
    expect(written).toHaveLength(7)
    expect(it.log.errors).toEqual([])
    await store.close()
  })

  test('several processes at once seal everything once, whatever their clocks say', async () => {
    const { store } = await openStore(url())
    const it = await createAudit(store)
    const all = [0, 3_600_000, -86_400_000, 40].map((aside) => it.process(aside))
    for (let round = 0; round < 12; round++)
      await Promise.all(all.flatMap((each) => [each.note(2), each.seal(), each.seal(0)]))
    for (const each of all) await each.seal(term / 1000 + 1)
    expect(await it.check()).toMatchObject({ ...whole, entries: 96 })
    expect(it.log.errors).toEqual([])
    await store.close()
  })
})

test('an entry that comes late, under an older time, is sealed after those of a newer one', async () => {
  const it = await createAudit()
  const [one, late] = [it.process(), it.process(-7_200_000)]
  await one.note(2)
  await one.seal()
  await late.note(2)
  await one.seal()
  expect(await it.check()).toMatchObject({ ...whole, entries: 4, seals: 2 })
})

test('an audit from before there were seals is taken in bit by bit, by whoever goes on with it', async () => {
  const it = await createAudit()
  await old(it, 100)
  expect(await it.check()).toMatchObject({ ...whole, open: 100 })
  const one = it.process(0, { batch: 3 })
  await one.seal()
  await one.note(4)
  expect(await it.check()).toMatchObject({ ...whole, entries: 60, open: 44, seals: 20 })
  const two = it.process(10_000, { batch: 5 })
  await two.seal()
  expect(await it.check()).toMatchObject({ ...whole, entries: 104, open: 0, seals: 29 })
})

test('where nothing is new, nothing is written, and it is looked at once a second at most', async () => {
  const it = await createAudit()
  const { count, on } = counted(it.store)
  const one = it.process(0, { on })
  expect(await one.seal()).toBeUndefined()
  await one.note(3)
  count.commits = 0
  const next = await one.seal()
  expect(count.commits).toBe(2)
  const { reads } = count
  expect(await one.seal(0)).toBe(next)
  expect(count.reads).toBe(reads)
  // For as long as it is the one that seals it looks for what others write, and then not before it is told.
  expect(await one.seal()).toBe(Number(next) + 1000)
  expect(await one.seal(10)).toBeUndefined()
  expect(count.commits).toBe(2)
})

test('one process seals for all; the next waits until that has ended, however far its clock was ahead', async () => {
  const it = await createAudit()
  const [dead, alive] = [it.process(3_600_000), it.process()]
  await dead.note()
  await dead.seal()
  await alive.note()
  const now = () => alive.clock.now().epochMilliseconds
  const free = await alive.seal()
  expect(free).toBe(now() + term)
  expect(await it.check()).toMatchObject({ entries: 1, open: 1 })
  await alive.seal(term / 1000)
  expect(await it.check()).toMatchObject({ ...whole, entries: 2 })
})

test('a process that ends seals what is left and lets the next one seal at once', async () => {
  const it = await createAudit()
  const [one, two] = [it.process(), it.process(1)]
  await one.note()
  await one.seal()
  await one.note()
  await one.sealer.finish()
  expect(await it.check()).toMatchObject({ ...whole, entries: 2 })
  await two.note()
  await two.seal()
  expect(await it.check()).toMatchObject({ ...whole, entries: 3 })
})

test('a chain that does not end as it was left is left alone, told of once, and keeps no other from being sealed', async () => {
  const it = await createAudit()
  const one = it.process()
  await one.note(4)
  await one.seal()
  await it.tamper({ [`audit-seal/${home}/00000000000002`]: undefined })
  for (let round = 0; round < 3; round++) {
    await one.note()
    await one.note(1, 'discord-G1')
    await one.seal()
  }
  expect(await it.check('discord-G1')).toMatchObject({ ...whole, entries: 3 })
  expect(await it.check()).toMatchObject({
    open: 3,
    problems: [{ what: 'gap', seal: 2, to: 2 }, { what: 'unsealed' }],
  })
  expect(it.log.errors).toHaveLength(1)
})

test('whoever writes through a store that notices is noticed, for entries only', async () => {
  const it = await createAudit()
  let noticed = 0
  const on = await createAudit(noticing(it.store, () => noticed++))
  const one = on.process()
  await on.write(one.clock, home, (use) => use.set('c/slack-T1/settings', 1))
  expect(noticed).toBe(0)
  await one.note(2)
  expect(noticed).toBe(2)
})

test('what was taken out is told of, by whom, and can be taken out before it is sealed as well as after', async () => {
  const it = await createAudit()
  const one = it.process()
  await one.note(2)
  const [early, later] = (await it.rows('audit-open/')).map(({ key }) =>
    key.slice(openEntries(home).from.length),
  )
  const erase = (name = '') => it.write(one.clock, home, (use) => eraseAudit(use, name, who('anna')))
  expect(await erase(early)).toBe(true)
  await one.seal()
  expect(await erase(later)).toBe(true)
  expect(await erase(later)).toBe(false)
  expect(await it.check()).toMatchObject({ ...whole, entries: 1, erased: 1, open: 1 })
  await one.seal()
  expect(await it.check()).toMatchObject({ ...whole, entries: 2, erased: 1 })
  const told = await it.write(one.clock, home, (use) => newestAudit(use, 10))
  expect(told.map(({ by, did, of }) => [by?.name, did, of]).sort()).toEqual(
    [early, later].map((name) => ['anna', 'audit.erased', name]).sort(),
  )
  const [itself = ''] = (await it.rows(sealedEntries(home).from)).map(({ key }) => key)
  await expect(erase(itself.slice(sealedEntries(home).from.length))).rejects.toThrow('stays on record')
})

test.each([
  ['new', (it: Audit) => it.process().note(8)],
  ['from before there were seals', (it: Audit) => old(it, 8)],
])('processes that end at any step leave what is %s to the next one, in the same chain', async (_, write) => {
  let longest = 0
  for (let endsAt = 1; endsAt < 30; endsAt++) {
    const it = await createAudit()
    await write(it)
    const life = createLife(it.store, endsAt)
    await it
      .process(0, { on: life.store })
      .seal()
      .catch(() => undefined)
    longest = Math.max(longest, life.steps)
    expect(await it.check()).toMatchObject({ wrong: 0, problems: [] })
    await it.process().note(3)
    await it.process(term + 1000).seal()
    expect(await it.check()).toMatchObject({ ...whole, entries: 11 })
    if (!life.dead) break
  }
  // The lease and three seals are two steps each.
  expect(longest).toBe(8)
})

test('an act that is told in the audit of two communities at once stays two entries', async () => {
  const it = await createAudit()
  const one = it.process()
  await it.write(one.clock, home, (use) => {
    audit(use, { did: 'settings.joined', of: 'settings' })
    audit(altered(use, { community: 'discord-G1' }), {
      did: 'settings.joined',
      of: 'settings',
    })
  })
  await one.seal()
  expect(await it.check()).toMatchObject({ ...whole, entries: 1 })
  expect(await it.check('discord-G1')).toMatchObject({ ...whole, entries: 1 })
})
