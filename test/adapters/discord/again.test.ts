import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { createRig, type Rig } from './rig.ts'

let rig: Rig

beforeEach(async () => {
  rig = await createRig()
  onTestFinished(async () => {
    expect(rig.discord.violations).toEqual([])
    expect(rig.log.errors).toEqual([])
    await rig.stop()
  })
  const { discord } = rig
  discord.user('anna', { admin: true })
  discord.channel('planning')
  await discord.until(() => discord.commands().length > 0, 'the commands to be registered')
})

const last = (): string => rig.discord.textOf(rig.discord.private('anna').at(-1) ?? fail(), 'anna')

const fail = (): never => {
  throw new Error('anna was told nothing')
}

async function types(words: string, given: Record<string, string>): Promise<string> {
  await rig.discord.type('anna', '#planning', words, given)
  await rig.settle()
  return last()
}

test('a slash command that is typed again within a minute is asked about, whatever its options are', async () => {
  const spam = { what: 'Gift links', type: 'spam' }
  expect(await types('/incident log', spam)).toContain('INC-1')
  const asked = await types('/incident log', spam)
  expect(asked).toContain('within the last minute')
  await rig.discord.press('anna', rig.discord.private('anna').at(-1) ?? fail(), 'No')
  await rig.settle()
  expect(await types('/incident log', spam)).toContain('within the last minute')
  expect(await types('/incident list', {})).not.toContain('INC-2')
})

test('a reminder for whoever takes no direct messages is told about where they made it', async () => {
  const { advance, discord } = rig
  await types('/reminder add', { what: 'Water the plants', when: 'in 5 minutes' })
  discord.user('anna', { dms: false })
  await advance({ minutes: 6 })
  const [told, ...others] = discord.messages('#planning')
  expect(others).toEqual([])
  expect(discord.textOf(told ?? fail())).toContain("R1 is paused: it couldn't be sent")
  expect(discord.textOf(told ?? fail())).not.toContain('plants')
  expect(discord.notified.at(-1)?.user).toBe('anna')
  await advance({ hours: 30 })
  expect(discord.messages('#planning')).toHaveLength(1)
})
