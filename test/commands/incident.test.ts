import { beforeEach, describe, expect, it } from 'vitest'
import { incidentKind } from '../../src/args/incident.ts'
import { logIncident } from '../../src/features/incidents/log.ts'
import { incidentOf } from '../../src/features/incidents/record.ts'
import { readerOf } from '../../src/features/people.ts'
import { est, report } from '../features/incidents/desk.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'
import { words } from '../test-house.ts'

let bot: TestBot

/** Answers are compared with plain spaces. */
const plainly = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')
const say = async (as: string, line: string, here?: Parameters<TestBot['say']>[2]) =>
  plainly(await bot.say(as, line, here))
const press = async (as: string, label: string, input?: Record<string, string>) =>
  plainly(await bot.press(as, label, input))
const shown = () => {
  const last = bot.last
  if (last === undefined || !('card' in last)) throw new Error('no card was answered')
  return last.card
}

beforeEach(async () => {
  bot = await createTestBot({ now: '2027-03-11T02:06' })
  await bot.say('boss:manager', '/settings set moderation:#moderation')
  for (const one of ['est:moderator', 'west:moderator', 'day:cm']) await bot.say(one, '/help')
})

describe('/incident log', () => {
  it('takes its type to be other where none is given', async () => {
    expect(await say('est', '/incident log Somebody was rude')).toContain(
      'INC-1 · other · low · logged 02:06',
    )
  })

  it('understands French words, whatever the reader’s language', async () => {
    expect(await say('est', '/incident enregistrer quoi:Injures type:insultes gravité:élevée')).toContain(
      'INC-1 · insults · high',
    )
  })

  it('says that a member has no past, and asks nothing where nothing is like it', async () => {
    expect(
      await say('est', '/incident log Rude type:insults member:@nightowl'),
    ).toBe(`INC-1 · insults · medium · logged 02:06
You have it.
@nightowl · no earlier incident in 90 days
[Resolve] [Add evidence] [Ask] [Undo]`)
  })

  it('shows the pasts of several members, the longest first', async () => {
    await say('est', '/incident log One type:insults member:@nightowl')
    await say('est', '/incident log Two type:hate member:@nightowl,@otter')
    expect(await say('est', '/incident log Three type:scam member:@fox,@otter,@nightowl')).toContain(
      `@nightowl · 2 incidents in 90 days
INC-2 in progress (11 Mar)
INC-1 in progress (11 Mar)
@otter · 1 incident in 90 days
INC-2 in progress (11 Mar)

INC-3 · scam · medium · logged 02:06`,
    )
  })

  it('resolves in the same line', async () => {
    expect(
      await say('est', '/incident log Rude type:insults action:warned resolve:warned'),
    ).toBe(`INC-1 · insults · medium · resolved 02:06
Done: warned. Closed as: warned.
[Add evidence] [Undo]`)
  })

  it('asks at a press what is to be kept', async () => {
    await say('est', '/incident log Rude type:insults')
    expect(await press('est', 'Add evidence')).toBe('form incident evidence')
    expect(bot.last).toMatchObject({ form: { values: { ref: 'INC-1' } } })
  })

  it('asks in the same line', async () => {
    expect(
      await say('est', '/incident log Rude type:insults escalate:2 why:"A ban?"'),
    ).toBe(`INC-1 · insults · medium · logged 02:06
You have it.
@boss: first answer expected by 02:36.
No answer by then: level 3, @boss.
[Resolve] [Add evidence] [Undo]`)
    expect(await say('est', '/incident 1')).toContain('WAITING, LEVEL 2')
  })

  it('refuses to do both, and a duplicate of nothing', async () => {
    expect(await say('est', '/incident log Rude resolve:warned escalate:2')).toContain('Nothing was logged')
    expect(await say('est', '/incident log Rude resolve:duplicate')).toContain('nothing was logged')
    expect(await say('est', '/incident')).toBe('No open incident.')
  })

  it('keeps 10,000 characters whole and shows 300 of them', async () => {
    const what = 'é'.repeat(10_000)
    await say('est', `/incident log ${what}`)
    expect((await bot.look((use) => incidentOf(use, 1)))?.what).toBe(what)
    await say('est', '/incident 1')
    expect(shown().text).toBe(`${'é'.repeat(299)}…`)
    expect(await say('est', `/incident log ${what}é`)).toContain('at most 10,000')
  })

  it('is nothing for members', async () => {
    expect(await say('guest:member', '/incident log Rude')).toContain('is for the role moderator and above')
  })
})

