import { expect, type TestContext, test, vi } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { createApi } from '../../../src/adapters/discord/api.ts'
import { definitionsOf } from '../../../src/adapters/discord/definitions.ts'
import { createRegistration } from '../../../src/adapters/discord/registration.ts'
import { systemClock } from '../../../src/core/clock.ts'
import { createDiscord } from '../../standins/discord/index.ts'
import { words } from '../../test-house.ts'
import { took, until } from '../waiting.ts'
import { createWrittenLog } from '../written-log.ts'

const definitions = definitionsOf(commands, words)

async function served({ onTestFinished }: TestContext, devGuild?: string) {
  const discord = await createDiscord()
  const log = createWrittenLog()
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl } = discord.env
  const api = createApi({ token, apiUrl, clock: systemClock, log })
  const made = (list = definitions) => {
    const guild = devGuild === undefined ? {} : { devGuild: discord.guild.id }
    const it = createRegistration({ api, log, definitions: list, ...guild }, { first: 50, refused: 200 })
    onTestFinished(() => it.stop())
    return it
  }
  onTestFinished(() => discord.close())
  const base = devGuild === undefined ? '' : '/guilds/:guild'
  const called = (method: string) =>
    discord.calls.filter(({ route }) => route === `${method} /applications/:application${base}/commands`)
  /** A process that starts, and registers what it has, so that Discord was told so many times in all. */
  const start = async (list = definitions, told = 0) => {
    const reads = called('GET').length
    const it = made(list)
    it.begin(discord.bot.id)
    await until(() => called('GET').length > reads && called('PUT').length >= told)
    await discord.settled(50)
    await it.stop()
  }
  return { discord, log, made, called, start }
}

test.for([undefined, 'there'])(
  'commands are registered once, and again only where they changed: %s',
  async (devGuild, context) => {
    const { discord, called, start, log } = await served(context, devGuild)
    await start(definitions, 1)
    expect(called('PUT')).toHaveLength(1)
    expect(discord.commands()).toHaveLength(definitions.length)
    expect(discord.commands().every((it) => 'guild_id' in it === (devGuild !== undefined))).toBe(true)
    await start()
    await start(structuredClone(definitions).reverse())
    expect(called('PUT')).toHaveLength(1)
    const [one, ...others] = definitions
    for (const [index, changed] of [
      { ...one, name_localizations: { fr: 'autrement' } },
      { ...one, default_member_permissions: '0' },
      { ...one, options: [] },
      undefined,
    ].entries()) {
      const list = [...(changed === undefined ? [] : [changed as (typeof definitions)[0]]), ...others]
      await start(list, index + 2)
      expect(called('PUT')).toHaveLength(index + 2)
    }
    expect(discord.commands()).toHaveLength(definitions.length - 1)
    expect(discord.violations).toEqual([])
    expect(log.text()).not.toContain('warn')
  },
)

test('what Discord adds, or says in its own order, is no change', async ({ onTestFinished }) => {
  const asked: string[] = []
  const registration = createRegistration({
    definitions: [
      {
        type: 1,
        name: 'one',
        description: 'One',
        contexts: [0, 1],
        options: [{ type: 3, name: 'x', description: 'X' }],
      },
      { type: 2, name: 'two', name_localizations: { fr: 'deux' } },
    ],
    log: createWrittenLog(),
    api: {
      async call(method) {
        asked.push(method)
        const all = {
          id: '1',
          application_id: '2',
          version: '3',
          nsfw: false,
          handler: 1,
          dm_permission: true,
        }
        return {
          ok: [
            {
              ...all,
              type: 2,
              name: 'two',
              name_localizations: { fr: 'deux' },
              description: '',
              contexts: null,
            },
            {
              ...{
                ...all,
                type: 1,
                name: 'one',
                description: 'One',
                contexts: [1, 0],
                name_localizations: null,
              },
              options: [
                { type: 3, name: 'x', description: 'X', required: false, description_localizations: null },
              ],
            },
          ],
        }
      },
    },
  })
  onTestFinished(() => registration.stop())
  registration.begin('2')
  await until(() => asked.length > 0)
  await vi.waitFor(() => registration.stop())
  expect(asked).toEqual(['GET'])
})

test.for([
  ['GET', '500'],
  ['GET', 'rate:0.2'],
  ['PUT', '500'],
  ['PUT', 'lost'],
  ['PUT', 'failed'],
  ['PUT', '50001'],
] as const)('%s that comes to %s is warned of, and tried again', async ([method, fault], context) => {
  const { discord, log, made, called } = await served(context)
  discord.fault(`${method} /applications/:application/commands`, fault)
  const registration = made()
  registration.begin(discord.bot.id)
  registration.begin(discord.bot.id)
  await until(() => called('GET').length === 2)
  await until(() => discord.commands().length === definitions.length)
  await discord.settled(50)
  expect(called('PUT').length).toBeLessThan(3)
  expect(log.text().match(/not registered/g)).toHaveLength(1)
})

test.for(['50001', 'hang'])('stopping is prompt, whatever is under way: %s', async (fault, context) => {
  const { discord, made, called } = await served(context)
  expect(await took(made().stop)).toBeLessThan(1000)
  discord.fault('GET /applications/:application/commands', fault, 100)
  const registration = made()
  registration.begin(discord.bot.id)
  await until(() => called('GET').length === 1)
  expect(await took(registration.stop)).toBeLessThan(1000)
})
