import { once } from 'node:events'
import { systemClock } from '../../src/core/clock.ts'
import { key } from '../../src/core/store.ts'
import { update } from '../../src/core/update.ts'
import { openStore } from '../../src/store/open.ts'

// `counter.ts URL NAME TIMES` adds one to a counter so many times, and notes who counted to each number.
const [url = '', name = '', times = '0'] = process.argv.slice(2)

const { store } = await openStore(url)
console.log('ready')
await once(process.stdin, 'data')
for (let turn = 1; turn <= Number(times); turn++)
  await update({ store, clock: systemClock, community: 'home', id: `${name} ${turn}` }, async (work) => {
    const count = ((await work.get<number>('count')) ?? 0) + 1
    work.set('count', count)
    work.set(key('counted', count), name)
  })
await store.close()
