import { expect, test } from 'vitest'
import { laterKind, reminderKind } from '../../src/args/reminder.ts'
import type { Reading } from '../../src/core/args.ts'
import type { Work } from '../../src/core/work.ts'
import { readerOf } from '../../src/features/people.ts'
import { words } from '../test-house.ts'
import { begin, jobs, watchLog } from './reminder-rig.ts'

watchLog()

async function reading(use: Work, id = 'cm_day'): Promise<Reading> {
  const by = await readerOf(use, `console:test:${id}`)
  const here = { platform: 'console', space: 'test', channel: 'general' } as const
  return { ...by, now: use.now, by, here, words }
}

test('a reference suggests the next reminders by title, each once', async () => {
  const bot = await begin()
  await bot.say('cm_day', jobs)
  await bot.say('cm_day', '/reminder add "Wednesday poll" network:X when:"today 18:00"')
  await bot.say('otter:member', '/reminder add "Poll of my own" when:"today 17:00"')
  const suggested = (typed: string, id?: string) =>
    bot.look(async (use) =>
      (await reminderKind.suggest?.(typed, await reading(use, id), use))?.map(
        ({ hint, label, value }) => `${value} | ${label} | ${hint}`,
      ),
    )
  expect(await suggested('')).toEqual([
    'R32 | R32 · Wednesday poll | 18:00',
    'R31 | R31 · Job of the week: customer support, two openings | Thu 11 March, 12:30',
  ])
  expect(await suggested('job')).toHaveLength(1)
  expect(await suggested('', 'otter')).toEqual(['R33 | R33 · Poll of my own | 17:00'])
})

test('later reads distances, moments and words of both languages', async () => {
  const bot = await begin()
  const read = (typed: string) => bot.look(async (use) => laterKind.read(typed, await reading(use), use))
  const now = bot.clock.now().epochMilliseconds
  expect(await read('15m')).toEqual({ value: 'for 900000' })
  expect(await read('prochain matin ouvré')).toEqual({ value: 'morning' })
  expect(await read('18:00')).toEqual({ value: `at ${now + 9 * 3_600_000}` })
  expect(await read(`${now + 1}/900000`)).toEqual({ value: `at ${now + 1}` })
  expect(await read(`${now}/900000`)).toEqual({ value: 'for 900000' })
  expect(await read(`${now}/morning`)).toEqual({ value: 'morning' })
  expect(await read('when I like')).toHaveProperty('problem')
})
