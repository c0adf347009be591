import { createActivity } from '../activity.ts'
import { createFaults } from '../faults.ts'
import type { Seen } from './controls.ts'
import type { Ack, Sent } from './delivery.ts'
import type { House } from './method.ts'
import type { Call, Channel, Group, Manifest, Message, User, View } from './model.ts'
import { createPasses } from './passes.ts'
import { createPeople } from './people.ts'
import { createWebServer } from './server.ts'
import { createSigned, type Signing } from './signed.ts'
import { createSocket } from './socket.ts'
import { createReader, type Eyes } from './text-of.ts'
import { createWorkspace } from './workspace.ts'

export type { Seen } from './controls.ts'
export type { Ack } from './delivery.ts'
export type { Call, Message, View } from './model.ts'
export type { Eyes } from './text-of.ts'

/** What a workspace may be told when it opens. */
export interface SlackStandIn {
  /** What messages, triggers and response URLs are timed with; the machine's clock where it is left out. */
  now?: () => number
  /** The bot's scopes; where they are left out the manifest's, else every one. */
  scopes?: readonly string[]
  /** The app's manifest: commands, shortcuts, events and scopes are then as it says. */
  manifest?: Manifest
}

/** Every scope of a bot that something here asks for. */
const everyScope = [
  ...[
    'commands',
    'chat:write',
    'chat:write.public',
    'users:read',
    'usergroups:read',
    'team:read',
    'im:write',
  ],
  ...['channels', 'groups', 'im', 'mpim'].flatMap((family) => [`${family}:read`, `${family}:history`]),
]

/** What a channel is made with. */
export interface ChannelOptions {
  private?: boolean
  members?: readonly string[]
  /** Whether the bot is in it. */
  bot?: boolean
}

/** The workspace, as a test holds it. */
export type Slack = Awaited<ReturnType<typeof createSlack>>

/**
 * A Slack workspace on loopback, for the real libraries to connect to. It refuses what Slack refuses, and
 * writes down in `violations` what an app should not have tried.
 */
