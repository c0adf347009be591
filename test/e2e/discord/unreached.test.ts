import { afterEach, expect, test } from 'vitest'
import { createTown, expectPeace, type Town } from './town.ts'

let town: Town
afterEach(async () => {
  expectPeace(town)
  await town.stop()
})

const direct = (who: string) => town.discord.direct(who).map((each) => town.text(each, who))

test('a question for whoever takes no direct messages (50007) goes on at once, and its answer is called to in the thread', async () => {
  town = await createTown()
  const { discord } = town
  discord.remove('#escalation')
  discord.user('cm_day', { dms: false })
  await town.says('mod_est', '/incident log', { what: 'Gift links', type: 'spam' }, '#moderation')
  await town.says('mod_est', '/incident ask', { ref: 'INC-1', why: 'A 7-day timeout?' })
  await town.until('01:51')
  expect(town.notified().toSorted()).toEqual(['cm_relief', 'mod_est'])
  expect(direct('mod_est')).toEqual([expect.stringContaining("INC-1: your question didn't reach @cm_day")])
  expect(direct('mod_est')[0]).toContain('The backup, @cm_relief, is asked now instead')
  expect(direct('cm_relief')).toEqual([expect.stringContaining('A 7-day timeout?')])

  discord.user('mod_est', { dms: false })
  await town.says('cm_relief', '/incident answer', { ref: 'INC-1', text: 'Yes, 24 h.' })
  await town.until('01:52')
  expect(town.notified()).toEqual(['mod_est'])
  const thread = discord.thread(town.find('#moderation', 'INC-1')).map((each) => town.text(each, 'mod_est'))
  expect(thread.filter((text) => text.includes('Yes, 24 h.'))).toHaveLength(1)
  expect(thread.at(-1)).toContain('@mod_est, @cm_relief answered your question on INC-1')
  expect(thread.join('\n')).toContain("couldn't reach @cm_day, asked the backup: @cm_relief.")

  discord.user('cm_day', { dms: true })
  discord.user('mod_est', { dms: true })
  await town.until('04:00')
  await town.engine.courier.probe()
  await town.until('04:10')
  expect(town.notified()).toEqual([])
  expect(direct('mod_est')).toHaveLength(1)
})
