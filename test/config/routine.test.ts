import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadRoutine, parseRoutine, RoutineError, shippedRoutine } from '../../config/routine.ts'
import { parts } from '../../src/features/digest/parts.ts'

test('the shipped routines say the same day in both languages', () => {
  const { en, fr } = loadRoutine()
  const without = (all: typeof en) => all.map(({ title: _, ...rest }) => rest)
  expect(without(fr)).toEqual(without(en))
  expect(en.map(({ at }) => at).join(' ')).toBe(
    '08:00 08:30 09:00 09:30 10:00 10:15 10:30 10:45 11:00 12:00 13:00 14:30 15:45 16:30 17:30 18:00',
  )
})

test('together they show every part there is', () => {
  const shown = new Set(loadRoutine().en.flatMap(({ shows }) => shows))
  expect([...shown].toSorted()).toEqual([...parts].toSorted())
})

test('a team may have its own file, whose blocks come by the hour', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-routine-'))
  try {
    const own = join(folder, 'day.yaml')
    writeFileSync(
      own,
      "- { id: late, at: '17:00', title: Late, audience: [cm] }\n- { id: early, at: '07:00', title: Est-ce tôt ?, audience: [moderator], shows: [mine] }\n",
    )
    const { en, fr } = loadRoutine((locale) => (locale === 'fr' ? own : shippedRoutine(locale)))
    expect(fr).toEqual([
      { id: 'early', at: '07:00', title: 'Est-ce tôt\u00a0?', audience: ['moderator'], shows: ['mine'] },
      { id: 'late', at: '17:00', title: 'Late', audience: ['cm'], shows: [] },
    ])
    expect(en).toHaveLength(16)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

const wrong = (text: string): string[] => {
  try {
    parseRoutine(text, 'day.yaml')
  } catch (error) {
    expect(error).toBeInstanceOf(RoutineError)
    return (error as RoutineError).message.split('\n')
  }
  return []
}

test('every mistake is named with its file, block and field', () => {
  const mistakes = wrong(`
- { id: night, at: 8:00, title: '', audience: [cm] }
- { id: night, at: '09:00', title: Tour, audience: [boss], shows: [gossip], colour: red }
`)
  expect(mistakes).toHaveLength(5)
  expect(mistakes).toContain("day.yaml: block 1 (night): at: must be an hour in quotes, such as '08:30'")
  expect(mistakes.some((each) => each.startsWith('day.yaml: block 1 (night): title: '))).toBe(true)
  expect(mistakes.some((each) => each.startsWith('day.yaml: block 2 (night): audience.0: '))).toBe(true)
  expect(mistakes.some((each) => each.startsWith('day.yaml: block 2 (night): shows.0: '))).toBe(true)
  expect(
    mistakes.some((each) => each.startsWith('day.yaml: block 2 (night)') && each.includes('colour')),
  ).toBe(true)
})

test('a block that is there twice is a mistake', () => {
  expect(
    wrong(`
- { id: night, at: '08:00', title: Night, audience: [cm] }
- { id: night, at: '09:00', title: Tour, audience: [cm] }
`),
  ).toEqual(['day.yaml: block 2 (night): id: is there twice'])
})

test('what is no list, or no YAML, is said so', () => {
  expect(wrong('blocks: none')[0]).toContain('day.yaml: must be a list of blocks')
  expect(wrong('- { id: [')[0]).toContain('day.yaml: ')
})