export async function createSlack({ now = Date.now, scopes, manifest = {} }: SlackStandIn = {}) {
  const violations: string[] = []
  const calls: Call[] = []
  const space = createWorkspace(now)
  const faults = createFaults()
  const activity = createActivity('Slack')
  const granted = scopes ?? manifest.oauth_config?.scopes?.bot ?? everyScope
  const violate = (what: string): void => {
    violations.push(what)
  }
  const base = (): string => server.base
  const passes = createPasses(now, base)
  const moved = activity.touch
  const socket = createSocket({ app: space.app, violate, base, moved })
  const house: House = {
    ...{ space, passes, now, violate },
    granted: (scope) => scope === 'connections:write' || granted.includes(scope),
    connection: socket.address,
  }
  const tokens = {
    bot: 'xoxb-1111111111-2222222222-standinstandinstandin',
    app: 'xapp-1-A0VIGIE-3333333333-standin',
  }
  const secret = 'standinstandinstandinstandin0000'
  const signed = createSigned({ secret, violate, moved })
  const server = await createWebServer(() => ({
    ...{ house, faults, activity, socket, calls, tokens },
    scopes: () => granted,
  }))
  let url: string | undefined
  let last: Ack | undefined

  function requestUrl(): string {
    if (url === undefined) throw new Error('Slack stand-in: the app has no Request URL')
    return url
  }

  async function deliver(sent: Sent): Promise<Ack> {
    const end = activity.begin(`the acknowledgement of ${sent.what}`)
    try {
      last = await (url === undefined ? socket.deliver(sent) : signed.deliver(url, sent))
      if (!sent.answers && last.status !== 401 && Object.keys(last.body).length > 0)
        violate(`${sent.what}: its acknowledgement takes no answer, and got one`)
      return last
    } finally {
      end()
    }
  }

  const people = createPeople({ house, manifest: () => manifest, deliver })
  const read = createReader(space)
  const copy = <T>(it: T): T => structuredClone(it)

  return {
    env: {
      ...{ SLACK_BOT_TOKEN: tokens.bot, SLACK_APP_TOKEN: tokens.app, SLACK_SIGNING_SECRET: secret },
      SLACK_API_URL: `${server.base}/api/`,
    },
    team: space.team,
    bot: { id: space.bot.id, name: space.bot.name, botId: space.botId },
    ...{ violations, calls, notified: space.notified },
    ...people,

    /** Somebody of the workspace, made or changed. */
    user: (name: string, more: Partial<Omit<User, 'id' | 'name'>> = {}): User => space.person(name, more),

    /** A channel, made or changed: 'moderation'. The bot is in a new one unless told otherwise. */
    channel(name: string, { private: closed = false, members = [], bot }: ChannelOptions = {}): Channel {
      const known = [...space.channels.values()].find((it) => it.name === name && it.kind !== 'im')
      const made: Channel = known ?? {
        ...{ id: space.id('C'), name, kind: closed ? 'private' : 'public', archived: false, messages: [] },
        members: new Set<string>(),
      }
      for (const member of members) made.members.add(space.person(member).id)
      if (bot ?? known === undefined) made.members.add(space.bot.id)
      if (bot === false) made.members.delete(space.bot.id)
      space.channels.set(made.id, made)
      return made
    },

    /** A user group, made or changed. */
    group(handle: string, members: readonly string[]): Group {
      const known = [...space.groups.values()].find((it) => it.handle === handle)
      const made = known ?? { id: space.id('S'), handle, users: [] }
      made.users = members.map((member) => space.person(member).id)
      space.groups.set(made.id, made)
      return made
    },

    join: (who: string, where: string) => space.channel(where).members.add(space.user(who).id),
    /** Takes somebody out of a channel: the bot ('vigie') as well. */
    leave: (who: string, where: string) => space.channel(where).members.delete(space.user(who).id),
    archive(where: string, archived = true): void {
      space.channel(where).archived = archived
    },
    /** A channel that is gone. */
    remove: (where: string) => space.channels.delete(space.channel(where).id),

    /** Events go to this Request URL, signed, instead of over Socket Mode. */
    deliverTo(address: string): void {
      url = address
    },
    /** Checks the certificate of that URL, as Slack does now and then: whatever answers it has nothing to do. */
    checkCertificate: (): Promise<void> => signed.checkCertificate(requestUrl()),
    /** Sends again the events that nobody took, as Slack does after one minute and after five. */
    retry: (): Promise<Ack[]> => Promise.all(signed.owed().map(deliver)),
    /** How requests are signed from now on. */
    sign: (how: Signing) => signed.sign(how),

    /** What is said in a channel, oldest first; what is said in threads is in `thread`. */
    messages: (where: string): Message[] =>
      space.channel(where).messages.filter(({ ts, thread_ts: root = ts }) => ts === root),
    thread: ({ channel, ts, thread_ts: root = ts }: Message): Message[] =>
      space.channel(channel).messages.filter((it) => it.thread_ts === root && it.ts !== root),
    /** A message as it is now. */
    now({ channel, ts }: Message): Message {
      const found = space.message(channel, ts) ?? space.ephemerals.find((it) => it.ts === ts)
      if (found === undefined) throw new Error('Slack stand-in: this message is not there any more')
      return found
    },
    /** What only they see, newest last. */
    private(who: string): Message[] {
      const { id } = space.user(who)
      return space.ephemerals.filter(({ ephemeral }) => ephemeral?.to === id)
    },
    direct: (who: string): Message[] => [...space.direct(space.user(who).id).messages],
    /** The topmost modal. */
    modal: (who: string): View | undefined => copy(space.modals.get(space.user(who).id)?.at(-1)),
    home: (who: string): View | undefined => copy(space.homes.get(space.user(who).id)),
    /** What a person reads; times are in the reader's zone, in UTC where there is no reader. */
    textOf: (seen: Seen, reader?: string | Eyes): string =>
      read(seen, typeof reader === 'string' ? space.user(reader) : reader),

    settled: activity.settled,
    until: activity.until,
    /** How many connections are open. */
    connections: socket.count,
    /** Waits until the app is connected over Socket Mode. */
    connected: () => activity.until(() => socket.count() > 0, 'a connection over Socket Mode'),

    cut: socket.cut,
    refresh: socket.refresh,
    mute: (on = true) => socket.mute(on),
    /** Nothing is answered any more, and nobody is connected, until it is up again. */
    down(on = true): void {
      if (on) socket.cut()
      server.down(on)
    },
    /** Makes so many calls of a method fail ('*': any; 'response_url' is one too), also with Slack's error codes; returns what lifts it. */
    fault: faults.add,
    /** Sends the same payload again, as Slack does when it believes it was lost: the last one unless told otherwise. */
    repeat(ack: Ack | undefined = last): Promise<Ack> {
      if (ack === undefined) throw new Error('Slack stand-in: nothing was sent yet')
      return deliver({ ...ack.sent, retry: (ack.sent.retry ?? 0) + 1 })
    },

    /** Lets go of everything; what still waits for an acknowledgement fails. */
    async close(): Promise<void> {
      faults.clear()
      signed.close()
      socket.close()
      await server.close()
    },
  }
}
