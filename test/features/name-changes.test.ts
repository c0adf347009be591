import { beforeEach, describe, expect, test } from 'vitest'
import { keepJoined } from '../../src/features/link/space.ts'
import { followNames } from '../../src/features/name-changes.ts'
import { keepSettings, settingsOf } from '../../src/features/settings.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'

const channel = (id: string) => ({ platform: 'discord', space: 'G1', channel: id }) as const
const mention = (id: string, name = '') => `<#discord/G1/${id}${name && `|${name}`}>`

let bot: TestBot
/** How channels of Discord are called now, by id; what is not among them is out of reach. */
let called: Record<string, string>
/** The places that were asked about. */
let asked: string[]
beforeEach(async () => {
  bot = await createTestBot()
  called = {}
  asked = []
  await bot.say('boss:manager', '/settings set team:#team')
  bot.chat.directory.place = async ({ channel: id, platform }) => {
    if (platform === 'console') return { sees: 'team', problems: [] }
    asked.push(id)
    const name = called[id]
    if (name === undefined) throw new Error('out of reach')
    return { sees: 'team', problems: [], name }
  }
})

const link = () =>
  bot.change(async (use) => {
    const who = { person: 'p', account: { ...channel('1'), id: '1' }, name: 'dora' } as const
    const was = { was: 'discord-G1', by: who, invited: who, at: use.now.epochMilliseconds, places: {} }
    keepJoined(use, { v: 1, platform: 'discord', space: 'G1', ...was })
  })
const kept = () => bot.store.range({ from: '!', to: '~', limit: 10_000 })
const follow = () => {
  asked = []
  const { clock, house, log, store } = bot
  return followNames({ clock, house, log, store })
}

describe('places of a community on several chats', () => {
  test('are called as they are now; what cannot be told stays as it is', async () => {
    await bot.change(async (use) => {
      const before = await settingsOf(use)
      const places = { ...before.places, moderation: channel('1'), digest: channel('2') }
      const roles = { 'channel:4': { name: '#mods', place: channel('4'), role: 'moderator' as const } }
      keepSettings(use, { ...before, places, roles, kept: [{ place: channel('3'), sees: 'team' }] })
    })
    Object.assign(called, { 1: 'room-1', 3: 'room-3', 4: 'room-4' })
    expect(await follow()).toBe(0)
    expect(await bot.say('boss', '/settings')).toContain('moderation: a channel on Discord')
    await link()
    expect(await follow()).toBe(1)
    expect(await follow()).toBe(0)
    const said = await bot.say('boss', '/settings')
    expect(said).toContain('moderation: #room-1 (Discord)')
    expect(said).toContain('digest: a channel on Discord')
    expect(said).toContain('team: #team')
    expect(said).toContain('#room-4 (Discord)')
    const { kept } = await bot.look(settingsOf)
    expect(kept).toEqual([{ place: { ...channel('3'), name: 'room-3' }, sees: 'team' }])
    expect(await bot.say('boss', '/settings role #mods moderator')).toContain('set already')
    expect(bot.log.errors).toEqual([])
  })

  test('are followed in reminders and digests, which stay what they were but for that', async () => {
    await link()
    called = { 5: 'poll', 6: 'mornings' }
    await bot.say('boss', `/settings set digest:${mention('6', 'mornings')}`)
    await bot.say('boss', `/reminder add Post place:${mention('5')} when:"every day at 10:00"`)
    await bot.say('boss', `/digest schedule 08:00 place:${mention('6', 'mornings')}`)
    bot.chat.plan('5', { refused: { code: 'forbidden', scope: 'place', say: 'no' } })
    await bot.advance('2027-03-10T10:01')
    expect(await follow()).toBe(0)
    expect(asked.toSorted()).toEqual(['5', '6'])
    called = { 5: 'polls', 6: 'briefs' }
    const before = await kept()
    expect(await follow()).toBe(1)
    const changed = (await kept()).filter(
      ({ key, version }) => !before.some((it) => it.key === key && it.version === version),
    )
    expect(changed.map(({ key }) => key)).toEqual(['c/console-test/place-names'])
    expect(await bot.say('boss', '/reminder show R1')).toContain('#polls (Discord)')
    expect(await bot.say('boss', '/digest list')).toContain('#briefs (Discord)')
    const status = await bot.say('boss', '/status')
    expect(status).toContain('#polls (Discord) since 10:00')
    expect(status).toContain('#briefs (Discord)')
    expect(status).not.toMatch(/#poll |#mornings/)
  })

  test('are called as whoever named one since said, and after that as they are called again', async () => {
    await link()
    called = { 5: 'poll' }
    const name = (as: string) => bot.say('boss', `/settings set digest:${mention('5', as)}`)
    const shown = async () => /digest: (#\S+)/.exec(await bot.say('boss', '/settings'))?.[1]
    await name('poll')
    for (const as of ['polls', 'votes']) {
      called = { 5: as }
      expect(await follow()).toBe(1)
      expect(await shown()).toBe(`#${as}`)
    }
    await name('choices')
    expect(await shown()).toBe('#choices')
    called = { 5: 'poll' }
    expect(await follow()).toBe(1)
    expect(await shown()).toBe('#poll')
    expect(await follow()).toBe(0)
  })

  test('are asked about once each, and no more once what they were named for is over', async () => {
    await link()
    for (const what of ['A', 'B'])
      await bot.say('boss', `/reminder add ${what} place:${mention('5', 'poll')} when:"every day at 10:00"`)
    await bot.say('boss', `/settings set digest:${mention('6', 'mornings')}`)
    await bot.say('boss', `/digest schedule 08:00 place:${mention('6', 'mornings')}`)
    await follow()
    expect(asked).toEqual(['6', '5'])
    await bot.say('boss', '/reminder delete R1')
    await bot.say('boss', '/settings set digest:#team')
    await follow()
    expect(asked).toEqual(['5', '6'])
    await bot.say('boss', '/reminder delete R2')
    await bot.say('boss', '/digest stop D1')
    await follow()
    expect(asked).toEqual([])
  })
})
