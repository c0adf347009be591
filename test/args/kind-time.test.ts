import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

test.each([
  ['/reminder add x when:soon', '“every weekday at 9”'],
  ['/incident log x when:soon', '“20 minutes ago”'],
  ['/settings set days:mon,foo', 'days of the week, such as “mon-fri”'],
  ['/settings set hours:always', 'two times of day, such as “09:00-18:00”'],
  ['/settings set holidays:banana', 'a date, such as “1 May”'],
  ['/digest schedule at:noonish', 'a time of day, such as “08:00”'],
])('%s is refused with examples of what fits there', async (line, example) => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', line)).toContain(example)
})

test('a moment may be given as a length of time', async () => {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/incident log Rude')
  expect(await bot.say('anna', '/incident monitor 1 until:45m')).toContain('09:45')
})

test('a moment that was picked rather than typed is refused too where it is over, or still to come', async () => {
  const bot = await createTestBot({ now: '2027-03-10T09:00' })
  const at = (time: string) =>
    String(Temporal.PlainDateTime.from(time).toZonedDateTime('Europe/Paris').epochMilliseconds)
  expect(await bot.say('anna:manager', `/incident log Rude when:${at('2027-03-10T10:00')}`)).toContain(
    'When it happened · That time is still to come.',
  )
  expect(await bot.say('anna', `/incident log Rude when:${at('2027-03-10T08:00')}`)).toContain('INC-1')
  expect(await bot.say('anna', `/incident monitor 1 until:${at('2027-03-10T08:00')}`)).toContain(
    'Until · That time is over.',
  )
  expect(await bot.say('anna', `/incident monitor 1 until:${at('2027-03-10T10:00')}`)).toContain('10:00')
})

test('incidents are listed since a day', async () => {
  const bot = await createTestBot({ now: '2027-03-10T09:00' })
  await bot.say('anna:manager', '/incident log Before')
  await bot.advance('2027-03-12T09:00')
  await bot.say('anna', '/incident log After')
  for (const since of ['yesterday', '2027-03-11', '"yesterday 9:00"']) {
    const list = await bot.say('anna', `/incident list since:${since}`)
    expect(list).toContain('After')
    expect(list).not.toContain('Before')
  }
})

test('a day that is to come cannot be looked back on', async () => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', '/digest date:tomorrow')).toContain('That time is still to come')
})
