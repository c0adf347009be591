import type { Chat } from '../../core/chat.ts'
import { update } from '../../core/update.ts'
import { communitiesIn } from '../communities.ts'
import { isFinal, type Stop, states } from '../delivery.ts'
import { endedBefore, stopKey, stopsOf } from '../delivery-keys.ts'
import { deliveriesWith, remove } from '../ledger.ts'
import { resume } from '../outbox.ts'
import { type Equipment, updating } from './options.ts'

/** How much is looked at, or swept in one commit, at once. */
const page = 200

/**
 * Looks whether the places and spaces that refuse have been mended, those whose time has come, and resumes
 * them; answers how many. The longer one has refused, the longer the pause until it is looked at again.
 */
export async function probe(on: Equipment): Promise<number> {
  let resumed = 0
  let { from, to } = stopsOf()
  for (let found = page; found === page; ) {
    const entries = await on.store.range({ from, to, limit: page })
    found = entries.length
    for (const { key, value } of entries) {
      from = `${key} `
      // Only the courier writes there.
      const stop = value as unknown as Stop
      if (stop.probe <= on.clock.now().epochMilliseconds && (await probeOne(on, stop))) resumed++
    }
  }
  return resumed
}

async function probeOne(on: Equipment, { at, community, name }: Stop): Promise<boolean> {
  const { platform } = 'place' in at ? at.place : at.direct.account
  const chat = on.chats(platform)
  const mended = chat !== undefined && (await isMended(on, chat, at))
  return update(updating(on, community, on.nextId()), async (use) => {
    const stop = await use.get<Stop>(stopKey(community, name))
    const now = use.now.epochMilliseconds
    if (stop === undefined) return false
    if (mended) await resume(use, name)
    else {
      const { longestProbe, probe: first } = on.settings
      const pause = Math.min(longestProbe, Math.max(first, now - stop.since))
      use.set(stopKey(community, name), { ...stop, probe: now + pause })
    }
    return mended
  })
}

async function isMended(on: Equipment, chat: Chat, at: Stop['at']): Promise<boolean> {
  try {
    return 'place' in at
      ? (await chat.directory.place(at.place)).problems.length === 0
      : (await chat.directory.direct(at.direct.account)) !== undefined
  } catch (error) {
    on.log.error('a place that refuses could not be looked at', error, { at })
    return false
  }
}

/** Forgets deliveries that ended before an instant, in milliseconds; answers how many. */
export async function sweep(on: Equipment, before: number): Promise<number> {
  let swept = 0
  for await (const community of communitiesIn(on.store))
    for (const state of states.filter(isFinal)) {
      const more = () =>
        update(updating(on, community, on.nextId()), async (use) => {
          const ended = await use.list<string>({ ...endedBefore(community, state, before), limit: page })
          for (const { key } of ended) use.delete(key)
          for (const it of await deliveriesWith(
            use,
            ended.map(({ value }) => value),
          ))
            remove(use, it)
          return ended.length
        })
      for (let some = page; some === page; swept += some) some = await more()
    }
  return swept
}
