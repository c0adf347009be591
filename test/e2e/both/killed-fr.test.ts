import { killedNight } from './killed-night.ts'

killedNight('fr')
