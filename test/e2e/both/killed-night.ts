import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locale } from '../../../src/core/person.ts'
import { morning } from './morning-steps.ts'
import { createMortal, type Mortal } from './mortal.ts'
import { night } from './night-steps.ts'
import { type Reading, readingOf, recordsOf, toldOnce } from './records.ts'
import { expectPeace } from './rig.ts'
import { look, play } from './steps.ts'
import { createTown, inhabit, makeOne, type Places } from './town.ts'

/** What is there to be read, and on record. */
interface Left {
  reading: Reading
  records: string[]
}

/** Steps of the night that have something sent: all but those that open a form, or only read. */
const sendings = 7

/** What is played, and how often the process is killed, and when. */
const ways = {
  between: {
    steps: [...night, ...morning],
    deaths: { between: night.length + morning.length + 1, acting: 0, sending: 0 },
  },
  within: {
    steps: night,
    deaths: {
      ...{ between: 1, acting: night.filter(({ act }) => act !== undefined).length },
      sending: sendings,
    },
  },
}

/** Plays the story in processes that are killed, and compares what it leaves with what it leaves where nothing is. */
export function killedNight(locale: Locale, whens: readonly (keyof typeof ways)[]): void {
  describe(`the story on two chats (${locale})`, { timeout: 60_000 }, () => {
    const unbroken: Partial<Record<keyof typeof ways, Left>> = {}
    beforeAll(async () => {
      const town = await createTown({ locale })
      const left = async () => ({ reading: readingOf(town), records: await recordsOf(town, town.store) })
      await makeOne(town)
      for (const step of night) await play(town, step)
      unbroken.within = await left()
      for (const step of morning) await play(town, step)
      unbroken.between = await left()
      await town.stop()
    }, 60_000)

    describe.each(whens)('killed %s its steps', (when) => {
      const { deaths, steps } = ways[when]
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

      it('leaves on both chats, and on record, what it leaves unbroken', async () => {
        expect(town.deaths).toEqual(deaths)
        const reading = readingOf(town)
        expect(when === 'within' ? toldOnce(reading) : reading).toEqual(unbroken[when]?.reading)
        const store = await town.remains()
        expect(await recordsOf(town, store)).toEqual(unbroken[when]?.records)
        await store.close()
      })
    })
  })
}
