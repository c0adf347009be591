import { incidentCommands } from '../../../commands/incident/index.ts'
import { createKinds } from '../../../src/args/kinds.ts'
import { createBot } from '../../../src/bot.ts'
import type { Button, Card } from '../../../src/core/card.ts'
import { createFixedClock } from '../../../src/core/clock.ts'
import type { House } from '../../../src/core/house.ts'
import type { Locale, Place, Platform, Role, Who } from '../../../src/core/person.ts'
import { key } from '../../../src/core/store.ts'
import { read, update } from '../../../src/core/update.ts'
import type { Work } from '../../../src/core/work.ts'
import { type CourierOptions, createCourier } from '../../../src/features/courier/index.ts'
import { escalationAlarms } from '../../../src/features/escalations/alarms.ts'
import { askAt } from '../../../src/features/escalations/ask.ts'
import { escalationOf } from '../../../src/features/escalations/record.ts'
import { escalationDeliveries } from '../../../src/features/escalations/unreached.ts'
import { resolve } from '../../../src/features/incidents/closing.ts'
import { logIncident, type Report } from '../../../src/features/incidents/log.ts'
import { incidentOf } from '../../../src/features/incidents/record.ts'
import { unheardDeliveries } from '../../../src/features/incidents/unheard.ts'
import { keepPerson, newPerson } from '../../../src/features/people.ts'
import { readerAt } from '../../../src/features/readers.ts'
import { initialSettings, keepSettings, type Level, type Settings } from '../../../src/features/settings.ts'
import { createTimer } from '../../../src/schedule/timer.ts'
import { openStore } from '../../../src/store/open.ts'
import { answerView } from '../../../src/views/answer.ts'
import { escalationView } from '../../../src/views/escalation.ts'
import { escalationLineView } from '../../../src/views/escalation-line.ts'
import { incidentView } from '../../../src/views/incident.ts'
import { assignedView } from '../../../src/views/incident-assigned.ts'
import { incidentStepView } from '../../../src/views/incident-step.ts'
import { incidentUnheardView } from '../../../src/views/incident-unheard.ts'
import { createFakeChat, createFakeLog } from '../../fakes.ts'
import { testHouse, words } from '../../test-house.ts'
import { saidBy, textOf } from '../../text-of.ts'

const zone = 'Europe/Paris'
const community = 'x'

/** A time of Thursday 11 March 2027 in Paris, or with a date of that day. */
export const at = (time: string): number =>
  Temporal.PlainDateTime.from(time.includes('T') ? time : `2027-03-11T${time}`)
    .toZonedDateTime(zone)
    .toInstant().epochMilliseconds

export const slack = (channel: string): Place => ({ platform: 'slack', space: 'T1', channel })
export const discord = (channel: string): Place => ({ platform: 'discord', space: 'G1', channel })

const somebody = (name: string, platform: Platform): Who => {
  const space = platform === 'slack' ? 'T1' : 'G1'
  return { person: `${platform}:${space}:${name}`, account: { platform, space, id: name }, name }
}

/** The people of the story: moderators and members on Discord, those who are asked in Slack. */
export const people = {
  mod_est: somebody('mod_est', 'discord'),
  nightowl: somebody('nightowl', 'discord'),
  otter: somebody('otter', 'discord'),
  cm_day: somebody('cm_day', 'slack'),
  head_comm: somebody('head_comm', 'slack'),
  cm_relief: somebody('cm_relief', 'slack'),
  director: somebody('director', 'slack'),
} as const

const roles: Partial<Record<keyof typeof people, Role>> = {
  mod_est: 'moderator',
  cm_day: 'cm',
  head_comm: 'manager',
  cm_relief: 'cm',
  director: 'manager',
}

/** Who is asked at which level in the story. */
export const storyLevels = (): Settings['levels'] => ({
  1: { ask: [{ who: people.cm_day }], backup: [], minutes: 240 },
  2: { ask: [{ who: people.head_comm }], backup: [{ who: people.cm_relief }], minutes: 30 },
  3: { ask: [{ who: people.director }], backup: [], minutes: 15 },
  4: { ask: [{ who: people.director }], backup: [{ who: people.head_comm }], minutes: 5 },
})

