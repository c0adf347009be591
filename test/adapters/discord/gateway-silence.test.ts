import { expect, test, vi } from 'vitest'
import { took, until } from '../waiting.ts'
import { connected } from './gateway-rig.ts'

test('silence is noticed within seconds, however seldom Discord asks for heartbeats', async (context) => {
  vi.spyOn(Math, 'random').mockReturnValue(0.01)
  context.onTestFinished(() => void vi.restoreAllMocks())
  const { discord, gateway, log } = await connected(context, { heartbeat: 40_000 })
  discord.mute()
  expect(await took(() => until(() => !gateway.fresh(), 6000))).toBeLessThan(5000)
  await until(gateway.fresh)
  expect(log.text()).toContain('a heartbeat was not answered')
})
