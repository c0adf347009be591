import { describe, expect, test } from 'vitest'
import { newestAudit } from '../../src/features/audit/entries.ts'
import { begin, jobs, watchLog } from './reminder-rig.ts'

watchLog()

const planned = async () => {
  const bot = await begin()
  await bot.say('cm_day', jobs)
  const next = async () => /^Next: .*$/m.exec(await bot.say('cm_day', '/reminder show R31'))?.[0]
  return Object.assign(bot, { next })
}

describe('reminder show', () => {
  test('shows all of it and its last dates', async () => {
    const bot = await planned()
    await bot.advance('2027-03-11T12:30')
    await bot.press('cm_day', 'Posted')
    await bot.advance('2027-03-18T12:30')
    expect(
      await bot.say('cm_day', '/reminder show last'),
    ).toBe(`R31 · Job of the week: customer support, two openings
When: Every Thursday at 12:30
Next: Thursday 25 March, 12:30 · Thursday 1 April, 12:30 · Thursday 8 April, 12:30
For: @cm_day
Network: LinkedIn
Campaign: Hiring
Text and picture: https://example.com/job
Made by: @cm_day, Wed 10 March, 09:00
Latest
12:30 · sent
Thu 11 March, 12:30 · Posted on Thursday 11 March, 12:30, by @cm_day
[Edit] [Pause] [Skip the next one] [Delete]`)
  })

  test('opens the form of a change at a press, and shows no such button to whoever may not change it', async () => {
    const bot = await planned()
    await bot.say('cm_day', '/reminder show R31')
    expect(await bot.press('cm_day', 'Edit')).toBe('form reminder edit')
    expect(bot.last).toMatchObject({ form: { values: { ref: 'R31' } } })
    expect(await bot.say('mod_est:moderator', '/reminder show R31')).not.toContain('[Edit]')
  })

  test('understands R31, 31, #31 and last, and refuses what is none', async () => {
    const bot = await planned()
    for (const ref of ['R31', 'r31', '31', '#31', 'last', 'dernier'])
      expect(await bot.say('cm_day', `/reminder show ${ref}`), ref).toMatch(/^R31 · Job/)
    expect(await bot.say('cm_day', '/reminder show R99')).toContain("There's no reminder R99 for you.")
    expect(await bot.say('cm_day', '/reminder show INC-3')).toContain("isn't a reminder")
  })
})

describe('reminder edit', () => {
  test('changes the rule, and shows the next three dates', async () => {
    const bot = await planned()
    expect(await bot.say('cm_day', '/reminder edit R31 every friday 10:00')).toBe(`R31 is changed
Job of the week: customer support, two openings
Every Friday at 10:00 · LinkedIn · Campaign Hiring · for @cm_day · https://example.com/job
Next: Friday 12 March, 10:00 · Friday 19 March, 10:00 · Friday 26 March, 10:00
[Pause] [Skip the next one] [Delete]`)
    await bot.advance('2027-03-12T10:00')
    expect(bot.on('@cm_day').map((card) => card.split('\n')[0])).toEqual(['10:00 · LinkedIn · to post now'])
  })

  test('changes and takes away the other parts', async () => {
    const bot = await planned()
    expect(
      await bot.say(
        'cm_day',
        '/reminder edit R31 "Job of the month" network:none link:none campaign:Spring for:cm',
      ),
    ).toContain('Job of the month\nEvery Thursday at 12:30 · Campaign Spring · for community manager\n')
    expect(await bot.say('cm_day', '/reminder edit R31 zone:America/New_York')).toContain(
      'Every Thursday at 12:30 (America/New_York)',
    )
    expect(await bot.next()).toBe(
      'Next: Thursday 11 March, 18:30 · Thursday 18 March, 17:30 · Thursday 25 March, 17:30',
    )
  })

  test('says so where nothing would change', async () => {
    const bot = await planned()
    expect(await bot.say('cm_day', '/reminder edit R31 network:LinkedIn')).toContain('R31 is already so.')
    expect(await bot.say('cm_day', '/reminder edit R31')).toContain('R31 is already so.')
  })

  test('keeps a day out that was taken out before', async () => {
    const bot = await planned()
    await bot.say('cm_day', '/reminder skip R31')
    await bot.say('cm_day', '/reminder edit R31 every day at 8:00')
    expect(await bot.next()).toBe(
      'Next: Friday 12 March, 08:00 · Saturday 13 March, 08:00 · Sunday 14 March, 08:00',
    )
    expect(await bot.say('cm_day', '/reminder list state:skipped')).toBe(
      'Next 7 days\nThursday 11 March\n08:00 LinkedIn · Job of the week · @cm_day · R31 · skipped',
    )
  })

  test('while a date is out leaves that date, and brings its card up to date', async () => {
    const bot = await planned()
    await bot.advance('2027-03-11T12:40')
    await bot.say('cm_day', '/reminder edit R31 what:"Job of the week: designer" when:"every thursday 12:50"')
    await bot.deliver()
    expect(bot.on('@cm_day')).toEqual([
      `12:30 · LinkedIn · to post now
Job of the week: designer
Campaign Hiring · text and picture: link
Every Thursday at 12:50 · next: Thursday 11 March, 12:50 · R31
[Posted] [Later] [Skip this one]`,
    ])
    await bot.press('cm_day', 'Posted')
    await bot.advance('2027-03-11T12:50')
    expect(bot.on('@cm_day').map((card) => card.split('\n')[0])).toEqual([
      'Posted at 12:40 by @cm_day · LinkedIn · Job of the week · R31',
      '12:50 · LinkedIn · to post now',
    ])
  })

  test('makes an ended reminder go on', async () => {
    const bot = await begin()
    await bot.say('cm_day', '/reminder add Once when:"today 10:00"')
    await bot.advance('2027-03-10T11:00')
    expect(await bot.say('cm_day', '/reminder show R31')).toContain('State: over: no dates left')
    expect(await bot.say('cm_day', '/reminder pause R31')).toContain('R31 has no dates left.')
    await bot.say('cm_day', '/reminder edit R31 tomorrow 10:00')
    await bot.advance('2027-03-11T10:00')
    expect(bot.on('@cm_day').at(-1)).toMatch(/^10:00 · to do now/)
  })
})

