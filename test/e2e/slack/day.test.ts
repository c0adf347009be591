import { expect, test } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { locales } from '../../../src/core/person.ts'
import type { Call } from '../../standins/slack/index.ts'
import { words } from '../../test-house.ts'
import { createChance, createCrowd, type Deed } from './crowd.ts'
import { createTown, expectPeace, late } from './town.ts'

/** How much is done in the day, by how many people at a time. */
const deeds = 2_000
const crowd = [
  'head_comm',
  'cm_day',
  'cm_junior',
  'director',
  'mod_west',
  'mod_south',
  'mod_est',
  'otter',
  'cm_relief',
  'nightowl',
]

/** Every command as it is typed in both languages, by its example and by its name alone. */
const lines = commands.flatMap(({ name }) =>
  locales.flatMap((locale) => {
    const [noun = '', ...rest] = name.split(' ')
    const verb = rest.join(' ')
    const path = `nouns.${noun}.verbs.${verb}`
    const example = `${path}.example`
    const bare = `/${words.set('nouns', locale).get(noun)?.name} ${words.set(`nouns.${noun}.verbs`, locale).get(verb)?.name}`
    return words.has(example) ? [String(words.t(locale)(example)), bare] : [bare]
  }),
)

/** What goes wrong on Slack's side, now and then. */
const faults = [
  ['chat.postMessage', 'lost'],
  ['chat.postMessage', '500'],
  ['chat.postMessage', 'rate:1'],
  ['chat.update', 'rate:2'],
  ['chat.update', 'lost'],
  ['views.open', 'expired_trigger_id'],
  ['response_url', 'expired_url'],
  ['response_url', 'slow:200'],
  ['views.publish', '500'],
  ['users.info', 'slow:300'],
  ['usergroups.list', 'cut'],
] as const

/** The ways in which one deed is answered: its address and its trigger. */
const waysOf = ({ ack: { sent } }: Deed): unknown[] => {
  const { response_url: url, trigger_id: trigger } = sent.payload
  return [typeof url === 'string' ? url.split('/').at(-1) : undefined, trigger].filter(
    (it) => it !== undefined,
  )
}

/** Tells whether somebody was answered: with the acknowledgement, or by a call that names one of their ways. */
const isAnswered = (deed: Deed, calls: readonly Call[]): boolean =>
  Object.keys(deed.ack.body).length > 0 ||
  calls.some(
    ({ args, answer }) =>
      answer === 'ok' && waysOf(deed).some((way) => way === args.id || way === args.trigger_id),
  )

test('a day of 2,000 commands passes without one thing Slack refuses, and everybody is answered', async () => {
  const chance = createChance(20_270_311)
  const town = await createTown('en', '2027-03-11T07:00')
  const { slack } = town
  for (const [index, who] of crowd.entries()) {
    slack.user(who, { locale: index % 2 === 0 ? 'en-GB' : 'fr-FR' })
    await town.says('head_comm', `/team add @${who} role:${['cm', 'moderator', 'manager'][index % 3]}`)
  }
  slack.user('otter', { locale: 'fr-FR' })
  await town.says('head_comm', '/settings channels moderation:#moderation escalation:#escalation team:#team')
  const { act } = createCrowd(town, chance, lines)

  const done: Deed[] = []
  const unanswered: string[] = []
  while (done.length < deeds) {
    const isFaulty = chance.is(0.1)
    const [method, kind] = chance.one(faults)
    const lift = isFaulty ? slack.fault(method, kind) : () => {}
    const before = slack.calls.length
    const some = await Promise.all(crowd.map((who) => act(who)))
    await slack.settled(10)
    for (const deed of isFaulty ? [] : some.filter(({ kind }) => kind === 'typed')) {
      const isOver = () => isAnswered(deed, slack.calls.slice(before))
      await slack.until(isOver, 'an answer').catch(() => unanswered.push(`${deed.who}: ${deed.what}`))
    }
    lift()
    done.push(...some)
    if (chance.is(0.3))
      await town.engine.timer.advance(town.clock, town.clock.now().add({ minutes: 1 + chance.upTo(10) }))
    else if (chance.is(0.4)) await town.engine.courier.run()
    if (chance.is(0.02)) {
      slack.cut()
      await slack.connected()
    }
  }
  await town.engine.timer.advance(town.clock, town.clock.now().add({ hours: 6 }))
  await slack.settled()

  expect(done.filter(({ ack }) => late(ack))).toEqual([])
  expect(unanswered).toEqual([])
  const kinds = Object.groupBy(done, ({ kind }) => kind)
  for (const kind of ['typed', 'pressed', 'submitted', 'shortcut', 'home'] as const)
    expect(kinds[kind]?.length, kind).toBeGreaterThan(30)
  for (const channel of Object.values(town.at)) {
    const keys = slack
      .messages(channel)
      .flatMap(({ metadata }) => (metadata ? [JSON.stringify(metadata)] : []))
    expect(new Set(keys).size).toBe(keys.length)
  }
  expect(await town.says('head_comm', '/status')).not.toBe('')
  expectPeace(town)
  await town.stop()
}, 300_000)
