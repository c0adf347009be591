import { locales } from '../../../src/core/person.ts'
import { plain } from '../../../src/core/plain.ts'
import { type Fact, lineShown } from '../../contracts/play.ts'
import { commandTyped } from '../../contracts/tongue.ts'
import { words } from '../../test-house.ts'

/** A button as it stands in a block: its number, and what it is called. */
export interface Pressable {
  number: string
  label: string
}

/** A block that was printed, as whoever sits there reads it; `form` is the number under which one goes on. */
export interface Printed extends Fact {
  pressable: readonly Pressable[]
  form?: string
}

/** Recognises what the terminal says around things, in any language; `holes` are patterns of what it fills in. */
function around(key: string, holes: Record<string, string>) {
  const names = Object.keys(holes)
  const sentinels = Object.fromEntries(names.map((name) => [name, `\u0001${name}\u0001`]))
  const patterns = locales.map((locale) =>
    plain(words.t(locale)(key, sentinels))
      .split('\u0001')
      .map((part, index) => (index % 2 === 1 ? holes[part] : RegExp.escape(part)))
      .join(''),
  )
  const pattern = new RegExp(`^(?:${patterns.join('|')})$`, 'u')
  /** What stands in the holes that keep something. */
  return (line: string): string[] | undefined =>
    pattern
      .exec(line)
      ?.slice(1)
      .filter((held) => held !== undefined)
}

const time = '\\d\\d:\\d\\d'
const place = '([@#].+?)'
const arrived = around('console.arrived', { time, place })
const arrivedFor = around('console.arrivedFor', { time, place, names: '(.+)' })
const changed = around('console.changed', { time, place })
const lacking = around('console.form.title', { command: '(.+)' })
const changing = around('console.form.change', { command: '(.+)' })
const moved = around('console.clock.moved', { now: '.+', zone: '.+' })

const button = /\[(\d+)\] (.+?)(?= {2}\[\d+\] |$)/gm

/** Reads a block that was printed while somebody sat there; `undefined` where it only tells the time. */
export function readPrinted(block: string, who: string): Printed | undefined {
  const lines = block.trimEnd().split('\n')
  const [first = '', second = ''] = lines
  if (moved(first) !== undefined) return undefined
  const pressable = [...block.matchAll(button)].map(([, number = '', label = '']) => ({
    number,
    // The dots say that a menu opens.
    label: label.replace(/…$/, ''),
  }))
  const buttons = pressable.map(({ label }) => label)
  const read = (sees: Fact['sees'], where: string, line: string) => ({
    ...{ sees, where, says: lineShown(line.trim()), whole: block, pressable },
  })
  // A new day is named above what arrives on it.
  for (const [heading, line = ''] of [lines, lines.slice(1)]) {
    if (heading === undefined) continue
    const [changedAt] = changed(heading) ?? []
    if (changedAt !== undefined) return read('edited', changedAt, line)
    const [at, called] = arrivedFor(heading) ?? arrived(heading) ?? []
    if (at === undefined) continue
    const notifies = called?.split(', ').map((name) => name.slice(1)) ?? []
    return { ...read('posted', at, line), buttons, ...(at.startsWith('#') && { notifies: notifies.sort() }) }
  }
  const [typed] = lacking(first) ?? changing(first) ?? lacking(`${first} ${second}`) ?? []
  if (typed === undefined) return { ...read('privately', `@${who}`, first), buttons }
  const [, form] = /\/(?:press|appuyer) (\d+)/.exec(block.replace(/\s+/g, ' ')) ?? []
  return { ...read('form', `@${who}`, ''), says: commandTyped(typed) ?? typed, ...(form && { form }) }
}
