import { afterAll, beforeAll, describe, it } from 'vitest'
import { morning } from './morning-steps.ts'
import { night } from './night-steps.ts'
import { expectPeace } from './rig.ts'
import { look, play } from './steps.ts'
import { createTown, makeOne, type Town } from './town.ts'

describe.each(['en', 'fr'] as const)('the story on two chats (%s)', (locale) => {
  let town: Town
  beforeAll(async () => {
    town = await createTown({ locale })
    await makeOne(town)
  }, 30_000)
  afterAll(async () => {
    expectPeace(town)
    await town.stop()
  })

  it.each([...night, ...morning])('$name', async (step) => look(town, step, await play(town, step)))
})