/** The question of the story, in the moderator's own words. */
export const question =
  "@nightowl writes to @otter again in private despite February's\nmediation. Our rules say nothing about DMs. A 7-day timeout?"

const frenchQuestion =
  "@nightowl relance @otter en privé malgré la médiation de février.\nLes règles ne disent rien des messages privés. 7 jours d'exclusion ?"

/** What a test may choose; without a place for escalations people are written to themselves. */
export interface RigOptions {
  now?: string
  locale?: Locale
  levels?: Settings['levels']
  places?: Settings['places']
  people?: readonly (keyof typeof people)[]
}

/** A community on two chats with everything that carries questions, on a fixed clock. */
export async function createRig(options: RigOptions = {}) {
  const { now = '02:52', locale = 'en', levels = storyLevels() } = options
  const { places = { moderation: discord('mod'), escalation: slack('esc') } } = options
  const clock = createFixedClock(Temporal.Instant.fromEpochMilliseconds(at(now)))
  const { store } = await openStore('memory://')
  const house: House = { ...testHouse, defaults: { zone, locale } }
  const chats = { slack: createFakeChat('slack'), discord: createFakeChat('discord') }
  const log = createFakeLog()
  let works = 0
  const on = () => ({ store, clock, house, community, id: `work-${++works}` })
  const views = [
    incidentView,
    incidentStepView,
    assignedView,
    incidentUnheardView,
    escalationView,
    escalationLineView,
    answerView,
  ]
  const courierOn = (more: Partial<CourierOptions> = {}) =>
    createCourier({
      store,
      clock,
      house,
      chats: (platform) => (platform === 'console' ? undefined : chats[platform]),
      views: Object.fromEntries(views.map((view) => [view.name, view])),
      alarms: escalationAlarms,
      deliveries: { ...escalationDeliveries, ...unheardDeliveries },
      readerOf: readerAt,
      words,
      owner: `rig/${++works}`,
      log,
      random: () => 1,
      ...more,
    })
  const courier = courierOn()
  const timer = createTimer({ clock, log, run: (signal) => courier.run(signal) })
  const rig = {
    store,
    house,
    clock,
    log,
    ...chats,
    now: () => clock.now().epochMilliseconds,
    /** Does a work of the community. */
    do: <T>(run: (use: Work) => Promise<T>) => update(on(), run),
    read: <T>(run: (use: Work) => Promise<T>) => read(on(), run),
    /** Moves the clock to a time of the night, with everything that falls due on the way. */
    async until(time: string) {
      await courier.run()
      await timer.advance(clock, Temporal.Instant.fromEpochMilliseconds(at(time)))
    },
    /** Lets a time come while nothing runs, then starts again. */
    async downUntil(time: string) {
      clock.set(Temporal.Instant.fromEpochMilliseconds(at(time)))
      await courier.run()
    },
    deliver: () => courier.run(),
    /** Looks whether what refused was mended, and delivers. */
    async probe() {
      await courier.probe()
      await courier.run()
    },
    courierOn,
    settings: (change: (it: Settings) => Settings) =>
      update(on(), async (use) =>
        keepSettings(use, change({ ...initialSettings({ zone, locale }), levels, places })),
      ),
    /** Logs a case as @mod_est did, with the fields that a test wants otherwise. */
    logCase: (changed: Partial<Report> = {}, by: Who = people.mod_est) =>
      update(on(), (use) =>
        logIncident(
          use,
          by,
          {
            what: 'Writes again in private despite the mediation',
            type: 'harassment',
            reported: [people.nightowl],
            affected: [people.otter],
            actions: [],
            from: discord('mod'),
            proofs: [],
            ...changed,
          },
          false,
        ),
      ),
    ask: (number = 1, level?: Level, why = question, by: Who = people.mod_est) =>
      update(on(), async (use) => {
        const incident = await incidentOf(use, number)
        if (incident === undefined) throw new Error(`no case ${number}`)
        return askAt(use, incident, { level, why, by, here: discord('mod') })
      }),
    question: (number = 1, nth = 1) =>
      read(on(), async (use) => {
        const found = await escalationOf(use, number, nth)
        if (found === undefined) throw new Error(`no question ${number}/${nth}`)
        return found
      }),
    /** What is on display in a channel, each card as text. */
    shown: (platform: 'slack' | 'discord', channel: string) =>
      chats[platform].in(channel).map(({ card }) => textOf(card, rig.now())),
    /** The ids of those the last message in a channel notifies. */
    notified: (platform: 'slack' | 'discord', channel: string) =>
      chats[platform].in(channel).map(({ card }: { card: Card }) => (card.notify ?? []).map(({ id }) => id)),
  }
  await rig.settings((it) => it)
  await rig.do(async (use) => {
    for (const space of ['slack/T1', 'discord/G1']) use.set(`space/${space}`, community)
    for (const name of options.people ?? (Object.keys(people) as (keyof typeof people)[])) {
      const { account, person } = people[name]
      await keepPerson(use, newPerson(person, account, name, roles[name] ?? 'member'))
    }
  })
  return rig
}

