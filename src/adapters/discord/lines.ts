import { cut } from './fit.ts'
import { safeLine } from './inline.ts'

/** Writes words in one line of at most `max` characters, for where Discord reads no markdown; `instead` where nothing would show. */
export const lineOf = (text: string, max: number, instead = '…'): string =>
  cut(safeLine(text).trim(), max) || instead
