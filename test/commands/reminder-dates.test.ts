import { describe, expect, test } from 'vitest'
import { begin, jobs, watchLog } from './reminder-rig.ts'

watchLog()

describe('Later', () => {
  const fired = async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    await bot.advance('2027-03-11T12:30')
    return bot
  }

  test('sends again at the time its choice showed, and leaves the series alone', async () => {
    const bot = await fired()
    await bot.advance('2027-03-11T12:40')
    await bot.press('cm_day', '15 min (12:45)')
    await bot.deliver()
    expect(bot.on('@cm_day')[0]).toBe(
      'Moved to 12:45 by @cm_day · LinkedIn · Job of the week · R31\nNext: Thursday 18 March, 12:30\n[Undo]',
    )
    await bot.advance('2027-03-11T12:45')
    expect(bot.on('@cm_day')[1]).toMatch(
      /^12:45 · LinkedIn · to post now\n.*\n.*\nEvery Thursday at 12:30 · next: Thursday 18 March/,
    )
    expect(await bot.say('cm_day', '/reminder undo R31')).toContain('nothing to undo on R31')
    await bot.advance('2027-03-18T12:30')
    expect(bot.on('@cm_day').at(-1)).toMatch(/^12:30 · LinkedIn · to post now/)
  })

  test('counts from the press once the time its choice showed is over', async () => {
    const bot = await fired()
    await bot.advance('2027-03-11T12:50')
    expect(await bot.press('cm_day', '15 min (12:45)')).toContain('Moved to 13:05 by @cm_day')
  })

  test.each([
    ['/reminder snooze R31 15m', 'Moved to 12:45'],
    ['/reminder later R31 1h', 'Moved to 13:30'],
    ['/reminder snooze R31 next working morning', 'Moved to Friday 12 March, 09:00, by'],
    ['/rappel reporter R31 prochain matin ouvré', 'Moved to Friday 12 March, 09:00, by'],
    ['/reminder snooze R31 tomorrow 10am', 'Moved to Friday 12 March, 10:00, by'],
    ['/reminder snooze R31 16:15', 'Moved to 16:15'],
  ])('%s', async (line, answer) => {
    const bot = await fired()
    expect(await bot.say('cm_day', line)).toContain(answer)
  })

  test('opens a form for another time', async () => {
    const bot = await fired()
    expect(await bot.press('cm_day', 'choose')).toContain('form reminder snooze')
  })

  test('moves a date that is still to come', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    expect(await bot.say('cm_day', '/reminder snooze R31 friday 10:00')).toContain(
      'Moved to Friday 12 March, 10:00, by @cm_day · LinkedIn · Job of the week · R31\nNext: Thursday 18 March, 12:30',
    )
    expect(await bot.say('cm_day', '/reminder list days:9')).toBe(`Next 9 days
Friday 12 March
10:00 LinkedIn · Job of the week · @cm_day · R31 · later
Thursday 18 March
12:30 LinkedIn · Job of the week · @cm_day · R31`)
    await bot.advance('2027-03-12T10:00')
    expect(bot.on('@cm_day')).toHaveLength(1)
  })
})

describe('reminder skip', () => {
  test('takes the next date out of the series, or the one that is named', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    expect(await bot.say('cm_day', '/reminder skip R31')).toBe(
      'Skipped at 09:00 by @cm_day · LinkedIn · Job of the week · R31\nNext: Thursday 18 March, 12:30\n[Undo]',
    )
    await bot.say('cm_day', '/reminder skip R31 25 march')
    expect(await bot.say('cm_day', '/reminder show R31')).toContain(
      'Next: Thursday 18 March, 12:30 · Thursday 1 April, 12:30 · Thursday 8 April, 12:30',
    )
    expect(await bot.say('cm_day', '/reminder skip R31 friday')).toContain('R31 has nothing on that date.')
    await bot.advance('2027-04-02T09:00')
    expect(bot.chat.in('@cm_day').filter(({ key: _key, card }) => card.buttons?.length === 3)).toHaveLength(4)
  })

  test('undone puts the date back', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    await bot.say('cm_day', '/reminder skip R31')
    await bot.say('cm_day', '/reminder skip R31 date:"18 march"')
    expect(await bot.say('cm_day', '/reminder undo R31 11 march')).toMatch(
      /^The date is back in the series\n/,
    )
    const next = async () => /^Next: .*$/m.exec(await bot.say('cm_day', '/reminder show R31'))?.[0]
    expect(await next()).toBe(
      'Next: Thursday 11 March, 12:30 · Thursday 25 March, 12:30 · Thursday 1 April, 12:30',
    )
    await bot.say('cm_day', '/reminder undo R31')
    expect(await next()).toBe(
      'Next: Thursday 11 March, 12:30 · Thursday 18 March, 12:30 · Thursday 25 March, 12:30',
    )
    await bot.advance({ minutes: 2 })
    expect(await bot.say('cm_day', '/reminder undo R31')).toContain('nothing to undo on R31')
  })
})
