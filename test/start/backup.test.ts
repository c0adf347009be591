import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { backUp } from '../../src/start/backup.ts'
import { openStore } from '../../src/store/open.ts'
import { words } from '../test-house.ts'

const folder = mkdtempSync(join(tmpdir(), 'vigie-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const t = words.t('en')

test('a backup is the whole store, taken while it is in use, and opens as a store', async () => {
  const { store } = await openStore('sqlite://live.db', { folder })
  await store.commit({ id: '1', checks: [], set: [['a', 'kept']], delete: [] })
  expect(await backUp('sqlite://live.db', 'copy.db', folder, t)).toMatchObject({ status: 0 })
  await store.commit({ id: '2', checks: [], set: [['b', 'later']], delete: [] })
  await store.close()
  const copy = await openStore('sqlite://copy.db', { folder })
  expect((await copy.store.getMany(['a', 'b'])).map((entry) => entry?.value)).toEqual(['kept', undefined])
  await copy.store.close()
})

test('nothing is ever written over', async () => {
  writeFileSync(join(folder, 'there.db'), 'mine')
  const { said, status } = await backUp('sqlite://live.db', 'there.db', folder, t)
  expect(status).toBe(1)
  expect(said).toContain('already exists')
  expect(readFileSync(join(folder, 'there.db'), 'utf8')).toBe('mine')
})

test('a store that cannot copy itself says so', async () => {
  expect(await backUp('memory://', 'none.db', folder, t)).toMatchObject({ status: 1 })
  expect(existsSync(join(folder, 'none.db'))).toBe(false)
})
