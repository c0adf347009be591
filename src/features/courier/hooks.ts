import type { MessageRef, Problem } from '../../core/chat.ts'
import { StoreError } from '../../core/store.ts'
import { altered, type Work } from '../../core/work.ts'
import { type Delivery, viewOf } from '../delivery.ts'
import type { Flight } from './flight.ts'
import type { Equipment } from './options.ts'

/** What became of a delivery, as its feature is told. */
export type News =
  | { sending: true }
  | { sent: MessageRef }
  | { missed: true }
  | { refused: Problem }
  | { unsure: true }

/** A hook threw; `cause` is what it threw, `news` what it was told. */
export class HookError extends Error {
  override name = 'HookError'
  readonly news: string
  constructor(news: string, cause: unknown) {
    super('a hook of a delivery failed', { cause })
    this.news = news
  }
}

/** Tells the feature that posted a delivery what became of it, in the commit that records that. */
export async function tell(
  { deliveries }: Equipment,
  use: Work,
  flight: Flight,
  it: Delivery,
  news: News,
): Promise<void> {
  const hooks = deliveries[viewOf(it.does)]
  const name = `${it.id}/${Object.keys(news)[0]}/${it.fence}`
  // What brings a card up to date is news to nobody, unless it is refused.
  if (hooks === undefined || flight.muted.has(name) || ('edit' in it.does && !('refused' in news))) return
  // Records a hook makes are named after the work, which others share.
  const own = altered(use, { id: name })
  try {
    if ('sending' in news) await hooks.sending?.(own, it)
    else if ('sent' in news) await hooks.sent?.(own, it, news.sent)
    else if ('missed' in news) await hooks.missed?.(own, it)
    else if ('refused' in news) await hooks.refused?.(own, it, news.refused)
    else await hooks.unsure?.(own, it)
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new HookError(name, error)
  }
}
