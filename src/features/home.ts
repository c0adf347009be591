import type { Account, Person, Role } from '../core/person.ts'
import { type capabilities, roleMay, roles } from '../core/person.ts'
import { key } from '../core/store.ts'
import { altered, type Work } from '../core/work.ts'
import type { AlarmHandlers } from './alarms.ts'
import type { Deliveries, Hooks } from './courier/options.ts'
import type { Escalation } from './escalations/record.ts'
import { tickSteps } from './first-run.ts'
import { refreshHome } from './outbox.ts'
import { peopleWith, personRecordOf } from './people.ts'
import { type Occurrence, type Reminder, reminderOf } from './reminders/record.ts'
import type { Target } from './target.ts'

const day = 24 * 60 * 60 * 1000
/** Whoever has not opened their Home for that long is not waiting for news there, in milliseconds. */
const remembered = 30 * day
/** One change brings no more Homes up to date than that; the others are when they are opened. */
const most = 10
/** Of a large team, no more people are looked at than that. */
const mostPeople = 200

/** When somebody last opened their Home, to the day, and until when that counts; in milliseconds. */
interface Opened {
  at: number
  expires: number
}

const openedKey = (community: string, { platform, space, id }: Account) =>
  key('c', community, 'home-opened', platform, space, id)

/** Remembers that somebody looks at their Home, so that it is kept up to date for a while. */
export async function openHome(use: Work, through: Account): Promise<void> {
  const at = use.now.epochMilliseconds
  const where = openedKey(use.community, through)
  const before = await use.get<Opened>(where)
  if (before !== undefined && at < before.at + day) return
  const expires = at + remembered
  use.set(where, { at, expires } satisfies Opened)
  use.expire(where, expires)
}

/** Whom a change concerns: a person by their id, or a target. */
type Concerned = { person: string } | Target

type Reading = (use: Work, rest: readonly string[], value: unknown) => Promise<Concerned[]> | Concerned[]

const named: Reading = (_use, [person]) =>
  person === undefined ? [] : [{ person: decodeURIComponent(person) }]
const nobody: Reading = () => []
const whoever = (capability: keyof typeof capabilities): Reading => {
  const able: Role[] = roles.filter((role) => roleMay(role, capability))
  return () => able.map((role) => ({ role }))
}

/**
 * Whose Home shows what is kept where, by the first part of a key: what is written tells whom a change concerns,
 * whichever command, alarm or message made it. A value is `undefined` where it was deleted.
 */
const readings: Readonly<Record<string, Reading>> = {
  incident: nobody,
  'incident-owner': named,
  // Whoever asked may be asked back.
  escalation: (_use, _rest, value) =>
    value === undefined ? [] : [{ person: (value as Escalation).by.person }],
  'escalation-person': named,
  reminder: (_use, _rest, value) => (value === undefined ? [] : [(value as Reminder).for]),
  async occurrence(use, _rest, value) {
    const it = value === undefined ? undefined : await reminderOf(use, (value as Occurrence).reminder)
    return it === undefined ? [] : [it.for]
  },
  person: named,
  settings: whoever('settings.write'),
  'first-run': whoever('settings.write'),
}

/** What the first steps are told from. */
const stepping: ReadonlySet<string> = new Set(['settings', 'reminder', 'occurrence', 'first-run'])

/**
 * Does something and, in the same commit, has the Homes brought up to date that show what it changed: of `by`,
 * who did it, and of those it concerns, as far as they look at their Home. The first steps are ticked off too.
 */
export async function refreshing<T>(
  use: Work,
  by: Person | undefined,
  run: (use: Work) => Promise<T>,
): Promise<T> {
  const written = new Map<string, unknown>()
  const result = await run(watching(use, written))
  const { concerned, kinds } = await read(use, written)
  if (kinds.size === 0) return result
  if (!kinds.isDisjointFrom(stepping)) await tickSteps(use)
  for (const account of await lookingOn(use, await accountsOf(use, by, concerned)))
    await refreshHome(use, account)
  return result
}

/** The same work, noting what is written under which key; `undefined` for what is deleted. */
const watching = (use: Work, written: Map<string, unknown>): Work =>
  altered(use, {
    set(at, it) {
      written.set(at, it)
      use.set(at, it)
    },
    delete(at) {
      written.set(at, undefined)
      use.delete(at)
    },
  })

async function read(use: Work, written: ReadonlyMap<string, unknown>) {
  const start = `${key('c', use.community)}/`
  const kinds = new Set<string>()
  const concerned: Concerned[] = []
  for (const [at, value] of written) {
    if (!at.startsWith(start)) continue
    const [kind = '', ...rest] = at.slice(start.length).split('/')
    const reading = readings[kind]
    if (reading === undefined) continue
    kinds.add(kind)
    concerned.push(...(await reading(use, rest, value)))
  }
  return { concerned, kinds }
}

/** Returns the accounts of whoever did it, then of those it concerns. */
async function accountsOf(
  use: Work,
  by: Person | undefined,
  concerned: readonly Concerned[],
): Promise<Account[]> {
  const people = new Map<string, readonly Account[]>(by === undefined ? [] : [[by.id, by.accounts]])
  const roles = new Set<Role>()
  for (const it of concerned) {
    if ('role' in it) roles.add(it.role)
    else {
      const id = 'person' in it ? it.person : it.who.person
      if (!people.has(id)) people.set(id, (await personRecordOf(use, id))?.accounts ?? [])
    }
  }
  for (const role of roles)
    for (const { accounts, id } of await peopleWith(use, role)) people.set(id, accounts)
  return [...people.values()].slice(0, mostPeople).flat()
}

/** Chooses the accounts whose Home was opened lately. */
async function lookingOn(use: Work, accounts: readonly Account[]): Promise<Account[]> {
  const opened = await use.getMany<Opened>(accounts.map((it) => openedKey(use.community, it)))
  const now = use.now.epochMilliseconds
  return accounts.filter((_, nth) => (opened[nth]?.expires ?? 0) > now).slice(0, most)
}

const following =
  <R extends unknown[]>(hook: (use: Work, ...rest: R) => Promise<void>) =>
  (use: Work, ...rest: R): Promise<void> =>
    refreshing(use, undefined, (own) => hook(own, ...rest))

/** Alarms that bring the Homes up to date which show what they changed. */
export const refreshingAlarms = (alarms: AlarmHandlers): AlarmHandlers =>
  Object.fromEntries(Object.entries(alarms).map(([name, handler]) => [name, following(handler)]))

/** The hooks of deliveries, likewise. */
export const refreshingDeliveries = (deliveries: Deliveries): Deliveries =>
  Object.fromEntries(Object.entries(deliveries).map(([name, hooks]) => [name, refreshingHooks(hooks)]))

const refreshingHooks = ({ missed, refused, sending, sent, unsure }: Hooks): Hooks => ({
  ...(sending && { sending: following(sending) }),
  ...(sent && { sent: following(sent) }),
  ...(missed && { missed: following(missed) }),
  ...(refused && { refused: following(refused) }),
  ...(unsure && { unsure: following(unsure) }),
})
