import { expect } from 'vitest'
import type { Platform, Who } from '../../../src/core/person.ts'
import { StoreError, under } from '../../../src/core/store.ts'
import { giveAnswer } from '../../../src/features/escalations/acts.ts'
import type { Step } from '../../../src/features/incidents/record.ts'
import { keepLinks } from '../../../src/features/links.ts'
import { keepPerson, personRecordOf } from '../../../src/features/people.ts'
import type { FakeChat } from '../../fakes.ts'
import { createRig, discord, people, type Rig, type RigOptions } from './rig.ts'

/** The one place that is named unless a test names others. */
export const moderation = { moderation: discord('mod') }
const rigs: Rig[] = []

/** Expects that nothing went wrong in the rigs of a test; what a process says as it dies is no matter. */
export function expectCalm(): void {
  const isDying = (error: unknown) => error instanceof StoreError
  for (const rig of rigs.splice(0)) expect(rig.log.errors.filter(({ error }) => !isDying(error))).toEqual([])
}

/** A community without a place for escalations, unless one is given, in which some take no direct messages. */
export async function withClosed(
  closed: readonly (keyof typeof people)[],
  options: RigOptions = {},
): Promise<Rig> {
  const rig = await createRig({ now: '02:58', places: moderation, ...options })
  rigs.push(rig)
  for (const chat of [rig.slack, rig.discord]) listen(rig, chat)
  for (const name of closed) rig[chatOf(people[name])].knows.closed.add(name)
  await rig.logCase()
  await rig.deliver()
  return rig
}

const chatOf = ({ account }: Who) => account.platform as 'slack' | 'discord'

/** The same, with a question at level 2 that was just sent. */
export async function asked(...given: Parameters<typeof withClosed>): Promise<Rig> {
  const rig = await withClosed(...given)
  await rig.ask(1, undefined, 'Is that allowed?')
  await rig.deliver()
  return rig
}

/** Gives somebody a second account, on the other chat. */
export const link = (rig: Rig, whom: Who, platform: Exclude<Platform, 'console'>, id: string) =>
  rig.do(async (use) => {
    const it = await personRecordOf(use, whom.person)
    if (it === undefined) throw new Error('nobody')
    const account = { platform, space: platform === 'slack' ? 'T1' : 'G1', id }
    await keepLinks(use, [account], it.id)
    await keepPerson(use, { ...it, accounts: [...it.accounts, account] })
  })

const heard = new WeakMap<Rig, string[]>()

/** Keeps whom each message notified when it was shown, and where. */
function listen(rig: Rig, chat: FakeChat): void {
  const { send } = chat
  const pinged = heard.get(rig) ?? []
  heard.set(rig, pinged)
  chat.send = async (to, card, key) => {
    const answer = await send(to, card, key)
    if ('sent' in answer) for (const { id } of card.notify ?? []) pinged.push(`${to.channel}: ${id}`)
    return answer
  }
}

/** Everybody who was notified, by where. */
export const pings = (rig: Rig) => (heard.get(rig) ?? []).toSorted()

/** What the case's timeline tells. */
export const steps = (rig: Rig) =>
  rig.read(async (use) => {
    const found = await use.list<Step>({ ...under('c', use.community, 'incident-step', 1), limit: 100 })
    return found.map(({ value }) => value.did)
  })

/** Does a work and delivers what follows from it. */
export const act = async (rig: Rig, run: Parameters<Rig['do']>[0]) => {
  await rig.do(run)
  await rig.deliver()
}

/** Answers the question, as @cm_relief unless somebody else is named. */
export const answer = (rig: Rig, by: Who = people.cm_relief) =>
  act(rig, async (use) => giveAnswer(use, await rig.question(), { by, text: 'Yes, 24 h.' }))
