import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locale } from '../../../src/core/person.ts'
import { createMortal, type Mortal } from './mortal.ts'
import { look, play, steps } from './night-steps.ts'
import { type Reading, readingOf, recordsOf, toldOnce } from './records.ts'
import { expectPeace } from './rig.ts'
import { createTown, inhabit, makeOne, type Places } from './town.ts'

const acts = steps.filter(({ act }) => act !== undefined).length
/** Steps that have something sent: all but those that open a form, or only read. */
const sendings = 7

/** How often the process is killed, and when. */
const deaths = {
  between: { between: steps.length + 1, acting: 0, sending: 0 },
  within: { between: 1, acting: acts, sending: sendings },
}

/** Plays the night in processes that are killed, and compares it with one in which nothing is. */
export function killedNight(locale: Locale): void {
  describe(`a night on two chats (${locale})`, { timeout: 60_000 }, () => {
    let unbroken: { reading: Reading; records: string[] }
    beforeAll(async () => {
      const town = await createTown({ locale })
      await makeOne(town)
      for (const step of steps) await play(town, step)
      unbroken = { reading: readingOf(town), records: await recordsOf(town, town.store) }
      await town.stop()
    }, 60_000)

    describe.each(['between', 'within'] as const)('killed %s its steps', (when) => {
      let town: Mortal & Places
      beforeAll(async () => {
        town = inhabit(await createMortal(locale))
        await makeOne(town)
        await town.die()
        if (when === 'within') town.endanger()
      }, 60_000)
      afterAll(async () => {
        expectPeace(town)
        await town.stop()
      })

      it.each(steps)('$name', async (step) => {
        const shown = await play(town, step)
        if (when === 'between') await town.die()
        look(town, step, shown)
      })

      it('leaves on both chats, and on record, what an unbroken night leaves', async () => {
        expect(town.deaths).toEqual(deaths[when])
        const reading = readingOf(town)
        expect(when === 'within' ? toldOnce(reading) : reading).toEqual(unbroken.reading)
        const store = await town.remains()
        expect(await recordsOf(town, store)).toEqual(unbroken.records)
        await store.close()
      })
    })
  })
}
