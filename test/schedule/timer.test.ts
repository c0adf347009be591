import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Clock, createFixedClock, instant } from '../../src/core/clock.ts'
import { createTimer } from '../../src/schedule/timer.ts'
import { createFakeLog } from '../fakes.ts'

const start = Date.parse('2027-03-28T00:00:00Z')
const hour = 3_600_000

beforeEach(() => void vi.useFakeTimers({ now: start }))
afterEach(() => void vi.useRealTimers())

/** A clock that goes with the fake timers of the machine. */
const clock: Clock = { now: () => instant(Date.now()) }

/** A timer over a list of times at which something is due; `ran` says when it was run, in milliseconds from the start. */
function createRig(due: number[], { work = 0 } = {}) {
  const ran: number[] = []
  const log = createFakeLog()
  let failing = 0
  const timer = createTimer({
    clock,
    log,
    async run() {
      ran.push(Date.now() - start)
      if (failing-- > 0) throw new Error('the store is gone')
      if (work > 0) await new Promise((resolve) => setTimeout(resolve, work))
      return due.find((at) => at > Date.now())
    },
  })
  return {
    timer,
    ran,
    log,
    due,
    fail(times: number) {
      failing = times
    },
    /** Stops the timer while time goes on. */
    async stop() {
      const stopping = timer.stop()
      await vi.advanceTimersByTimeAsync(work)
      await stopping
    },
  }
}

describe('the timer', () => {
  test('runs at once, then when something is due, to the millisecond', async () => {
    const { timer, ran } = createRig([start + 10_500, start + 10_501])
    timer.start()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(ran).toEqual([0, 10_500, 10_501])
    await timer.stop()
  })

  test('looks once a minute all the same, so that nothing is due further away than a timer reaches', async () => {
    const { timer, ran } = createRig([start + 100 * 24 * hour])
    timer.start()
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    expect(ran).toEqual([0, 1, 2, 3, 4, 5].map((minute) => minute * 60_000))
    await timer.stop()
  })

  test('is nudged when something nearer was committed, also in the middle of a run', async () => {
    const { timer, ran, due, stop } = createRig([], { work: 1_000 })
    timer.start()
    await vi.advanceTimersByTimeAsync(500)
    due.push(start + 3_000)
    timer.nudge()
    timer.nudge()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(ran).toEqual([0, 1_000, 3_000])
    timer.nudge()
    await vi.advanceTimersByTimeAsync(10)
    expect(ran.at(-1)).toBe(10_500)
    await stop()
  })

  test('pauses longer each time a run fails, logs that once, and recovers', async () => {
    const { timer, ran, log, fail } = createRig([start + hour])
    fail(4)
    timer.start()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(ran).toEqual([0, 1_000, 3_000, 7_000, 15_000])
    expect(log.errors).toHaveLength(1)
    await timer.stop()
  })

  test('stops once what is under way has ended, and runs no more', async () => {
    const { timer, ran, stop } = createRig([start + 2_000], { work: 1_000 })
    timer.start()
    await vi.advanceTimersByTimeAsync(100)
    let stopped = false
    const stopping = timer.stop().then(() => {
      stopped = true
    })
    await vi.advanceTimersByTimeAsync(800)
    expect(stopped).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    await stopping
    timer.nudge()
    await vi.advanceTimersByTimeAsync(hour)
    expect(ran).toEqual([0])
    timer.start()
    await vi.advanceTimersByTimeAsync(10)
    expect(ran).toHaveLength(2)
    await stop()
  })

  test('tells the run when it is to stop', async () => {
    let signal: AbortSignal | undefined
    const timer = createTimer({
      clock,
      log: createFakeLog(),
      async run(given) {
        signal = given
        return undefined
      },
    })
    timer.start()
    await vi.advanceTimersByTimeAsync(1)
    expect(signal?.aborted).toBe(false)
    await timer.stop()
    expect(signal?.aborted).toBe(true)
  })
})

describe('a simulated clock', () => {
  /** A timer over a fixed clock, with what is due in milliseconds from its start. */
  function createSimulation(due: number[]) {
    const fixed = createFixedClock('2027-03-28T00:00:00Z')
    const ran: number[] = []
    const now = () => fixed.now().epochMilliseconds - start
    const timer = createTimer({
      clock: fixed,
      log: createFakeLog(),
      async run() {
        ran.push(now())
        const next = due.find((at) => at > now())
        return next === undefined ? undefined : start + next
      },
    })
    return { fixed, ran, now, due, advance: (ms: number) => timer.advance(fixed, instant(start + ms)) }
  }

  test('stops at everything due on the way, in order, and ends where it was sent', async () => {
    const { advance, now, ran } = createSimulation([hour, 2 * hour, 2 * hour + 1, 9 * hour])
    await advance(3 * hour)
    expect([ran, now()]).toEqual([[0, hour, 2 * hour, 2 * hour + 1, 3 * hour], 3 * hour])
  })

  test('does what is due at its end, and what falls due because of that on the way', async () => {
    const { advance, due, ran } = createSimulation([hour])
    due.push(hour + 1)
    await advance(hour + 1)
    expect(ran).toEqual([0, hour, hour + 1])
  })

  test('does not go back, and hardly costs anything where nothing is due', async () => {
    const { advance, now, ran } = createSimulation([])
    await advance(1_000 * 24 * hour)
    await advance(hour)
    expect([ran.length, now()]).toEqual([3, 1_000 * 24 * hour])
  })

  test('knows nothing of the hours that clocks skip or repeat', async () => {
    const gap = Date.parse('2027-03-28T01:00:00Z') - start
    const { advance, ran } = createSimulation([gap - 1, gap, gap + 1])
    await advance(2 * hour)
    expect(ran).toEqual([0, gap - 1, gap, gap + 1, 2 * hour])
  })
})
