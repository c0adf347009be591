import type { Chat } from '../../src/core/chat.ts'
import { type Clock, instant, systemClock } from '../../src/core/clock.ts'
import { update } from '../../src/core/update.ts'
import { createWords } from '../../src/core/words.ts'
import { createCourier } from '../../src/features/courier/index.ts'
import { post, upcoming } from '../../src/features/outbox.ts'
import { createTimer } from '../../src/schedule/timer.ts'
import { openStore } from '../../src/store/open.ts'

/**
 * One side of a comparison, in a process of its own: `node deliveries-side.ts SIDE COUNT FILE`. It prints what came
 * out as one line of JSON. Every delivery, or task, does the same: it notes how late it is.
 */
export interface Came {
  /** How late each was, in milliseconds: the middle one, and the one that 1 % exceed. */
  p50: number
  p99: number
  ran: number
  /** The most memory the process ever had, in MB. */
  memory: number
  /** How long something took, in milliseconds. */
  took: number
}

/** When everything is due, as the deliveries of the store have it; the clock of that side is set to it. */
const due = Date.parse('2027-03-11T08:00:00Z')

/** Where the deliveries go: so many communities with so many channels each. */
const communities = 100
const channels = 20

const [, , side = '', amount = '0', file = ''] = process.argv
const count = Number(amount)
const late: number[] = []

const sides: Record<string, () => Promise<number>> = {
  prepare,
  vigie,
  croner: () => crons(async () => (await import('croner')).Cron),
  'node-cron': () =>
    crons(async () => {
      const { schedule } = await import('node-cron')
      return class {
        constructor(line: string, _options: object, run: () => void) {
          schedule(line, run, { suppressMissedWarning: true })
        }
      }
    }),
  'start-up': startUp,
}

/** Writes so many deliveries into a new store, all due in the same second. */
async function prepare(): Promise<number> {
  const { store } = await openStore(`sqlite://${file}`)
  const each = Math.ceil(count / communities)
  for (let from = 0; from < each; from += 100)
    await Promise.all(
      Array.from({ length: communities }, (_, community) =>
        update(
          { store, clock: systemClock, community: `c${community}`, id: `${community}/${from}` },
          async (use) => {
            for (let n = from; n < Math.min(each, from + 100); n++) {
              const place = {
                platform: 'slack',
                space: `T${community}`,
                channel: `C${n % channels}`,
              } as const
              await post(use, { view: 'card', of: `${n}`, to: { place }, due, grace: 'any' })
            }
          },
        ),
      ),
    )
  await store.close()
  return 0
}

function courierOn(store: Awaited<ReturnType<typeof openStore>>['store'], clock: Clock) {
  const chat: Pick<Chat, 'send'> = {
    async send(place, _card, key) {
      late.push(clock.now().epochMilliseconds - due)
      return { sent: { place, id: key } }
    },
  }
  return createCourier({
    store,
    clock,
    chats: () => chat as Chat,
    views: { card: { name: 'card', card: async (of) => ({ text: of }) } },
    readerOf: async () => ({ locale: 'en', zone: 'UTC', sees: 'team' }),
    words: createWords({ en: {}, fr: {} }),
    owner: 'bench',
    log,
  })
}

const log = {
  error(what: string, error: unknown) {
    throw new Error(what, { cause: error })
  },
  warn: console.error,
  info() {},
}

/** Sends all that is in the store, from a second before it is due. */
async function vigie(): Promise<number> {
  const { store } = await openStore(`sqlite://${file}`)
  const begun = performance.now()
  const clock: Clock = { now: () => instant(Math.floor(due - 1_000 + performance.now() - begun)) }
  const courier = courierOn(store, clock)
  const timer = createTimer({ clock, run: courier.run, log })
  timer.start()
  while (late.length < count) await pause(50)
  await timer.stop()
  await store.close()
  return performance.now() - begun - 1_000
}

/** Has a scheduler run as many tasks in one second, some time after it knows them all. */
async function crons(
  load: () => Promise<new (line: string, options: object, run: () => void) => unknown>,
): Promise<number> {
  const Cron = await load()
  const trial = 2_000
  const begun = performance.now()
  for (let n = 0; n < trial; n++) new Cron('0 0 0 1 1 *', { maxRuns: 1 }, () => {})
  // The more there are the longer each one takes.
  const ready = ((performance.now() - begun) / trial) * count * 3
  const then = Math.ceil((Date.now() + ready) / 1_000 + 3) * 1_000
  const line = `${new Date(then).getSeconds()} ${new Date(then).getMinutes()} ${new Date(then).getHours()} * * *`
  for (let n = 0; n < count; n++) new Cron(line, { maxRuns: 1 }, () => late.push(Date.now() - then))
  if (Date.now() >= then) throw new Error(`the tasks were not ready in time: ${side}`)
  // What has not run 20 s later does not run that day.
  while (late.length < count && Date.now() < then + 20_000) await pause(50)
  return Date.now() - then
}

/** Opens the store, looks at what is due, which is nothing, and answers what comes next; timed from the process's start. */
async function startUp(): Promise<number> {
  const clock = { now: () => instant(due - 86_400_000) }
  const { store } = await openStore(`sqlite://${file}`)
  const courier = courierOn(store, clock)
  await courier.run()
  await update({ store, clock, community: 'c7', id: 'status' }, (use) => upcoming(use, 5))
  const answered = performance.now()
  await store.close()
  return answered
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

const took = await sides[side]?.()
late.sort((a, b) => a - b)
const at = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? Number.NaN
const memory = Math.round(process.resourceUsage().maxRSS / 1024)
const came: Came = { p50: at(0.5), p99: at(0.99), ran: late.length, memory, took: took ?? Number.NaN }
process.stdout.write(`${JSON.stringify(came)}\n`, () => process.exit())