describe('a report that looks like an open case', () => {
  beforeEach(async () => {
    await say('est', '/incident log Gift links type:spam accounts:12 action:banned')
    await bot.advance('2027-03-11T02:18')
  })

  it('is asked about first, and nothing is logged yet', async () => {
    expect(
      await say('west', '/incident log Links again type:spam'),
    ).toBe(`INC-1 looks like the same thing, opened 12 min ago by @est.
[Log a new one] [Add to INC-1] [Correct] [No]
Nothing is logged yet; what you typed is kept.`)
    expect(await bot.look((use) => incidentOf(use, 2))).toBeUndefined()
  })

  it('is added to it at a press, with its reporter', async () => {
    await say('west', '/incident log Links again type:spam member:@nightowl')
    expect(await press('west', 'Add to INC-1')).toContain('INC-1 · added what you reported.')
    const it = await bot.look((use) => incidentOf(use, 1))
    expect(it?.reporters.map(({ name }) => name)).toEqual(['est', 'west'])
    expect(it?.reported.map(({ name }) => name)).toEqual(['nightowl'])
    expect(await bot.look((use) => incidentOf(use, 2))).toBeUndefined()
  })

  it('is logged by itself at the other press, once', async () => {
    await say('west', '/incident log Links again type:spam')
    expect(await press('west', 'Log a new one')).toContain('INC-2 · spam · high · logged 02:18')
    expect(await bot.look((use) => incidentOf(use, 3))).toBeUndefined()
  })

  it('is asked about again where another case has come up meanwhile', async () => {
    await say('west', '/incident log Links again type:spam')
    const asked = bot.last
    await bot.say('est', '/incident resolve 1 reason:removed')
    await bot.say('day', '/incident log And here type:spam')
    bot.last = asked
    expect(await press('west', 'Log a new one')).toContain('INC-2 looks like the same thing')
  })
})

describe('the card of a case', () => {
  it('hangs in the moderation channel once, and is edited with every act', async () => {
    await say('est', '/incident log Rude type:insults')
    await bot.deliver()
    await say('est', '/incident severity 1 high because it spreads')
    await say('est', '/incident resolve 1 no-breach')
    await bot.deliver()
    const cards = bot.chat.posts.filter(({ ref }) => ref.place.thread === undefined)
    expect(cards.length).toBe(1)
    expect(bot.on('moderation')[0]).toContain('INC-1 · Insults · high severity · RESOLVED')
    expect(bot.on('moderation').slice(1)).toEqual([
      '02:06 @est: severity high, was medium: because it spreads.',
      '02:06 @est: resolved, no rule broken.',
    ])
  })

  it('has its thread, in which the reference can be left out', async () => {
    await say('est', '/incident log Rude type:insults')
    await bot.deliver()
    const [card] = bot.chat.posts
    const thread = { channel: 'moderation', thread: card?.ref.id ?? '' }
    expect(await say('est', '/incident note a line of the thread', thread)).toContain('INC-1 · note added')
    await bot.deliver()
    expect(await say('est', '/incident resolve reason:warned', thread)).toContain(
      'INC-1 · insults · medium · resolved',
    )
    expect(await say('est', '/incident', thread)).toBe('No open incident.')
    await bot.deliver()
    await say('est', '/incident reopen', thread)
    await bot.deliver()
    expect(card?.card.sections?.at(-1)?.more?.label).toBe('step in the thread')
  })

  it('tells nothing of members in a place that is no longer the team’s', async () => {
    await say('est', '/incident log Rude type:insults member:@nightowl')
    await bot.deliver()
    await say('boss', '/settings set moderation:#mods')
    await say('est', '/incident severity 1 high')
    await bot.deliver()
    expect(bot.on('moderation')).toEqual(['INC-1 is an incident of the team.'])
  })

  it('says that it was withdrawn', async () => {
    await say('est', '/incident log Rude')
    await bot.deliver()
    expect(await press('est', 'Undo')).toBe(
      "INC-1 is withdrawn: it is in no list, counts nowhere, and its number isn't used again.",
    )
    await bot.deliver()
    expect(bot.on('moderation')[0]).toBe(`INC-1 · withdrawn
Rude
Taken back by @est (02:06). It is in no list and counts nowhere.`)
    expect(await say('est', '/incident note 1 too late')).toContain('INC-1 was withdrawn by @est')
  })
})