/** The community at 02:58 of the story's night: INC-212 is logged, after three earlier cases, and just asked. */
export async function createNight(locale: Locale = 'en') {
  const rig = await createRig({ now: '2026-12-18T10:00', locale })
  const past = [
    ['2026-12-18T10:00', 131, 'warned'],
    ['2027-01-22T10:00', 167, 'warned'],
    ['2027-02-19T10:00', 190, 'mediated'],
  ] as const
  const count = (number: number) =>
    rig.do(async (use) => use.set(key('c', community, 'counter', 'incident'), number - 1))
  for (const [time, number, reason] of past) {
    await rig.until(time)
    await count(number)
    const it = await rig.logCase({ affected: [] })
    await rig.do((use) => resolve(use, it, people.mod_est, { reason, actions: [] }))
  }
  await rig.until('02:52')
  await count(212)
  const proofs = [1, 2, 3, 4].map((nth) => ({ by: people.otter, file: `dm-${nth}.png` }))
  await rig.logCase({ happened: at('02:49'), proofs })
  await rig.until('02:58')
  await rig.ask(212, undefined, locale === 'fr' ? frenchQuestion : question)
  await rig.deliver()
  return rig
}

/** Gives a rig a bot with the commands about incidents: people type, and press what they see. */
export function withBot(rig: Rig) {
  const chats = { slack: rig.slack, discord: rig.discord }
  const bot = createBot({
    store: rig.store,
    clock: rig.clock,
    house: rig.house,
    commands: incidentCommands,
    kinds: createKinds(incidentCommands),
    chats: (platform) => (platform === 'console' ? undefined : chats[platform]),
    home: async () => ({}),
    log: rig.log,
  })
  let invocations = 0
  let buttons: Button[] = []

  async function invoke(name: keyof typeof people, command: string, input: string | Record<string, string>) {
    const { account } = people[name]
    const { platform, space } = account
    const accepted = await bot.accept({
      id: `invocation-${++invocations}`,
      by: account,
      here: { platform, space, channel: `@${name}` },
      command,
      input,
      at: rig.now(),
    })
    const outcome = 'run' in accepted ? await accepted.run() : accepted
    const card = 'card' in outcome ? outcome.card : 'ask' in outcome ? outcome.ask : undefined
    buttons = card?.buttons ?? []
    await rig.deliver()
    return saidBy(outcome, rig.now()).replaceAll('\u00a0', ' ')
  }

  return {
    say: (name: keyof typeof people, line: string) => invoke(name, '', line),
    /** Presses a button of the last answer, or of the newest card that has one called so; `choice` is out of its menu. */
    press(name: keyof typeof people, label: string, more: Record<string, string> = {}, choice?: string) {
      const cards = [...rig.slack.posts, ...rig.discord.posts].reverse().map(({ card }) => card.buttons ?? [])
      const button = [buttons, ...cards].flat().find((each) => each.label === label)
      if (button === undefined) throw new Error(`nothing to press is called ${label}`)
      const chosen = button.choices?.find((each) => each.label === choice)?.input
      return invoke(name, button.command, { ...button.input, ...chosen, ...more })
    },
  }
}

export type Rig = Awaited<ReturnType<typeof createRig>>