describe('reminder pause and resume', () => {
  test('send nothing of what fell due in between, not even in a burst', async () => {
    const bot = await planned()
    expect(await bot.say('cm_day', '/reminder pause R31')).toMatch(/^R31 is paused\n/)
    await bot.advance('2027-03-26T09:00')
    expect(await bot.say('cm_day', '/reminder pause R31')).toMatch(/^R31 was paused already\n/)
    expect(await bot.say('cm_day', '/reminder show R31')).toContain(
      'State: paused by @cm_day, Wed 10 March, 09:00',
    )
    expect(await bot.say('cm_day', '/reminder resume R31')).toContain('R31 runs again')
    await bot.advance('2027-04-01T12:30')
    expect(bot.on('@cm_day').map((card) => card.split('\n')[0])).toEqual(['12:30 · LinkedIn · to post now'])
    expect(await bot.say('cm_day', '/reminder show R31')).toContain(
      'Latest\n12:30 · sent\nThu 25 March, 12:30 · paused\nThu 18 March, 12:30 · paused\nThu 11 March, 12:30 · paused\n',
    )
  })

  test('resuming what runs changes nothing', async () => {
    const bot = await planned()
    expect(await bot.say('cm_day', '/reminder resume R31')).toMatch(/^R31 wasn't paused\n/)
  })
})

describe('reminder delete', () => {
  test('can be undone for ten minutes, with what fell due meanwhile', async () => {
    const bot = await planned()
    await bot.advance('2027-03-11T12:25')
    expect(await bot.say('cm_day', '/reminder delete R31')).toBe(
      'R31 is deleted: Job of the week: customer support, two openings\nUndo works until 12:35.\n[Undo]',
    )
    await bot.advance('2027-03-11T12:34')
    expect(bot.on('@cm_day')).toEqual([])
    expect(await bot.say('cm_day', '/reminder list')).toContain('Nothing is planned in the next 7 days')
    expect(await bot.say('cm_day', '/reminder undo R31')).toMatch(/^R31 is back\n/)
    await bot.deliver()
    expect(bot.on('@cm_day')[0]).toMatch(/^12:30 · sent at 12:34/)
  })

  test('is for good after that, and its number is not used again', async () => {
    const bot = await planned()
    await bot.say('cm_day', '/reminder delete R31')
    await bot.advance({ minutes: 11 })
    expect(await bot.say('cm_day', '/reminder undo R31')).toContain('more than 10 minutes ago')
    expect(await bot.say('cm_day', '/reminder resume R31')).toContain('R31 is deleted.')
    expect(await bot.say('cm_day', '/reminder add Next when:"tomorrow 9am"')).toContain('R32 is saved')
  })

  test('takes what Later moved with it', async () => {
    const bot = await planned()
    await bot.advance('2027-03-11T12:30')
    await bot.say('cm_day', '/reminder snooze R31 1h')
    await bot.say('cm_day', '/reminder delete R31')
    await bot.advance('2027-03-11T18:00')
    expect(bot.on('@cm_day')).toEqual(['Deleted by @cm_day · LinkedIn · Job of the week · R31'])
  })

  test('undone shows its cards again', async () => {
    const bot = await planned()
    await bot.advance('2027-03-11T12:30')
    await bot.say('cm_day', '/reminder delete R31')
    await bot.deliver()
    await bot.say('cm_day', '/reminder undo R31')
    await bot.deliver()
    expect(bot.on('@cm_day')[0]).toMatch(/^12:30 · LinkedIn · to post now/)
  })
})

describe('reminder list', () => {
  test('shows days, the next first, and how to see the rest', async () => {
    const bot = await planned()
    await bot.say('cm_day', '/reminder add "Morning post" network:X for:moderator when:"every day at 8:00"')
    await bot.say('cm_day', '/reminder add "Weekly poll" network:X when:"every wednesday 18:00"')
    expect(await bot.say('cm_day', '/reminder list days:3')).toBe(`Next 3 days
Wednesday 10 March
18:00 X · Weekly poll · @cm_day · R33
Thursday 11 March
08:00 X · Morning post · moderator · R32
12:30 LinkedIn · Job of the week · @cm_day · R31
Friday 12 March
08:00 X · Morning post · moderator · R32
Saturday 13 March
08:00 X · Morning post · moderator · R32`)
    const long = await bot.say('cm_day', '/reminder list network:x days:30')
    expect(long).toMatch(/\n\+20 · \/reminder list network:x days:30 page:2$/)
    expect(await bot.say('cm_day', '/reminder list network:x days:30 page:3')).toMatch(
      /^Next 30 days\n(.*\n){8}.*R32$/,
    )
    expect(await bot.say('cm_day', '/reminder list for:moderator days:1')).toContain('Morning post')
    expect(await bot.say('cm_day', '/reminder list campaign:hiring')).toContain('Job of the week')
    expect(await bot.say('cm_day', '/reminder list linkedin')).not.toContain('Morning post')
  })

  test('shows members only what is theirs, and hides their own notes from others', async () => {
    const bot = await planned()
    await bot.say('otter:member', '/reminder add Vote when:"tomorrow 9am"')
    expect(await bot.say('otter', '/reminder list')).toBe(
      'Next 7 days\nThursday 11 March\n09:00 · Vote · @otter · R32',
    )
    expect(await bot.say('cm_day', '/reminder list')).not.toContain('Vote')
    expect(await bot.say('mod_west:moderator', '/reminder show R32')).toContain(
      "There's no reminder R32 for you.",
    )
    expect(await bot.say('otter', '/reminder show R31')).toContain("There's no reminder R31 for you.")
  })

  test('alone shows my next ones, those of my role among them', async () => {
    const bot = await planned()
    await bot.say('cm_day', '/reminder add "Open the queue" for:moderator when:"every weekday at 8:00"')
    expect(await bot.say('mod_west:moderator', '/reminder')).toMatch(
      /^My next reminders\nThursday 11 March\n08:00 · Open the queue · moderator · R32\n/,
    )
    expect(await bot.say('cm_day', '/reminder')).not.toContain('Open the queue')
  })
})

test('every change is in the audit, with who made it', async () => {
  const bot = await planned()
  await bot.say('cm_day', '/reminder skip R31')
  await bot.say('cm_day', '/reminder undo R31')
  await bot.say('cm_day', '/reminder edit R31 campaign:Spring')
  await bot.say('cm_day', '/reminder pause R31')
  await bot.say('cm_day', '/reminder resume R31')
  await bot.say('head:manager', '/reminder delete R31')
  await bot.say('head', '/reminder undo R31')
  const entries = await bot.look((use) => newestAudit(use, 50))
  const told = entries.filter(({ of }) => of === 'reminder/31').map(({ by, did }) => `${did} ${by?.name}`)
  expect(told.sort()).toEqual(
    [
      'reminder.added cm_day',
      'reminder.skipped cm_day',
      'reminder.undone cm_day',
      'reminder.edited cm_day',
      'reminder.paused cm_day',
      'reminder.resumed cm_day',
      'reminder.deleted head',
      'reminder.restored head',
    ].sort(),
  )
})
