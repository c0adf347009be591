import { MessageFlags } from 'discord.js'
import { expect, test } from 'vitest'
import { connect, createTestDiscord, register } from './connected.ts'

test('a command is heard and answered', async () => {
  const discord = await createTestDiscord()
  await connect(discord, async (it) => {
    if (it.isChatInputCommand())
      await it.reply({ content: `Hello ${it.options.getString('what')}`, flags: MessageFlags.Ephemeral })
  })
  expect(
    await register(discord, {
      name: 'hello',
      description: 'Hello',
      options: [{ type: 3, name: 'what', description: 'What' }],
    }),
  ).toBe('ok')
  const { ms, type } = await discord.type('anna', '#general', '/hello', { what: 'world' })
  expect(ms).toBeLessThan(1000)
  expect(type).toBe(4)
  expect(discord.private('anna').map((it) => discord.textOf(it))).toEqual(['Hello world'])
  expect(discord.violations).toEqual([])
})
