import { Keyv } from 'keyv'
import { createStore } from '../../src/store/keyv.ts'
import { storeContract } from '../contracts/store.ts'

storeContract('the bridge over a map', () => createStore(new Keyv({ store: new Map() })))
