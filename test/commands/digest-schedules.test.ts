import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

test('the same digest is not scheduled twice', async () => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', '/digest schedule 08:00')).toContain('D1')
  await bot.advance({ minutes: 2 })
  expect(await bot.say('anna', '/digest schedule 8am mon-fri audience:manager')).toContain(
    'D1 sends exactly this already',
  )
  expect(await bot.say('anna', '/digest schedule 09:00')).toContain('D2')
  expect(await bot.say('anna', '/digest schedule 08:00 audience:cm')).toContain('D3')
  expect(await bot.say('ben:manager', '/digest schedule 08:00')).toContain('D4')
  await bot.say('anna', '/digest stop D1')
  await bot.advance({ minutes: 2 })
  expect(await bot.say('anna', '/digest schedule 08:00')).toContain('D5')
})

test('a day behind /digest looks back on it, for anybody', async () => {
  const bot = await createTestBot()
  expect(await bot.say('anna:manager', '/digest yesterday')).toContain('Looking back · Tuesday 9 March')
  expect(await bot.say('anna', '/digest cm 2027-03-08')).toContain('Looking back · Monday 8 March')
})
