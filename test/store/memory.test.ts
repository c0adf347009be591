import { Keyv } from 'keyv'
import { createStore } from '../../src/store/keyv.ts'
import { createMemory } from '../../src/store/memory.ts'
import { storeContract } from '../contracts/store.ts'

storeContract('memory', () => createStore(new Keyv({ store: createMemory() })))
