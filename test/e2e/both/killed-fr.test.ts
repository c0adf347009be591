import { killedNight } from './killed-night.ts'

// Where in a step it is killed has nothing to do with the language.
killedNight('fr', ['between'])
