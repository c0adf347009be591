import { once } from 'node:events'
import { openStore } from '../../src/store/open.ts'
import { passingKey, recordKeys, textOf, writerKeys, writers } from './rows.ts'

// `committer.ts URL START` commits numbers above START, several side by side and for ever, and prints each one that
// was acknowledged, after its writer.
const [url = '', start = '0'] = process.argv.slice(2)

const { store } = await openStore(url)
console.log('ready')
await once(process.stdin, 'data')

let number = Number(start)
async function write(writer: number) {
  for (let before: number | undefined; ; ) {
    const mine = ++number
    const text = textOf(mine)
    const keys = [...recordKeys(mine), ...writerKeys(writer), passingKey(writer, mine)]
    const gone = before === undefined ? [] : [passingKey(writer, before)]
    await store.commit({ id: `${mine}`, checks: [], set: keys.map((each) => [each, text]), delete: gone })
    console.log(`${writer} ${mine}`)
    before = mine
  }
}
await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
