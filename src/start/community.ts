import { randomUUID } from 'node:crypto'
import { space } from '../adapters/console/index.ts'
import { communityOf } from '../bot/meeting.ts'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import type { House } from '../core/house.ts'
import type { Store } from '../core/store.ts'
import { read, update } from '../core/update.ts'
import { personId } from '../features/links.ts'
import { personRecordOf } from '../features/people.ts'
import { initialSettings, isSettled, keepSettings, settingsOf } from '../features/settings.ts'

/** The language and zone of a community. */
export type Ways = House['defaults']

/** The community of the terminal, before and while there is a bot. */
export interface Community {
  /** Its language and zone as they were at the start. */
  defaults: Ways
  /** Its language and zone as they are now. */
  home(): Promise<Ways>
  /** Tells whether somebody was here before under a name. */
  knows(name: string): Promise<boolean>
}

/** What a community is looked up with; `begin` says what a new one begins with, if it is to begin. */
interface CommunityParts {
  store: Store
  clock: Clock
  log: Log
  begin(): Promise<Ways | undefined>
}

/** Finds the terminal's community, or settles a new one; `undefined` where that was broken off. */
export async function openCommunity({
  store,
  clock,
  log,
  begin,
}: CommunityParts): Promise<Community | undefined> {
  const at = { platform: 'console' as const, space }
  const community = await communityOf(store, at)
  const on = () => ({ store, clock, community, id: `start-${randomUUID()}` })
  const waysNow = () =>
    read(on(), async (use) => ((await isSettled(use)) ? waysOf(await settingsOf(use)) : undefined))

  const found = await waysNow()
  const defaults = found ?? (await begin())
  if (defaults === undefined) return undefined
  if (found === undefined) await update(on(), async (use) => keepSettings(use, initialSettings(defaults)))
  let last: Ways = defaults

  return {
    defaults,
    async home() {
      try {
        last = (await waysNow()) ?? last
      } catch (error) {
        // The command that follows says that the store fails; its answer still needs a language and a zone.
        log.warn('the language and zone of the community could not be read', { error: String(error) })
      }
      return last
    },
    knows: (name) =>
      read(on(), async (use) => {
        const id = await personId(use, { ...at, id: name })
        return (await personRecordOf(use, id)) !== undefined
      }),
  }
}

const waysOf = ({ locale, zone }: Ways): Ways => ({ locale, zone })
