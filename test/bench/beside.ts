import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { key } from '../../src/core/store.ts'
import { openStore } from '../../src/store/open.ts'
import type { Room } from './chat-room.ts'
import { type Figure, percentile } from './figure.ts'
import { fillIncidents } from './incidents.ts'
import { mixInWords, typed } from './mix.ts'

/** A chat, and the bare app that Vigie is put beside on it. */
export interface Contest {
  platform: 'slack' | 'discord'
  /** How commands come in: 'over Socket Mode'. */
  over: string
  open(): Promise<Room>
  bare: { script: string; name: string; answers: RegExp }
}

const incidents = 100_000
const perSecond = 50
/** Seconds: of one round, of all rounds of an app together, and of what is not counted before. */
const round = 5
const whole = 30
const warmUp = 10

/** Milliseconds from a command's arrival. */
interface Times {
  acknowledged: number[]
  answered: number[]
}

/** An app in a process of its own, and where it is. `typed` counts the commands it got; `answers` is how all do. */
interface Side {
  room: Room
  child: ChildProcess
  answers?: RegExp
  typed: number
}

/**
 * Measures how fast commands are acknowledged and answered, beside a bare app that makes one durable write for each
 * and answers 'ok'. The two take turns, so that what else the machine does falls on both.
 */
export async function beside(contest: Contest): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  const sides: Side[] = []
  try {
    const vigie = await start(folder, contest, true)
    sides.push(vigie)
    const bare = await start(folder, contest, false)
    sides.push(bare)
    for (const side of sides) await load(side, warmUp)
    const times = { vigie: noTimes(), bare: noTimes() }
    for (let n = 0; n < whole / round; n++) {
      const turns = [() => load(vigie, round, times.vigie), () => load(bare, round, times.bare)]
      for (const turn of n % 2 === 0 ? turns : turns.toReversed()) await turn()
    }
    return [
      figure('acknowledged', contest, times.vigie.acknowledged, times.bare.acknowledged, 1.5),
      figure('answered', contest, times.vigie.answered, times.bare.answered, 3),
    ]
  } finally {
    for (const { child } of sides) await stop(child)
    for (const { room } of sides) await room.close()
    rmSync(folder, { recursive: true })
  }
}

const noTimes = (): Times => ({ acknowledged: [], answered: [] })

async function start(folder: string, contest: Contest, isVigie: boolean): Promise<Side> {
  const { bare, open, platform } = contest
  const room = await open()
  const file = join(folder, isVigie ? 'vigie.db' : 'bare.db')
  if (isVigie) await fill(file, platform, room.space)
  const script = isVigie ? '../../src/main.ts' : bare.script
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...(isVigie ? [] : [file])], {
    cwd: folder,
    env: {
      ...{ PATH: process.env.PATH, ...room.env, PORT: '0' },
      ...{ STORE_URL: `sqlite://${file}`, VIGIE_ZONE: 'Europe/Paris', VIGIE_LANGUAGE: 'en' },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ended at its start: ${code}`)
  })
  await Promise.race([room.connected(), gone])
  gone.catch(() => {})
  return { room, child, ...(!isVigie && { answers: bare.answers }), typed: 0 }
}

/** Writes the incidents, and that they are the workspace's or the server's. */
async function fill(file: string, platform: string, space: string): Promise<void> {
  const { store } = await openStore(`sqlite://${file}`)
  await fillIncidents(store, incidents)
  const set: [string, string | number][] = [
    [key('space', platform, space), 'bench'],
    [key('c', 'bench', 'counter', 'incident'), incidents],
  ]
  await store.commit({ id: 'fill', checks: [], set, delete: [] })
  await store.close()
}

/** Types commands for so many seconds, one after the other in equal steps, and waits for every answer. */
async function load(side: Side, seconds: number, times = noTimes()): Promise<void> {
  const begun = performance.now()
  const all: Promise<void>[] = []
  for (let n = 0; n < seconds * perSecond; n++) {
    const wait = begun + (n * 1000) / perSecond - performance.now()
    if (wait > 0) await pause(wait)
    const job = one(side, times)
    // What went wrong is said at the end of the round, when the apps can still be stopped.
    job.catch(() => {})
    all.push(job)
  }
  await Promise.all(all)
}

async function one(side: Side, times: Times): Promise<void> {
  const n = side.typed++
  const said = typed(n, incidents)
  const { acknowledged, answered, arrived } = await side.room.type(said, n)
  const [at, answer] = await Promise.all([acknowledged, answered])
  const shown = side.answers ?? said.done
  if (!shown.test(answer.text)) throw new Error(`'${said.command}' was answered otherwise: ${answer.text}`)
  times.acknowledged.push(at - arrived)
  times.answered.push(answer.at - arrived)
}

function figure(what: string, contest: Contest, vigie: number[], bare: number[], most: number): Figure {
  const shares = [0.5, 0.99]
  const [ours, theirs] = [vigie, bare].map((times) => shares.map((share) => percentile(times, share)))
  const ratios = shares.map((_, n) => ours![n]! / theirs![n]!)
  const shown = (values: number[]) => values.map((value) => value.toFixed(2)).join(' / ')
  return {
    name:
      `a command ${what} ${contest.over}, p50 / p99 of ${vigie.length.toLocaleString('en')} at ${perSecond} a second ` +
      `with ${incidents.toLocaleString('en')} incidents (${mixInWords}, of 20), against ${contest.bare.name} with one ` +
      'durable write',
    value: `${shown(ratios)} times (${shown(ours!)} ms against ${shown(theirs!)} ms)`,
    goal: `at most ${most} times`,
    met: ratios.every((ratio) => ratio <= most),
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
