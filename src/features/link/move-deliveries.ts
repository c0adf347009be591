import { UserError } from '../../core/errors.ts'
import { under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { type Delivery, type Does, deliveryId, isOpen, isRefresh, type Stop } from '../delivery.ts'
import { stopKey, stopsOf } from '../delivery-keys.ts'
import { lanePointer } from '../due.ts'
import { keep, remove, whole } from '../ledger.ts'
import { edit, refreshHome } from '../outbox.ts'
import type { Renaming } from './move-digests.ts'

/**
 * Takes over everything that was sent or is to be sent, so that each message still goes out once and every card on
 * display goes on being kept up to date. Refuses while something is being sent: it could be there or not.
 */
export async function moveDeliveries(use: Work, into: Work, renamed: Renaming): Promise<void> {
  const found = await use.list<Delivery>({ ...under('c', use.community, 'delivery'), limit: whole })
  const all = found.map(({ value }) => value)
  if (all.some(({ doubt, state }) => state === 'sending' || (isOpen(state) && doubt !== undefined)))
    throw new UserError('link.busy')
  const ids = new Map(all.map((it) => [it.id, idIn(into.community, it)]))
  const moved = new Map<string, Delivery>()
  for (const it of all) {
    remove(use, it)
    if (isOpen(it.state)) use.delete(lanePointer(it.due, use.community, it.lane))
    if (isRefresh(it.does)) continue
    const id = ids.get(it.id) ?? it.id
    const after: Delivery = {
      ...it,
      id,
      community: into.community,
      does: { ...it.does, of: renamed(it.does.of) },
      ...(it.series !== undefined && { series: renamed(it.series) }),
    }
    keep(into, undefined, after)
    if (isOpen(after.state)) point(into, after)
    moved.set(id, after)
  }
  for (const { does } of all) await refresh(into, does, (id) => moved.get(ids.get(id) ?? id))
  await moveStops(use, into)
}

/**
 * A delivery is named after its community and what makes it the only one of its kind. As far as that can be told from
 * itself it is named anew, so that what would have been the same one still is.
 */
function idIn(community: string, { community: before, does, due, id, lane }: Delivery): string {
  if (isRefresh(does)) return id
  const what = 'post' in does ? ['post', does.post] : ['note', does.note]
  for (const only of [[does.of], [does.of, due]])
    if (deliveryId(before, ...what, lane, ...only) === id)
      return deliveryId(community, ...what, lane, ...only)
  return id
}

/** What was about to be brought up to date is, as it is then. */
async function refresh(into: Work, does: Does, shown: (id: string) => Delivery | undefined): Promise<void> {
  if ('home' in does) await refreshHome(into, does.home)
  const post = 'edit' in does ? shown(does.shown) : undefined
  if (post !== undefined) await edit(into, post)
}

const point = (use: Work, { community, due, id, lane }: Delivery) =>
  use.set(lanePointer(due, community, lane), { community, lane, by: id })

/** A place that refuses goes on refusing. */
async function moveStops(use: Work, into: Work): Promise<void> {
  for (const { value } of await use.list<Stop>({ ...stopsOf(use.community), limit: whole })) {
    use.delete(stopKey(use.community, value.name))
    into.set(stopKey(into.community, value.name), { ...value, community: into.community })
  }
}
