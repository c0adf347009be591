import { afterAll, beforeAll, describe, it } from 'vitest'
import { look, play, steps } from './night-steps.ts'
import { expectPeace } from './rig.ts'
import { createTown, makeOne, type Town } from './town.ts'

describe.each(['en', 'fr'] as const)('a night on two chats (%s)', (locale) => {
  let town: Town
  beforeAll(async () => {
    town = await createTown({ locale })
    await makeOne(town)
  }, 30_000)
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })

  it.each(steps)('$name', async (step) => look(town, step, await play(town, step)))
})
