import { test, vi } from 'vitest'
import { until } from '../waiting.ts'
import { connected } from './gateway-rig.ts'

test('silence is noticed within seconds, however seldom Discord asks for heartbeats', async (context) => {
  // The first heartbeat comes after a twentieth of the time between two: late enough to go unanswered.
  vi.spyOn(Math, 'random').mockReturnValue(0.05)
  context.onTestFinished(() => void vi.restoreAllMocks())
  const { discord, gateway, log } = await connected(context, { heartbeat: 40_000 })
  discord.mute()
  // It is served again at once: only the log tells for certain that it was not for a moment.
  await until(() => log.text().includes('a heartbeat was not answered'))
  await until(gateway.fresh)
})
