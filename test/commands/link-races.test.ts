import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/core/store.ts'
import { newestAudit } from '../../src/features/audit/entries.ts'
import { incidentOf } from '../../src/features/incidents/record.ts'
import { communityOf } from '../../src/features/link/space.ts'
import { lastNumber } from '../../src/features/numbering.ts'
import { everybody } from '../../src/features/people.ts'
import { createLife } from '../features/mortal.ts'
import { createTwoChats, discordSide, slackSide } from './link-rig.ts'

const discord = { platform: 'discord', space: 'G1' } as const
const yes = 'Make them one'

/** Both sides with their people, and a code that was given on Slack. */
async function createReady() {
  const two = await createTwoChats()
  const code = await two.code('slack', 'anna:manager')
  await two.say('discord', 'dora:manager', '/settings set moderation:#mods')
  await two.say('discord', 'dan:manager', '/settings')
  return { ...two, line: `/settings link ${code}` }
}

/** A store that another process looks at: it takes no turns with the first. */
const another = (store: Store): Store => ({ ...store })

const joinings = async ({ look }: Awaited<ReturnType<typeof createTwoChats>>) =>
  (await look(slackSide, (use) => newestAudit(use, 100))).filter(({ did }) => did === 'settings.joined')

describe('two at once', () => {
  test.each(['one process', 'two processes'])('who say yes to one code link once, in %s', async (how) => {
    const two = await createReady()
    const other = how === 'one process' ? two : await createTwoChats({ store: two.store, wrap: another })
    const [mine, theirs] = [
      await two.invoke('discord', 'dora', two.line),
      await other.invoke('discord', 'dan:manager', two.line),
    ]
    const said = await Promise.all([
      two.press('discord', 'dora', mine, yes),
      other.press('discord', 'dan', theirs, yes),
    ])
    expect(said.filter((each) => each.startsWith('One community with Slack now'))).toHaveLength(1)
    expect(said.filter((each) => each.startsWith('Already one community with Slack'))).toHaveLength(1)
    expect(await joinings(two)).toHaveLength(1)
  })

  test.each(['one process', 'two processes'])('servers that use one code: one joins, in %s', async (how) => {
    const two = await createReady()
    const other = how === 'one process' ? two : await createTwoChats({ store: two.store, wrap: another })
    const [mine, theirs] = [
      await two.invoke('discord', 'dora', two.line),
      await other.invoke('second', 'eve:manager', two.line),
    ]
    const said = await Promise.all([
      two.press('discord', 'dora', mine, yes),
      other.press('second', 'eve', theirs, yes),
    ])
    expect(said.filter((each) => each.startsWith('One community with Slack now'))).toHaveLength(1)
    expect(said.filter((each) => each.includes('used already'))).toHaveLength(1)
    expect(await joinings(two)).toHaveLength(1)
  })

  test('sides that join each other end in one community, not in none', async () => {
    const two = await createReady()
    const other = await createTwoChats({ store: two.store, wrap: another })
    const back = await two.code('discord', 'dora')
    const [mine, theirs] = [
      await two.invoke('discord', 'dora', two.line),
      await other.invoke('slack', 'anna:manager', `/settings link ${back}`),
    ]
    await Promise.all([two.press('discord', 'dora', mine, yes), other.press('slack', 'anna', theirs, yes)])
    const homes = await Promise.all(
      [discord, { platform: 'slack', space: 'T1' } as const].map((it) => communityOf(two.store, it)),
    )
    expect(new Set(homes).size).toBe(1)
    expect(await two.say('discord', 'dora', '/team')).toMatch(/(?=[\s\S]*@anna)(?=[\s\S]*@dora)/)
  })
})

describe('a command that was under way', () => {
  test('when its community was joined to another is done there', async () => {
    const two = await createReady()
    await two.say('slack', 'anna', '/incident log Spam wave')
    const accepted = await two.accept('discord', 'mo:moderator', '/incident log Gift links')
    const question = await two.invoke('discord', 'dora', two.line)
    expect(await two.press('discord', 'dora', question, yes)).toContain('One community')
    const said = 'run' in accepted ? two.textOf(await accepted.run()) : ''
    expect(said).toContain('INC-2')
    expect(await two.look(slackSide, (use) => incidentOf(use, 2))).toMatchObject({ what: 'Gift links' })
    expect(await two.look(discordSide, (use) => lastNumber(use, 'incident'))).toBe(0)
  })

  // The two meet at another point of each other's way every time.
  test.each([...Array(16).keys()])('in another process is not lost, %i steps apart', async (apart) => {
    const two = await createReady()
    let waits = apart
    const slow = (store: Store): Store => ({
      ...store,
      async getMany(keys) {
        if (waits-- > 0) await new Promise((resolve) => setImmediate(resolve))
        return store.getMany(keys)
      },
    })
    const other = await createTwoChats({ store: two.store, wrap: slow })
    const question = await two.invoke('discord', 'dora', two.line)
    const [linked, logged] = await Promise.all([
      two.press('discord', 'dora', question, yes),
      other.say('discord', 'mo:moderator', '/incident log Gift links'),
    ])
    expect(logged).toContain('INC-1')
    const home = await communityOf(two.store, discord)
    expect(home).toBe(linked.startsWith('One community') ? slackSide : discordSide)
    expect(await two.look(home, (use) => incidentOf(use, 1))).toMatchObject({ what: 'Gift links' })
  })
})

describe('a process that ends in the middle', () => {
  test('of Yes leaves two communities or one, and Yes again comes to the same', async () => {
    let last = 0
    for (let endsAt = 1; ; endsAt++) {
      const two = await createReady()
      const question = await two.invoke('discord', 'dora', two.line)
      const life = createLife(two.store, endsAt)
      const dying = await createTwoChats({ store: two.store, wrap: () => life.store })
      await dying.press('discord', 'dora:manager', question, yes, 'press-1')
      const home = await communityOf(two.store, discord)
      expect(await joinings(two)).toHaveLength(home === slackSide ? 1 : 0)

      const again = await createTwoChats({ store: two.store })
      const said = await again.press('discord', 'dora:manager', question, yes, 'press-1')
      expect(said).toMatch(/^(One|Already one) community with Slack/)
      expect(await communityOf(two.store, discord)).toBe(slackSide)
      expect(await joinings(two)).toHaveLength(1)
      const people = await two.look(slackSide, everybody)
      expect(people.map(({ name }) => name).sort()).toEqual(['anna', 'dan', 'dora'])
      last = endsAt
      if (!life.dead) break
    }
    expect(last).toBeGreaterThanOrEqual(3)
  })
})
