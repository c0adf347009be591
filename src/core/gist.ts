import { shorten } from './text.ts'

/** A first line shorter than this says too little alone: the next ones are taken with it while they fit. */
const telling = 60

/** Returns what a message begins with, on one line of at most `max` characters, cut between two words. */
export function gist(text: string, max: number): string {
  const lines = text.split('\n').flatMap((line) => line.replace(/\s+/g, ' ').trim() || [])
  let begun = lines[0] ?? ''
  for (const line of lines.slice(1)) {
    if (begun.length >= telling || begun.length + 1 + line.length > max) break
    begun = `${begun} ${line}`
  }
  const cut = shorten(begun, max)
  if (cut === begun) return begun
  // A word that was cut is left out, unless it is most of what there is.
  const whole = cut.slice(0, cut.lastIndexOf(' '))
  return whole.length < max / 2 ? cut : `${whole.replace(/[\s,;:.–—-]+$/u, '')}…`
}
