import { expect, test, vi } from 'vitest'
import { until } from '../waiting.ts'
import { connected } from './gateway-rig.ts'

test('silence is noticed within seconds, however seldom Discord asks for heartbeats', async (context) => {
  // The first heartbeat comes after a tenth of the time between two: late enough to go unanswered.
  vi.spyOn(Math, 'random').mockReturnValue(0.1)
  context.onTestFinished(() => void vi.restoreAllMocks())
  const { discord, gateway, log } = await connected(context, { heartbeat: 40_000 })
  discord.mute()
  // On a busy machine looks come late, but long before the next heartbeat would.
  await until(() => !gateway.fresh())
  await until(gateway.fresh)
  expect(log.text()).toContain('a heartbeat was not answered')
})
