import { type Store, under } from '../../../src/core/store.ts'
import type { Json } from '../../../src/core/text.ts'
import type { Delivery } from '../../../src/features/delivery.ts'
import type { Message as OnDiscord } from '../../standins/discord/index.ts'
import type { Message as OnSlack } from '../../standins/slack/index.ts'
import { seen } from './steps.ts'
import { type Places, people, type Scene } from './town.ts'

/** What says only that something was done a moment ago, or how it is found or being sent. */
const passing = new Set(['did', 'draft', 'invitation', 'outbox', 'pressed', 'recent'])

/** When a message went out, which a kill puts off. */
const sendingTimes = new Set(['told', 'reminded'])

/**
 * Everything that is on record about the community, a line each: times by the minute, people and channels by name,
 * messages without their ids, and of what was sent what it was, where it went and what became of it.
 */
export async function recordsOf(scene: Scene & Places, store: Store): Promise<string[]> {
  const community = `slack-${scene.slack.team.id}`
  const all = await store.range({ ...under('c', community), limit: 10_000 })
  // An entry of the audit is one whether it is sealed by now or not.
  const open = await store.range({ ...under('audit-open', community), limit: 10_000 })
  return [...all, ...open.map(({ value }) => ({ key: `c/${community}/audit/open`, value }))]
    .flatMap(({ key, value }) => {
      const [kind = '', ...rest] = key.split('/').slice(2)
      if (passing.has(kind)) return []
      if (kind === 'audit') return [`${kind} ${written(value)}`]
      if (kind !== 'delivery') return [`${[kind, ...rest].join('/')} ${written(value)}`]
      const { does, notify = [], state, why } = value as unknown as Delivery
      return [`${kind} ${written({ does, notify, state, why: why?.code ?? '' } as unknown as Json)}`]
    })
    .map(roughly(scene))
    .toSorted()
}

const written = (value: Json): string =>
  JSON.stringify(value, (name, it) => (sendingTimes.has(name) ? undefined : it))

/** Lets ids be the names they stand for, or nothing where they are a message's; and times be minutes. */
function roughly({ at, discord, slack }: Scene & Places) {
  const names = new Map([
    [discord.guild.id, 'server'],
    [discord.role('Mods').id, 'Mods'],
    [discord.role('Admin').id, 'Admin'],
    [discord.channel(at.moderation).id, at.moderation],
    ...people.discord.map((name) => [discord.user(name).id, name] as const),
    ...people.slack.map((name) => [slack.user(name).id, name] as const),
    ...[at.team, at.escalation].map((name) => [slack.channel(name.slice(1)).id, name] as const),
  ])
  return (line: string): string =>
    line
      .replaceAll(/\b0?(18047\d{8})\b/g, (_, ms: string) => `${Math.floor(Number(ms) / 60_000)}'`)
      .replaceAll(/\b(?:\d{19}|[UC]\w{4,})\b/g, (id) => names.get(id) ?? (/^\d/.test(id) ? 'message' : id))
      .replaceAll(/\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/g, 'code')
}

/** All that was to be read. */
export type Reading = ReturnType<typeof readingOf>

/** Everything that is to be read on both chats, where and by whom, and who was notified there. */
export function readingOf(scene: Scene & Places) {
  const { at, discord, onDiscord, onSlack, slack } = scene
  const rough = roughly(scene)
  const onSlackBy = (who: string) => (it: OnSlack) => rough(onSlack.text(it, who))
  const onDiscordBy = (who: string) => (it: OnDiscord) => rough(seen(onDiscord.text(it, who)))
  return {
    slack: {
      channels: [at.team, at.escalation, '#general'].map((where) =>
        slack.messages(where).map((it) => [it, ...slack.thread(it)].map(onSlackBy('director'))),
      ),
      people: people.slack.map((who) => ({
        who,
        private: slack.private(who).map(onSlackBy(who)),
        direct: slack.direct(who).map(onSlackBy(who)),
      })),
      notified: slack.notified.map(({ user }) => user),
    },
    discord: {
      channels: [at.moderation, '#general'].map((where) =>
        discord.messages(where).map((it) => [it, ...discord.thread(it)].map(onDiscordBy('mod_est'))),
      ),
      people: people.discord.map((who) => ({
        who,
        private: discord.private(who).map(onDiscordBy(who)),
        direct: discord.direct(who).map(onDiscordBy(who)),
      })),
      notified: discord.notified.map(({ user }) => user),
    },
  }
}

/** The same with what somebody was answered twice in a row, as happens to whoever asks a moment before a kill, once. */
export function toldOnce({ discord, slack }: Reading): Reading {
  const once = <P extends { private: string[] }>(each: P): P => ({
    ...each,
    private: each.private.filter((it, n, all) => it !== all[n - 1] || it === all[n - 2]),
  })
  return {
    slack: { ...slack, people: slack.people.map(once) },
    discord: { ...discord, people: discord.people.map(once) },
  }
}
