import { expect, test } from 'vitest'
import { auditEntries, newestAudit } from '../../src/features/audit/entries.ts'
import { createSealer } from '../../src/features/audit/sealing.ts'
import { verify } from '../../src/features/audit/verifying.ts'
import { createBoth, join, settle } from './link-both.ts'
import { discordSide, slackSide } from './link-rig.ts'

const all = 1000

test.each([
  ['before it is joined, and as it arrives', 1],
  ['after it was joined', 100],
])('an audit that is sealed %s has a chain where it was, and another where it is read', async (_, every) => {
  // So little in one commit that the audit comes in many.
  const two = await createBoth({ load: { units: 1, keys: 3 } })
  const store = { ...two.store }
  const sealer = createSealer({ ...two, store, owner: 'a process', batch: 4 })
  let commits = 0
  two.store.commit = async (change) => {
    if (++commits % every === 0) await sealer.finish()
    return store.commit(change)
  }
  await join(two)
  await settle(two)
  await sealer.finish()
  const there = await two.look(discordSide, (use) => auditEntries(use, all))
  const here = await two.look(slackSide, (use) => newestAudit(use, all))
  expect(await verify(two.store, discordSide)).toMatchObject({ entries: there.length, open: 0, wrong: 0 })
  expect(await verify(two.store, slackSide)).toMatchObject({ entries: here.length, open: 0, wrong: 0 })
  expect(there.length).toBeGreaterThan(20)
  // What one act told in both audits is told by both, and then twice in the one.
  const joined = here.filter(({ did }) => did === 'settings.joined')
  expect(joined.map(({ what }) => Object.keys(what ?? {}).sort()).sort()).toEqual([
    ['community'],
    ['people', 'platform', 'space'],
  ])
  const ours = new Set(here.map(({ at, did }) => `${at} ${did}`))
  expect(there.filter(({ value: { at, did } }) => !ours.has(`${at} ${did}`))).toEqual([])
  expect(two.log.errors).toEqual([])
})
