import { describe, expect, test } from 'vitest'
import { cells } from '../../src/adapters/console/width.ts'
import { day } from '../../src/demo/day.ts'
import { night } from '../../src/demo/night.ts'
import { runProgram } from './surroundings.ts'

const told = [...night, ...day]
const typed = told.flatMap((step) => ('by' in step ? [step] : []))

describe.each(['en', 'fr'] as const)('the demo (%s)', (lang) => {
  const played = runProgram({ args: ['--demo', '--lang', lang] })

  test('plays the whole story, and every line of it is understood', async () => {
    const { status, output, errors } = await played
    expect(errors).toBe('')
    expect(status).toBe(0)
    for (const step of typed) expect(output).toContain(`› ${step[lang]}\n`)
    const refusals =
      lang === 'en'
        ? /For example:|Nothing was (changed|recorded|pressed|done)|Did you mean|still needs/
        : /Par exemple|Rien n'a |Rien n’a |Il manque|Vouliez-vous|Voulais-tu/
    expect(output).not.toMatch(refusals)
  })

  test('counts as the story does, tells each thing at its hour, and fits the screen', async () => {
    const { output } = await played
    const says = (en: RegExp, fr: RegExp) => expect(output).toMatch(lang === 'en' ? en : fr)
    says(/INC-211 · spam · high · logged 02:06/, /INC-211 · spam · élevée · enregistré à 02:06/)
    says(/^03:28 {2}→ #escalation/m, /^03:28 {2}→ #escalade/m)
    says(
      /08:00 {2}→ @cm_day\n {2}RED · Thursday 11 March, 08:00/,
      /08:00 {2}→ @cm_day\n {2}ROUGE · jeudi 11 mars, 08:00/,
    )
    says(/6 opened, 4 resolved. Open now: 6\./, /6 ouverts, 4 clos. Ouverts maintenant\s: 6\./)
    says(/12:30 {2}→ @cm_day\n.*LinkedIn/, /12:30 {2}→ @cm_day\n.*LinkedIn/)
    says(/\n4 open incidents\n/, /\n4 incidents ouverts\n/)
    const lines = output.split('\n').filter((line) => !line.includes(' › '))
    expect(lines.filter((line) => cells(line) > 80)).toEqual([])
  })
})

test('the story goes forward only, and says the same in both languages', () => {
  const times = told.map(({ at }) => at)
  expect(times).toEqual(times.toSorted())
  for (const step of typed) for (const line of [step.en, step.fr]) expect(line).toMatch(/^\//)
})