describe('taking, giving and letting go', () => {
  beforeEach(async () => {
    await say('est', '/incident log Rude type:insults')
  })

  it('says who has a case and offers to assign it', async () => {
    expect(await say('west', '/incident claim 1')).toBe(`INC-1 is with @est, since 02:06. Nothing was changed.
[Assign it to me]`)
    expect(await press('west', 'Assign it to me')).toContain('INC-1 is with @west now.')
    expect(await press('west', 'Undo')).toBe('INC-1 is with @est again.')
  })

  it('says so at a second press', async () => {
    await say('est', '/incident release 1')
    await say('west', '/incident claim 1')
    expect(await say('west', '/incident take inc1')).toBe(
      'You have INC-1 already, since 02:06. Nothing was changed.',
    )
  })

  it('gives it to the team only', async () => {
    expect(await say('est', '/incident assign 1 @stranger')).toContain("@stranger isn't in the team")
    expect(await say('est', '/incident assign 1 @day')).toContain('INC-1 is with @day now.')
  })
})

describe('deadlines and monitoring', () => {
  beforeEach(async () => {
    await say('est', '/incident log Rude type:insults')
  })

  it('read the time at either end of the words', async () => {
    expect(await say('est', '/incident due 1 09:30 decide what comes next')).toContain(
      'INC-1 · by 09:30: decide what comes next',
    )
    expect(await say('est', '/incident due 1 decide what comes next tomorrow 9am')).toContain(
      'INC-1 · by Fri 12 March, 09:00: decide what comes next',
    )
    expect(await press('est', 'Undo')).toBe(
      'The next decision on INC-1 is again: 09:30, decide what comes next',
    )
  })

  it('end by themselves', async () => {
    expect(await say('est', '/incident monitor 1 tomorrow 10:00')).toContain(
      'INC-1 is being watched until Fri 12 March, 10:00.',
    )
    expect(await say('est', '/incident 1')).toContain('Due: Fri 12 March, 10:00, end of monitoring')
    await bot.advance('2027-03-12T10:00')
    expect(await say('est', '/incident 1')).toContain('IN PROGRESS')
  })
})

describe('a duplicate', () => {
  it('needs the case that stays, and joins it', async () => {
    await say('est', '/incident log Rude type:insults member:@nightowl')
    await say('west', '/incident log Also rude type:hate member:@nightowl')
    expect(await say('west', '/incident resolve 2 duplicate')).toContain(
      'A duplicate needs the incident that stays',
    )
    expect(await say('west', '/incident resolve 2 warned of:1')).toContain('Only a duplicate is merged')
    expect(await say('west', '/incident resolve 2 duplicate of:INC-1')).toContain('It counts with INC-1 now')
    expect(await say('west', '/incident 2')).toContain('Resolved: 02:06 by @west, duplicate of INC-1')
    expect(await say('west', '/incident history @nightowl')).toContain('@nightowl · 1 incident\n')
  })
})

