import { join } from 'node:path'
import { expect, it } from 'vitest'
import { under } from '../../src/core/store.ts'
import { openStore } from '../../src/store/open.ts'
import { one } from '../contracts/store.ts'
import { temporaryFolder } from './folder.ts'
import { startWorker } from './process.ts'
import { writerKeys } from './rows.ts'

const folder = temporaryFolder()
const each = 500

it('two processes on one file count together, and lose not one', async () => {
  const url = `sqlite://${join(folder, 'counter.db')}`
  const workers = ['left', 'right'].map((name) => startWorker('counter.ts', [url, name, `${each}`]))
  await Promise.all(workers.map((worker) => worker.ready))
  for (const worker of workers) worker.go()
  expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual([0, 0])

  const { store } = await openStore(url)
  expect((await one(store, 'count'))?.value).toBe(2 * each)
  const counted = (await store.range({ ...under('counted'), limit: 5000 })).map((entry) => entry.value)
  expect(counted).toHaveLength(2 * each)
  expect(counted.filter((name) => name === 'left')).toHaveLength(each)
  // They really were at it at the same time: neither was done before the other began.
  expect(counted.indexOf('left')).toBeLessThan(counted.lastIndexOf('right'))
  expect(counted.indexOf('right')).toBeLessThan(counted.lastIndexOf('left'))
  await store.close()
})

it('two processes open one new file at the same time, and both use it', async () => {
  for (const round of ['first', 'second']) {
    const url = `sqlite://${join(folder, `new-${round}`, 'store.db')}`
    const workers = ['left', 'right'].map((name) => startWorker('counter.ts', [url, name, '1']))
    for (const worker of workers) worker.go()
    expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual([0, 0])
    const { store } = await openStore(url)
    expect((await one(store, 'count'))?.value).toBe(2)
    await store.close()
  }
})

it('what another process commits is read whole, though many keys are asked for while it writes', async () => {
  const url = `sqlite://${join(folder, 'whole.db')}`
  const { store } = await openStore(url)
  const worker = startWorker('committer.ts', [url, '0'])
  await worker.ready
  worker.go()
  const keys = Array.from({ length: 20 }, () => writerKeys(0)).flat()
  const seen = new Set<unknown>()
  while (seen.size < 100) {
    const texts = new Set((await store.getMany(keys)).map((entry) => entry?.value))
    expect(texts.size).toBe(1)
    for (const text of texts) if (text !== undefined) seen.add(text)
    await new Promise(setImmediate)
  }
  worker.kill()
  await worker.ended
  await store.close()
})
