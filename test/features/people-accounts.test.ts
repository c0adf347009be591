import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import type { Platform, Who } from '../../src/core/person.ts'
import { under } from '../../src/core/store.ts'
import type { Work } from '../../src/core/work.ts'
import { join, joining, separate } from '../../src/features/accounts/join.ts'
import { askAt } from '../../src/features/escalations/ask.ts'
import { waitingFor } from '../../src/features/escalations/queries.ts'
import { escalationEntries, escalationOf } from '../../src/features/escalations/record.ts'
import { resolve } from '../../src/features/incidents/closing.ts'
import { logIncident } from '../../src/features/incidents/log.ts'
import { assign } from '../../src/features/incidents/ownership.ts'
import { countHistory, ownedBy } from '../../src/features/incidents/queries.ts'
import { type Incident, incidentOf, indexOf } from '../../src/features/incidents/record.ts'
import { accountName, personId } from '../../src/features/links.ts'
import { deliveriesOf } from '../../src/features/outbox.ts'
import { keepPerson, newPerson, personRecordOf, reached, whoNow } from '../../src/features/people.ts'
import { keepSettings, settingsOf } from '../../src/features/settings.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'

const somebody = (id: string, platform: Platform): Who => {
  const account = { platform, space: 'test', id }
  return { person: accountName(account), account, name: id }
}
const people = {
  owl: [somebody('owl', 'console'), somebody('nightowl', 'discord')],
  mod: [somebody('mod', 'console'), somebody('est', 'discord')],
} as const
const everybody = [...people.owl, ...people.mod]
const place = (platform: Platform, channel: string) => ({ platform, space: 'test', channel })

async function team(): Promise<TestBot> {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/settings')
  await bot.change(async (use) => {
    for (const each of everybody)
      await keepPerson(use, newPerson(each.person, each.account, each.name, 'moderator'))
  })
  return bot
}

const linking = async (use: Work, [one, other]: readonly [Who, Who]): Promise<void> => {
  const [first, second] = [await present(use, one), await present(use, other)]
  if (first.person !== second.person) await join(use, second, await joining(use, first, second))
}

const separating = async (use: Work, [one]: readonly [Who, Who]): Promise<void> => {
  const it = await personRecordOf(use, await personId(use, one.account))
  if (it !== undefined && it.accounts.length > 1) await separate(use, one, it)
}

/** Somebody as a command would name them now. */
const present = async (use: Work, it: Who): Promise<Who> => ({
  ...it,
  person: await personId(use, it.account),
})

const log = async (use: Work, by: Who, reported: readonly Who[], owns = true): Promise<Incident> =>
  logIncident(
    use,
    await present(use, by),
    {
      what: 'Gift links',
      type: 'spam',
      reported: await Promise.all(reported.map((each) => present(use, each))),
      affected: [],
      actions: [],
      from: place('console', 'general'),
      proofs: [],
    },
    owns,
  )

