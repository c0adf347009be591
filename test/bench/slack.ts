import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { key } from '../../src/core/store.ts'
import { openStore } from '../../src/store/open.ts'
import type { Figure } from './figure.ts'
import { fillIncidents } from './incidents.ts'
import { mixInWords, typed } from './slack-mix.ts'
import { createWorkspace, type Workspace } from './slack-workspace.ts'

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

/** An app in a process of its own, and its workspace. `typed` counts the commands it got. */
interface Side {
  workspace: Workspace
  child: ChildProcess
  isVigie: boolean
  typed: number
}

/**
 * Measures how fast commands are acknowledged and answered, over Socket Mode, beside a bare Bolt app that makes one
 * durable write for each and answers 'ok'. The two take turns, so that what else the machine does falls on both.
 */
export async function slackBench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  const sides: Side[] = []
  try {
    const vigie = await start(folder, true)
    sides.push(vigie)
    const bare = await start(folder, false)
    sides.push(bare)
    for (const side of sides) await load(side, warmUp)
    const times = { vigie: noTimes(), bare: noTimes() }
    for (let n = 0; n < whole / round; n++) {
      const turns = [() => load(vigie, round, times.vigie), () => load(bare, round, times.bare)]
      for (const turn of n % 2 === 0 ? turns : turns.toReversed()) await turn()
    }
    return [
      figure('acknowledged', times.vigie.acknowledged, times.bare.acknowledged, 1.5),
      figure('answered', times.vigie.answered, times.bare.answered, 3),
    ]
  } finally {
    for (const { child } of sides) await stop(child)
    for (const { workspace } of sides) await workspace.close()
    rmSync(folder, { recursive: true })
  }
}

const noTimes = (): Times => ({ acknowledged: [], answered: [] })

async function start(folder: string, isVigie: boolean): Promise<Side> {
  const workspace = await createWorkspace()
  const file = join(folder, isVigie ? 'vigie.db' : 'bare.db')
  if (isVigie) await fill(file, workspace.team)
  const script = isVigie ? '../../src/main.ts' : 'slack-bare.ts'
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...(isVigie ? [] : [file])], {
    cwd: folder,
    env: {
      ...{ PATH: process.env.PATH, ...workspace.env, PORT: '0' },
      ...{ STORE_URL: `sqlite://${file}`, VIGIE_ZONE: 'Europe/Paris', VIGIE_LANGUAGE: 'en' },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ended at its start: ${code}`)
  })
  await Promise.race([workspace.connected(), gone])
  gone.catch(() => {})
  return { workspace, child, isVigie, typed: 0 }
}

/** Writes the incidents, and that they are the workspace's. */
async function fill(file: string, team: string): Promise<void> {
  const { store } = await openStore(`sqlite://${file}`)
  await fillIncidents(store, incidents)
  const set: [string, string | number][] = [
    [key('space', 'slack', team), 'bench'],
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
  const { done, text } = typed(n, incidents)
  const { acknowledged, answered, arrived } = await side.workspace.type(text, n)
  const [at, answer] = await Promise.all([acknowledged, answered])
  const shown = side.isVigie ? done : /^\{"text":"ok"\}$/
  if (!shown.test(answer.text)) throw new Error(`'${text}' was answered otherwise: ${answer.text}`)
  times.acknowledged.push(at - arrived)
  times.answered.push(answer.at - arrived)
}

function figure(what: string, vigie: number[], bare: number[], most: number): Figure {
  const shares = [0.5, 0.99]
  const [ours, theirs] = [vigie, bare].map((times) => shares.map((share) => percentile(times, share)))
  const ratios = shares.map((_, n) => ours![n]! / theirs![n]!)
  const shown = (values: number[]) => values.map((value) => value.toFixed(2)).join(' / ')
  return {
    name:
      `a command ${what} over Socket Mode, p50 / p99 of ${vigie.length.toLocaleString('en')} at ${perSecond} a second ` +
      `with ${incidents.toLocaleString('en')} incidents (${mixInWords}, of 20), against a bare Bolt app with one durable write`,
    value: `${shown(ratios)} times (${shown(ours!)} ms against ${shown(theirs!)} ms)`,
    goal: `at most ${most} times`,
    met: ratios.every((ratio) => ratio <= most),
  }
}

const percentile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
