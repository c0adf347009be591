import { cut } from './fit.ts'
import { clean } from './text.ts'

/** The most of one string that is looked at where nothing else is said: chats show no more. */
const longest = 4000

/** Makes any string fit to show: no control or direction-changing characters, lines broken by \n only. */
export const safe = (text: string, most = longest): string =>
  clean(text.slice(0, most).replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n'))

/** The same for what stands inside a line: names, labels, titles. */
export const safeLine = (text: string): string =>
  safe(text)
    .split('\n')
    .map((line) => line.trim())
    .join(' ')

/** Writes words in one line of at most `max` characters, for where no markup is read; `instead` where nothing would show. */
export const lineOf = (text: string, max: number, instead = '…'): string =>
  cut(safeLine(text).trim(), max) || instead

/** Writes somebody's name as one mentions them: '@anna'. */
export const handle = (name: string): string => `@${safeLine(name).replace(/^@/, '')}`
