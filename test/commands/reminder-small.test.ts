import { describe, expect, test } from 'vitest'
import { begin, jobs, watchLog } from './reminder-rig.ts'

watchLog()

describe('a date that was put off before its series was paused', () => {
  test.each([
    ['en', 'Not sent: its series was paused · LinkedIn · Job of the week · R31', 'Resume'],
    ['fr', 'Pas envoyé : sa série était en pause · LinkedIn · Job of the week · R31', 'Reprendre'],
  ] as const)('asks nobody for anything, in %s', async (locale, said, resume) => {
    const bot = await begin({ locale })
    await bot.say('cm_day', jobs)
    await bot.advance('2027-03-11T12:34')
    await bot.say('cm_day', '/reminder snooze R31 1h')
    await bot.say('cm_day', '/reminder pause R31')
    await bot.advance('2027-03-11T14:00')
    expect(bot.on('@cm_day')).toEqual([`${said}\n[${resume}]`])
    await bot.press('cm_day', resume)
    await bot.deliver()
    expect(bot.on('@cm_day')).toEqual([said])
  })
})

describe('reminder undo', () => {
  test('puts a skipped date back for ten minutes, and says so afterwards', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    await bot.say('cm_day', '/reminder skip R31')
    await bot.advance({ minutes: 10 })
    expect(await bot.say('cm_day', '/reminder undo R31')).toContain('The date is back in the series')
    await bot.say('cm_day', '/reminder skip R31')
    await bot.advance({ minutes: 11 })
    expect(await bot.say('cm_day', '/reminder undo R31')).toBe(
      "That date of R31 was skipped more than 10 minutes ago and can't go back into the series. Nothing was changed. To plan it again: /reminder add",
    )
    expect(await bot.say('cm_day', '/reminder show R31')).toContain('Next: Thursday 18 March, 12:30')
  })

  test('takes back what was done however late', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    await bot.advance('2027-03-11T12:34')
    await bot.say('cm_day', '/reminder done R31')
    await bot.advance({ hours: 2 })
    expect(await bot.say('cm_day', '/reminder undo R31')).toMatch(/^12:30 · LinkedIn · to post now/)
  })
})

test.each([
  ['en', 'when:"tomorrow 2:30"', 'Sunday 28 March, 03:30'],
  ['fr', 'quand:"demain à 2h30"', 'dimanche 28 mars, 03:30'],
] as const)(
  'a time that the spring change skips is confirmed as the one that comes, in %s',
  async (locale, when, said) => {
    const bot = await begin({ now: '2027-03-27T09:00', locale })
    expect(await bot.say('cm_day', `/reminder add Night ${when}`)).toContain(said)
    await bot.advance('2027-03-28T03:31')
    expect(bot.on('@cm_day')[0]).toMatch(/^03:30 · /)
  },
)
