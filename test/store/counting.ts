// Counts up one counter in a SQLite file, together with whoever else does: `counting.ts <url> <times>`.
import { openStore } from '../../src/store/open.ts'
import { increment } from '../contracts/counter.ts'

const [, , url = '', times = '0'] = process.argv
const { store } = await openStore(url)
process.stdout.write('ready\n')
await new Promise((go) => process.stdin.once('data', go))
for (let count = 0; count < Number(times); count++) await increment(store, 'counter')
await store.close()
process.stdin.destroy()