describe('what is about somebody with two accounts', () => {
  const pair = fc.constantFrom(people.owl, people.mod)
  const act = fc.oneof(
    fc.record({ did: fc.constant('link' as const), pair }),
    fc.record({ did: fc.constant('separate' as const), pair }),
    fc.record({
      did: fc.constant('log' as const),
      by: fc.constantFrom(...people.mod),
      reported: fc.uniqueArray(fc.constantFrom(...everybody), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ did: fc.constant('assign' as const), to: fc.constantFrom(...people.mod), nth: fc.nat(5) }),
    fc.record({ did: fc.constant('resolve' as const), by: fc.constantFrom(...people.mod), nth: fc.nat(5) }),
    fc.record({ did: fc.constant('ask' as const), by: fc.constantFrom(...people.mod), nth: fc.nat(5) }),
  )

  test('is filed under whoever they are now, whatever was linked and separated when', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
        const bot = await team()
        await bot.change(async (use) => {
          const set = await settingsOf(use)
          const ask = people.mod.map((who) => ({ who }))
          keepSettings(use, { ...set, levels: { ...set.levels, 2: { ...set.levels[2], ask } } })
        })
        let logged = 0
        for (const it of acts) {
          const done = bot.change(async (use) => {
            if (it.did === 'link') return linking(use, it.pair)
            if (it.did === 'separate') return separating(use, it.pair)
            if (it.did === 'log') {
              logged++
              await log(use, it.by, it.reported)
              return
            }
            const incident = await incidentOf(use, (it.nth % Math.max(1, logged)) + 1)
            if (incident === undefined || incident.resolved !== undefined) return
            if (it.did === 'resolve')
              await resolve(use, incident, await present(use, it.by), { reason: 'warned', actions: [] })
            else if (it.did === 'ask' && incident.level === undefined) {
              const by = await present(use, it.by)
              await askAt(use, incident, { why: '?', by, here: place('console', 'general') })
            } else if (it.did === 'assign') {
              const to = await present(use, it.to)
              if (incident.owner?.person !== to.person) await assign(use, incident, everybody[0] as Who, to)
            }
          })
          // What is refused changes nothing: whoever was separated may have no role any more.
          await done.catch((error: unknown) => {
            if (!(error instanceof UserError)) throw error
          })
        }
        await bot.look(async (use) => {
          const wanted = new Set<string>()
          for (let number = 1; number <= logged; number++) {
            const it = await incidentOf(use, number)
            for (const [at] of it === undefined ? [] : indexOf(use.community, it)) wanted.add(at)
            for (let nth = 1; ; nth++) {
              const question = await escalationOf(use, number, nth)
              if (question === undefined) break
              for (const [at] of escalationEntries(use.community, question)) wanted.add(at)
            }
          }
          const filed: string[] = []
          for (const shelf of ['incident-member', 'incident-owner', 'escalation-person'])
            for (const { key } of await use.list({ ...under('c', use.community, shelf), limit: 1000 }))
              filed.push(key)
          const personal = [...wanted].filter((at) =>
            /\/(incident-(member|owner)|escalation-person)\//.test(at),
          )
          expect(filed.sort()).toEqual(personal.sort())
        })
      }),
      { numRuns: 40 },
    )
  })

  test('is found by either account and counted once', async () => {
    const bot = await team()
    await bot.change(async (use) => {
      await log(use, people.mod[0], [people.owl[0]])
      await log(use, people.mod[1], [people.owl[1]])
      await log(use, people.mod[1], people.owl)
    })
    await bot.change((use) => linking(use, people.owl))
    await bot.change((use) => linking(use, people.mod))
    await bot.look(async (use) => {
      for (const account of people.owl)
        expect(await countHistory(use, (await present(use, account)).person)).toBe(3)
      for (const account of people.mod)
        expect(await ownedBy(use, (await present(use, account)).person, 10)).toHaveLength(3)
    })
  })
})

test('a case that another process logs while accounts are linked is theirs too', async () => {
  const bot = await team()
  // Another store object is another process: the two do not take turns.
  const other = await createTestBot({ store: { ...bot.store } })
  let tries = 0
  await bot.change(async (use) => {
    await log(use, people.mod[0], [people.owl[1]])
    if (++tries === 1) await other.change((use) => linking(use, people.owl))
  })
  expect(tries).toBe(2)
  await bot.look(async (use) => {
    expect(await countHistory(use, people.owl[0].person)).toBe(1)
    expect(await countHistory(use, people.owl[1].person)).toBe(0)
  })
})

describe('somebody with two accounts', () => {
  test('is asked on the chat of the place where the card hangs, and elsewhere where they were last', async () => {
    const bot = await team()
    await bot.change(async (use) => {
      await linking(use, people.mod)
      const who = await present(use, people.mod[0])
      expect(await reached(use, [who], place('discord', 'esc'))).toEqual({
        here: [people.mod[1].account],
        elsewhere: [],
      })
      expect(await reached(use, [who], place('console', 'esc'))).toEqual({
        here: [people.mod[0].account],
        elsewhere: [],
      })
      expect((await whoNow(use, who)).account).toEqual(people.mod[1].account)
    })
    await bot.say('mod', '/help')
    await bot.look(async (use) => {
      const who = await present(use, people.mod[1])
      expect((await whoNow(use, who)).account).toEqual(people.mod[0].account)
    })
  })

  test('is asked once, and what waits for them waits on either chat', async () => {
    const bot = await team()
    await bot.change(async (use) => {
      await linking(use, people.mod)
      const set = await settingsOf(use)
      const ask = people.mod.map((who) => ({ who }))
      keepSettings(use, { ...set, levels: { ...set.levels, 2: { ...set.levels[2], ask } } })
    })
    await bot.change(async (use) => {
      const by = await present(use, people.owl[0])
      await askAt(use, await log(use, by, [], false), { why: '?', by, here: place('console', 'general') })
    })
    await bot.look(async (use) => {
      const { person } = await present(use, people.mod[0])
      const [it, ...others] = await waitingFor(use, { id: person }, 5)
      expect(others).toEqual([])
      expect(it?.asked.map((each) => each.person)).toEqual([person])
      expect((await deliveriesOf(use, 'escalation/1/1')).map(({ lane }) => lane)).toEqual([
        'discord/test/@est',
      ])
    })
  })
})
