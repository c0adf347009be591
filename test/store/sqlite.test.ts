import { join } from 'node:path'
import { openStore } from '../../src/store/open.ts'
import { storeContract } from '../contracts/store.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()
let files = 0
const fresh = () => `sqlite://${join(folder, `${++files}.db`)}`

storeContract('sqlite', async () => (await openStore(fresh())).store)