describe('/incident list', () => {
  it('pages through 500 open cases, most urgent first, and shows how to go on', async () => {
    await bot.change(async (use) => {
      for (let count = 1; count <= 500; count++) {
        const severity = count % 2 === 0 ? 'critical' : 'low'
        await logIncident(use, est, report({ what: `Case ${count}`, type: 'other', severity }), count > 250)
      }
    })
    const first = await say('est', '/incident')
    expect(first).toContain('500 open incidents\nINC-2 · other · critical · open · no owner\nCase 2\n')
    expect(first).toContain('+490 · /incident list page:2')
    const last = await say('est', '/incident list page:50')
    expect(last).toContain('INC-499 · other · low · in progress · @mod_est\nCase 499')
    expect(last).not.toContain('+')
    expect(await say('est', '/incident list page:51')).toBe("There's no page 51: the last is 50.")
    expect(await say('est', '/incident list severity:critical open')).toContain('125 incidents\n')
    expect(shown().sections?.[0]?.more?.command).toBe('/incident list status:open severity:critical page:2')
  })

  it('filters by each of its arguments', async () => {
    await say('est', '/incident log One type:spam member:@nightowl network:Instagram')
    await bot.advance({ minutes: 5 })
    await say('west', '/incident log Two type:hate member:@otter')
    await say('west', '/incident log Three type:scam resolve:warned')
    const found = async (filters: string) =>
      [...(await say('day', `/incident list ${filters}`)).matchAll(/INC-(\d)/g)].map(([, number]) => number)
    expect(await found('')).toEqual(['1', '2'])
    expect(await found('hate')).toEqual(['2'])
    expect(await found('type:spam')).toEqual(['1'])
    expect(await found('member:@otter')).toEqual(['2'])
    expect(await found('owner:@west')).toEqual(['2'])
    expect(await found('network:instagram')).toEqual(['1'])
    expect(await found('since:"2 minutes ago"')).toEqual(['2'])
    expect(await found('status:resolved')).toEqual(['3'])
    expect(await found('status:resolved owner:@est')).toEqual([])
    expect(await found('mine:yes')).toEqual([])
  })
})

describe('/incident history', () => {
  it('counts where somebody was reported, never where they were affected', async () => {
    await say('est', '/incident log One type:spam member:@nightowl affected:@otter')
    expect(await say('est', '/incident history @otter')).toContain('No incident reports @otter.')
    expect(await say('est', '/incident history nightowl')).toBe(`@nightowl · 1 incident
1 in the last 90 days.
11 Mar · INC-1 · spam · high · in progress
Incidents in which they were affected aren't counted.`)
  })
})

describe('a reference', () => {
  beforeEach(async () => {
    await say('est', '/incident log Rude type:insults')
  })

  it.each(['INC-1', 'inc1', 'Inc 1', '#1', '1', '01', 'last', 'dernier'])(
    'is understood as %s',
    async (ref) => {
      expect(await say('est', `/incident show "${ref}"`)).toContain('INC-1 · Insults')
    },
  )

  it('alone shows the case', async () => {
    expect(await say('est', '/incident INC-1')).toContain('INC-1 · Insults')
  })

  it('is asked for where it is missing, and told when it is unknown', async () => {
    expect(await say('est', '/incident show')).toBe('form incident show\nIncident: ?')
    expect(await say('est', '/incident show INC-9')).toContain("There's no INC-9. Did you mean: INC-1?")
    expect(await say('est', '/incident show XYZ')).toContain(
      "isn't an incident; type INC-1, its number alone, or last",
    )
  })

  it('is suggested by number and by what happened, that with the newest activity first, and understood when taken whole', async () => {
    await say('west', '/incident log Links to a shop type:scam')
    const by = await bot.look((use) => readerOf(use, 'console:test:est'))
    const here = { platform: 'console', space: 'test', channel: '@est' } as const
    const suggested = async (typed: string) => {
      const reading = { ...by, now: bot.clock.now(), by, here, words }
      const choices = await bot.look(async (use) => incidentKind.suggest?.(typed, reading, use))
      return choices?.map(({ label }) => label)
    }
    expect(await suggested('')).toEqual(['INC-2 · scam · Links to a shop', 'INC-1 · insults · Rude'])
    await bot.advance({ minutes: 1 })
    await say('west', '/incident note 1 told them')
    expect(await suggested('')).toEqual(['INC-1 · insults · Rude', 'INC-2 · scam · Links to a shop'])
    expect(await suggested('SHOP')).toEqual(['INC-2 · scam · Links to a shop'])
    expect(await suggested('#2')).toEqual(['INC-2 · scam · Links to a shop'])
    expect(await say('est', '/incident show "INC-2 · scam · Links to a shop"')).toContain('INC-2 · Scam')
  })

  it('follows the community’s own prefix', async () => {
    await say('boss', '/settings set prefix:MOD')
    expect(await say('est', '/incident show mod-1')).toContain('MOD-1 · Insults')
  })
})
