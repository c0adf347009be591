import { killedNight } from './killed-night.ts'

killedNight('en', ['between', 'within'])
