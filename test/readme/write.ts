import { writeReadme } from './tables.ts'

writeReadme()
