import type { Card } from '../../core/card.ts'
import type { Chat, MessageRef } from '../../core/chat.ts'
import type { Place, Platform } from '../../core/person.ts'
import { key, StoreError } from '../../core/store.ts'
import { read } from '../../core/update.ts'
import type { Work } from '../../core/work.ts'
import { type Delivery, targetOf, viewOf } from '../delivery.ts'
import { isShown, postsOf } from '../outbox.ts'
import { lateCard } from './late.ts'
import { type Equipment, updating } from './options.ts'
import type { Outcome } from './settlement.ts'

/** What a lane's holder is to send: one delivery, or several that are late, in one card. */
export interface Claim {
  deliveries: readonly [Delivery, ...Delivery[]]
  /** The number under which the lane is held, and until when, in milliseconds. */
  fence: number
  until: number
  /** Only to look whether it is there, since it is too late to send it. */
  look: boolean
}

/** A message before the same key was looked for this long before its first try: clocks differ, in milliseconds. */
const clockSkew = 60_000

/** Sends what was claimed. Whatever happens is an outcome; what nobody foresaw is logged. */
export async function attempt(on: Equipment, claim: Claim): Promise<Outcome> {
  const progress = { sending: false, over: false }
  const ended = (why: string): Outcome => (progress.sending ? { unknown: why } : { failed: why })
  const timer = on.delay(on.settings.timeout)
  const carried = carry(on, claim, progress).catch((error: unknown) => {
    on.log.error('a delivery could not be sent', error, about(claim))
    return ended('error')
  })
  const late = timer.over.then(() => ended('timeout'))
  try {
    return await Promise.race([carried, late])
  } finally {
    progress.over = true
    timer.stop()
  }
}

const about = ({ deliveries: [it] }: Claim) => ({ delivery: it.id, lane: it.lane, view: viewOf(it.does) })

async function carry(
  on: Equipment,
  claim: Claim,
  progress: { sending: boolean; over: boolean },
): Promise<Outcome> {
  const [it] = claim.deliveries
  const chat = on.chats(platformOf(it))
  if (chat === undefined) return { refused: { code: 'closed', scope: 'space', say: '' } }
  const where = 'post' in it.does || 'note' in it.does ? await target(on, chat, it) : undefined
  if (where === 'closed') return { refused: { code: 'closed', scope: 'place', say: '' } }
  const name = it.bundle ?? it.id
  if (where !== undefined && it.doubt !== undefined) {
    const found = await chat.find(where.place, name, it.doubt - clockSkew)
    if (typeof found === 'object') return 'later' in found ? found : { sent: found, found: true }
    if (found === 'unknown' && (claim.look || it.repeat === 'ask')) return 'unsure'
    if (claim.look) return 'absent'
  }
  const drawn = await draw(on, claim)
  if (typeof drawn === 'string') return drawn
  // Another process may hold the lane by now: it will send this.
  if (progress.over || on.clock.now().epochMilliseconds >= claim.until) return { later: 0 }
  progress.sending = true
  const sent = await hand(chat, it, where?.place, drawn.card)
  if ('refused' in sent && sent.refused.code === 'gone' && where?.thread) return 'astray'
  return 'sent' in sent && drawn.empty.length > 0 ? { ...sent, empty: drawn.empty } : sent
}

async function hand(
  chat: Chat,
  it: Delivery,
  place: Place | undefined,
  card: Card,
): Promise<Outcome & object> {
  if ('edit' in it.does) return chat.edit(it.does.edit, card)
  if ('home' in it.does)
    return (await chat.home?.(it.does.home, card)) ?? { refused: { code: 'closed', scope: 'place', say: '' } }
  if (place === undefined) throw new TypeError(`no place to send ${it.id} to`)
  return chat.send(place, card, it.bundle ?? it.id)
}

function platformOf({ does }: Delivery): Platform {
  const to = targetOf(does)
  return 'place' in to ? to.place.platform : to.direct.account.platform
}

async function target(
  on: Equipment,
  chat: Chat,
  it: Delivery,
): Promise<{ place: Place; thread: boolean } | 'closed' | undefined> {
  if (!('post' in it.does || 'note' in it.does)) return undefined
  const under = 'note' in it.does && it.gone !== true ? await hung(on, it) : undefined
  const thread = under && (await chat.thread(under))
  if (thread !== undefined) return { place: thread, thread: true }
  const to = targetOf(it.does)
  const place = under?.place ?? ('place' in to ? to.place : await chat.directory.direct(to.direct.account))
  return place === undefined ? 'closed' : { place, thread: false }
}

/** Returns the message a line belongs under, `undefined` where it does not hang there (any more). */
async function hung(on: Equipment, it: Delivery): Promise<MessageRef | undefined> {
  if (!('note' in it.does)) return undefined
  const { under } = it.does
  if ('place' in under) return under
  const posts = await looking(on, it, (use) => postsOf(use, under.subject))
  return posts.filter((post) => isShown(post) && post.lane === it.lane).at(-1)?.ref
}

type Drawn = { card: Card; empty: readonly string[] } | 'nothing' | 'broken'

async function draw(on: Equipment, { deliveries }: Claim): Promise<Drawn> {
  const [it] = deliveries
  try {
    return await looking(on, it, async (use) => {
      const reader = await on.readerOf(use, it)
      const t = on.words.t(reader.locale)
      const { card, empty } =
        it.bundle === undefined
          ? { card: await viewNamed(on, viewOf(it.does)).card(subjectOf(it), reader, use, t), empty: [] }
          : await lateCard(on.titles, deliveries, reader, use, t)
      if (card === undefined) return 'nothing'
      const asked = deliveries.flatMap(({ notify = [] }) => notify)
      const notify = asked.length === 0 ? {} : { notify: [...(card.notify ?? []), ...asked] }
      return { card: { ...card, for: reader, ...notify }, empty }
    })
  } catch (error) {
    if (error instanceof StoreError) throw error
    on.log.error('a card could not be drawn', error, { delivery: it.id, view: viewOf(it.does) })
    return 'broken'
  }
}

function viewNamed(on: Equipment, name: string) {
  const view = on.views[name]
  if (view === undefined) throw new Error(`no view ${name}`)
  return view
}

/** Returns what a view draws: a subject or, for somebody's Home, their account as a key. */
const subjectOf = ({ does }: Delivery): string =>
  'home' in does ? key(does.home.platform, does.home.space, does.home.id) : does.of

const looking = <T>(on: Equipment, it: Delivery, run: (use: Work) => Promise<T>): Promise<T> =>
  read(updating(on, it.community, `draw/${it.id}`), run)
