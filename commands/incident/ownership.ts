import * as z from 'zod'
import { person, reference } from '../../src/args/index.ts'
import { writtenWho } from '../../src/args/written.ts'
import { command, type Outcome } from '../../src/core/command.ts'
import { plain } from '../../src/core/plain.ts'
import {
  assign as assignTo,
  claim as claimCase,
  release as releaseCase,
} from '../../src/features/incidents/ownership.ts'
import type { Incident } from '../../src/features/incidents/record.ts'
import type { Telling } from '../../src/views/incident-words.ts'
import { nameText, timeText } from '../../src/views/words.ts'
import { about, answer, presentCase } from './about.ts'

const onlyRef = z.object({ ref: reference('incident') })

/** Takes a case nobody has; where somebody does, says who and since when, and offers to assign it. */
export const claim = command({
  name: 'incident claim',
  may: 'incident.handle',
  args: onlyRef,
  bare: ['ref'],
  async run(context) {
    const { it, by, telling } = await about(context, context.args.ref)
    if (it.owner !== undefined && it.owner.person !== by.person && it.resolved === undefined)
      return offer(telling, it, it.owner)
    const kept = await claimCase(context.use, it, by)
    return answer(telling, kept, [context.t('incident.claimed', { ref: telling.ref(kept.number) })])
  },
})

const offer = (
  { address, ref, t }: Telling,
  { assigned, logged, number }: Incident,
  owner: Incident['by'],
): Outcome => ({
  card: {
    text: t('incident.takenOffer', {
      ref: ref(number),
      who: nameText(owner),
      at: timeText(assigned?.at ?? logged),
    }),
    buttons: [
      {
        label: plain(t('buttons.assignMe')),
        command: assign.name,
        input: { ref: address(number), to: 'me' },
      },
    ],
  },
})

/** Lets a case go. */
export const release = command({
  name: 'incident release',
  may: 'incident.handle',
  args: onlyRef,
  bare: ['ref'],
  async run(context) {
    const { it, by, telling } = await about(context, context.args.ref)
    const kept = await releaseCase(context.use, it, by)
    return answer(telling, kept, [context.t('incident.releasedIt', { ref: telling.ref(kept.number) })])
  },
})

/** Gives a case to somebody of the team. */
export const assign = command({
  name: 'incident assign',
  may: 'incident.handle',
  args: z.object({ ref: reference('incident'), to: person() }),
  bare: ['ref', 'to'],
  form: ['to', 'ref'],
  present: presentCase(async ({ owner }, at, use) => ({ to: await writtenWho(owner, at, use) })),
  async run(context) {
    const { args: given, t, use } = context
    const { it, by, telling } = await about(context, given.ref)
    const kept = await assignTo(use, it, by, given.to)
    const values = { ref: telling.ref(kept.number), who: nameText(given.to) }
    return answer(telling, kept, [t('incident.assignedTo', values)])
  },
})
