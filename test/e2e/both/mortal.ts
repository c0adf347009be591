import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createFixedClock, instant } from '../../../src/core/clock.ts'
import type { Locale } from '../../../src/core/person.ts'
import type { Store } from '../../../src/core/store.ts'
import { courierSettings } from '../../../src/features/courier/index.ts'
import { openStore } from '../../../src/store/open.ts'
import { createMachine, type Program } from '../program.ts'
import { dusk, instantOf, openChats, zone } from './chats.ts'
import type { Order, Told } from './child.ts'
import { createHands } from './hands.ts'

const child = fileURLToPath(new URL('./child.ts', import.meta.url))

/** What answers somebody, and what posts and edits: by the names of the chats' calls. */
const calls = {
  answers: {
    slack: ['response_url'],
    discord: ['PATCH /webhooks/:application/:token/messages/:message', 'POST /webhooks/:application/:token'],
  },
  posts: {
    slack: ['chat.postMessage', 'chat.update'],
    discord: ['POST /channels/:channel/messages', 'PATCH /channels/:channel/messages/:message'],
  },
} as const

/** How long a call takes in which the process is killed, in milliseconds: far longer than it takes to kill it. */
const slowly = 300

/** How long another process keeps away from what one that was killed was about to send, in milliseconds. */
const lease = courierSettings.lease + 1000

/** Vigie in a workspace and a server at once, through both real clients, in processes that are killed. */
export type Mortal = Awaited<ReturnType<typeof createMortal>>

/** Starts Vigie on a file, in a process of its own; the chats live on in the test's. */
export async function createMortal(locale: Locale) {
  const clock = createFixedClock(instantOf(dusk))
  const now = () => clock.now().epochMilliseconds
  const chats = await openChats(locale, now)
  const { discord, slack } = chats
  const machine = await createMachine({
    ...{ ...slack.env, ...discord.env, SLACK_MODE: 'socket' },
    ...{ VIGIE_LANGUAGE: locale, VIGIE_ZONE: zone, VIGIE_LOG: 'warn' },
  })
  const lifts: (() => void)[] = []
  const deaths = { between: 0, acting: 0, sending: 0 }
  let endangered = false
  let lives = 0
  let life = await begin()

  /** Starts a process, which goes on with what the one before has left. */
  async function begin(): Promise<Program & { obey(order: Order): Promise<'done' | 'dead'> }> {
    // No two processes live in the same millisecond.
    clock.add({ milliseconds: 1 })
    lives += 1
    let heard = Promise.withResolvers<'done' | 'dead'>()
    const program = machine.start({
      run: [child, String(now())],
      heard(it) {
        const told = it as Told
        if (typeof told === 'object') clock.set(instant(told.now))
        else heard.resolve('done')
      },
    })
    void program.ended.then(() => heard.resolve('dead'))
    if ((await heard.promise) === 'dead') throw new Error(`it did not start:\n${program.said()}`)
    await chats.connected()
    return {
      ...program,
      obey(order) {
        heard = Promise.withResolvers()
        program.child.send(order)
        return heard.promise
      },
    }
  }

  /** Kills the process without a word, and starts the next one once both chats have seen it go. */
  async function die(when: keyof typeof deaths): Promise<void> {
    deaths[when] += 1
    await life.kill()
    await slack.until(() => slack.connections() === 0, 'the process to be gone from Slack')
    await discord.until(() => discord.connections() === 0, 'the process to be gone from Discord')
    for (const lift of lifts.splice(0)) lift()
    life = await begin()
  }

  const spoil = (what: keyof typeof calls, how: string): void => {
    for (const each of calls[what].slack) lifts.push(slack.fault(each, how))
    for (const each of calls[what].discord) lifts.push(discord.fault(each, how))
  }

  async function act(doing: () => Promise<unknown>): Promise<void> {
    if (!endangered) return void (await doing())
    spoil('answers', 'hang')
    await doing()
    await die('acting')
  }

  async function obey(order: Order): Promise<void> {
    if ((await life.obey(order)) === 'dead') throw new Error(`it has ended:\n${life.said()}`)
  }

  /** Has everything sent that is due then; what was being sent when the process was killed is so once its lease is over. */
  async function send(order: Order): Promise<void> {
    if (!endangered) return obey(order)
    const how = `slow:${slowly}`
    const before = [slack.calls.length, discord.calls.length]
    const isSending = () =>
      [...slack.calls.slice(before[0]), ...discord.calls.slice(before[1])].some(
        ({ answer }) => answer === how,
      )
    spoil('posts', how)
    const done = life.obey(order)
    const over = new AbortController()
    void done.then(() => over.abort())
    while (!over.signal.aborted && !isSending()) await pause(1)
    if (!isSending()) {
      for (const lift of lifts.splice(0)) lift()
      if ((await done) === 'dead') throw new Error(`it has ended:\n${life.said()}`)
      return
    }
    await die('sending')
    await chats.quiet()
    await obey({ until: Math.max(order.until ?? 0, now() + lease) })
  }

  async function settle(): Promise<void> {
    await chats.quiet()
    await send({})
    await chats.quiet()
  }

  return {
    ...{ deaths, discord, slack, locale, settle },
    ...createHands({ slack, discord, act, settle }),
    /**
     * From now on the process is killed in the middle of everything: as soon as it has acknowledged what somebody did,
     * before that is answered; and while the first message is sent of all that is due.
     */
    endanger() {
      endangered = true
    },
    /** The process is killed while nothing is under way. */
    die: () => die('between'),
    /**
     * Somebody acts, and the process is killed before the chat has its acknowledgement: once that is `seen`, or before
     * it has heard of it at all where this is left out.
     */
    async dieUnheard(doing: () => Promise<unknown>, seen?: () => boolean) {
      // A process that is only killed as fast as can be may have kept what it was told.
      if (seen === undefined) life.child.kill('SIGSTOP')
      // What comes of it on the chat is that nothing came of it.
      const done = Promise.allSettled([doing()])
      while (seen?.() === false) await pause(1)
      await die('acting')
      await done
    },
    /** Lets the clock go on to a wall-clock time, unless it has gone further already. */
    async until(to: string) {
      // What a process set for the same time was set that many milliseconds later, since each begins one later.
      const at = instantOf(to).add({ milliseconds: lives }).epochMilliseconds
      if (at > now()) await send({ until: at })
      await settle()
    },
    /** What the processes logged as mistakes. */
    log: {
      get errors() {
        return machine
          .said()
          .split('\n')
          .filter((line) => line.includes('"level":"error"'))
      },
    },
    /** Ends the last process like the others, and opens the store it leaves. */
    async remains(): Promise<Store> {
      await life.kill()
      return (await openStore(machine.store)).store
    },
    async stop() {
      await machine.close()
      await chats.close()
    },
  }
}
