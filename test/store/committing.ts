// Commits to a SQLite file, several at a time, until it is killed, and prints the number of each commit as soon as it
// is acknowledged: `committing.ts <url> <first>`. Commit n sets its own key, an index key and one of the shared keys
// to n, and deletes the key of the commit before it in its lane.
import { key } from '../../src/core/store.ts'
import { openStore } from '../../src/store/open.ts'

const [, , url = '', first = '0'] = process.argv
const { store } = await openStore(url)
const lanes = 4
await Promise.all(
  Array.from({ length: lanes }, async (_, lane) => {
    for (let number = Number(first) + lane; ; number += lanes) {
      await store.commit({
        id: String(number),
        checks: [[key('own', number), null]],
        set: [
          [key('own', number), number],
          [key('index', lane, number), number],
          [key('lane', lane), number],
          [key('long', lane), { number, text: 'x'.repeat(20_000) }],
        ],
        delete: number - lanes >= Number(first) ? [key('own', number - lanes)] : [],
      })
      process.stdout.write(`${number}\n`)
    }
  }),
)
