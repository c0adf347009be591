import { commands } from '../../../commands/index.ts'
import { createSlack as createAdapter } from '../../../src/adapters/slack/index.ts'
import { manifestOf } from '../../../src/adapters/slack/manifest.ts'
import type { SlackOptions } from '../../../src/adapters/slack/options.ts'
import { createFixedClock, type FixedClock } from '../../../src/core/clock.ts'
import type { Locale } from '../../../src/core/person.ts'
import type { Store } from '../../../src/core/store.ts'
import { read, update } from '../../../src/core/update.ts'
import type { Work } from '../../../src/core/work.ts'
import type { createEngine } from '../../../src/start/engine.ts'
import { createWeb } from '../../../src/start/web.ts'
import type { FakeLog } from '../../fakes.ts'
import { createSlack, type Slack } from '../../standins/slack/index.ts'
import type { Manifest } from '../../standins/slack/model.ts'
import { words } from '../../test-house.ts'
import { createTestEngine, instantIn, type Shared } from '../engine.ts'

/** What a test may choose. Times are wall-clock in the community's zone. */
export interface RigOptions {
  now?: string
  zone?: string
  locale?: Locale
  store?: Store
  slack?: Slack
  clock?: FixedClock
  options?: Partial<SlackOptions>
}

/** Vigie on a memory store and a fixed clock, in the stand-in's workspace through the real libraries. */
export interface Rig {
  slack: Slack
  clock: FixedClock
  store: Store
  log: FakeLog
  engine: ReturnType<typeof createEngine>
  /** Moves the clock, doing everything that falls due on the way. */
  advance(to: string | Temporal.DurationLike): Promise<void>
  /** Sends what is due now, and waits until nothing moves in the workspace. */
  settle(): Promise<void>
  look<T>(run: (use: Work) => Promise<T>): Promise<T>
  change<T>(run: (use: Work) => Promise<T>): Promise<T>
  stop(): Promise<void>
}

/** The app as the workspace has installed it. */
const manifest = ({ locale = 'en', options }: RigOptions) =>
  manifestOf(commands, { words, locale, command: '/vigie', mode: options?.mode ?? 'socket' }) as Manifest

/** Slack as an engine has it, in the stand-in's workspace through the real libraries. */
export const slackChat = ({ env }: Slack, shared: Shared, more: Partial<SlackOptions> = {}) =>
  createAdapter({
    botToken: env.SLACK_BOT_TOKEN,
    appToken: env.SLACK_APP_TOKEN,
    signingSecret: env.SLACK_SIGNING_SECRET,
    apiUrl: env.SLACK_API_URL,
    mode: 'socket',
    command: '/vigie',
    ...shared,
    ...more,
  })

/** Starts Vigie in a workspace; on Thursday 11 March 2027 at 02:00 in Paris unless told otherwise. */
export async function createRig(given: RigOptions = {}): Promise<Rig> {
  const { zone = 'Europe/Paris', locale = 'en', now = '2027-03-11T02:00' } = given
  const clock = given.clock ?? createFixedClock(instantIn(zone, now))
  const slack =
    given.slack ??
    (await createSlack({ now: () => clock.now().epochMilliseconds, manifest: manifest(given) }))
  const { engine, log, shared, store } = await createTestEngine({ clock, locale, zone, store: given.store })
  const chat = slackChat(slack, shared, given.options)
  engine.add(chat)
  // Nobody listens on it where events come in over Socket Mode.
  const web = createWeb({ port: 0, chats: [chat], storeAnswers: async () => true, log })
  if (chat.requests !== undefined) {
    await web.open()
    slack.deliverTo(`http://127.0.0.1:${web.port()}${chat.requests.path}`)
  }
  await engine.start()
  const community = `slack-${slack.team.id}`
  let turn = 0
  const on = () => ({ store, clock, house: engine.house, community, id: `rig-${++turn}` })
  const settle = async () => {
    await slack.settled()
    await engine.courier.run()
    await engine.courier.run()
    await slack.settled()
  }
  return {
    slack,
    clock,
    store,
    log,
    engine,
    settle,
    async advance(to) {
      await slack.settled()
      const target = typeof to === 'string' ? instantIn(zone, to) : clock.now().add(to)
      await engine.timer.advance(clock, target)
      await settle()
    },
    look: (run) => read(on(), run),
    change: (run) => update(on(), run),
    async stop() {
      await engine.stop()
      await web.close()
      if (given.slack === undefined) await slack.close()
    },
  }
}
