import { parts, under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { type AlarmHandlers, setAlarm } from '../alarms.ts'
import { audit } from '../audit/entries.ts'
import { firstRunView } from '../first-run.ts'
import { numbered } from '../numbering.ts'
import { post, touch } from '../outbox.ts'
import { whoNow } from '../people.ts'
import { caseIn } from './cases.ts'
import {
  type Import,
  importNamed,
  importSubject,
  importView,
  keepImport,
  type Stage,
  stages,
} from './import.ts'
import { type Counted, type Passage, passageOf, type Unit } from './passage.ts'
import { redrawAlarms } from './redraw.ts'
import { carryLeft, carryRest, carryThreads, copyAudit, refreshHomes } from './remains.ts'
import { digestIn } from './schedules.ts'
import { dateIn, reminderIn } from './series.ts'

/** What the alarm of an import does. */
const importAlarm = 'link.import'

/** How much one commit brings: so many units are looked at together, and none is begun once so many keys are written. */
export interface Load {
  units: number
  keys: number
}
const ordinary: Load = { units: 20, keys: 200 }

/** How long what is being sent is left alone, in milliseconds. */
const pause = 5000

/** Begins to bring over what was agreed on: the first step is taken at once, by whoever does what is due. */
export async function beginImport(use: Work, it: Import): Promise<void> {
  keepImport(use, it)
  await again(use, it, use.now.epochMilliseconds)
}

const again = (use: Work, { was }: Import, at: number): Promise<void> =>
  setAlarm(use, { id: importSubject(was), at, does: importAlarm, of: importSubject(was) })

/**
 * Returns what the alarms of imports do: as much as one commit takes, and the alarm for the next one in the same
 * commit, so that a process that ends in between leaves nothing undone and nothing done twice.
 */
export const importAlarms = (load = ordinary): AlarmHandlers => ({
  [importAlarm]: async (use, of, { tries }) => {
    const it = await importNamed(use, of)
    if (it === undefined || it.done !== undefined) return
    // Whoever lost the race for it takes less at once.
    const less: Load = { units: Math.max(1, load.units >> tries), keys: Math.max(1, load.keys >> tries) }
    const passage = passageOf(use, it)
    const { waits, ...after } = await advance(passage, it, less)
    keepImport(use, { ...after, touched: passage.drawn })
    if (after.done !== undefined) return
    await again(use, it, use.now.epochMilliseconds + (waits === true ? pause : 0))
  },
  ...redrawAlarms,
})

/** How far an import is, and whether its next step waits a little. */
type Progress = Import & { waits?: true }

/** Takes steps until enough is written for one commit, or there is nothing more to do just now. */
async function advance(passage: Counted, it: Import, load: Load): Promise<Progress> {
  let now: Progress = it
  do now = await steps[now.stage](passage, now, load)
  while (now.done === undefined && now.waits === undefined && passage.written < load.keys)
  return now
}

type Step = (passage: Counted, it: Import, load: Load) => Promise<Progress>

const steps: Readonly<Record<Stage, Step>> = {
  threads: async (passage, it, { keys }) => ((await carryThreads(passage, keys)) < keys ? next(it) : it),
  digests: walk('digest', numbering(digestIn)),
  open: walk('incident-open', numbering(caseIn)),
  running: walk('reminder-next', numbering(reminderIn)),
  cases: walk('incident', numbering(caseIn), true),
  reminders: walk('reminder', numbering(reminderIn), true),
  dates: walk('occurrence', dateIn),
  async audit(passage, it, { keys }) {
    // What was passed over is looked at again before anything is said to be over.
    if (it.left > 0) return { ...without(it), stage: 'digests', left: 0, waits: true }
    const after = await copyAudit(passage, it.after, keys)
    return after === undefined ? next(it) : { ...it, after }
  },
  async rest(passage, it, { keys }) {
    if (await carryRest(passage, keys)) return it
    if ((await carryThreads(passage, keys)) > 0) return it
    return (await carryLeft(passage)) ? finish(passage, it) : { ...it, waits: true }
  },
}

function next(it: Import): Import {
  const stage = stages[stages.indexOf(it.stage) + 1]
  if (stage === undefined) throw new Error(`nothing comes after ${it.stage}`)
  return { ...without(it), stage }
}

const without = ({ after: _, ...it }: Import): Import => it

/** Goes along a shelf and brings over what its keys end in: the number of something, or its name. */
function walk(
  shelf: string,
  unitIn: (passage: Passage, last: string) => Promise<Unit | undefined>,
  reverse = false,
): Step {
  return async (passage, it, { keys, units }) => {
    const { from, to } = under('c', passage.from.community, shelf)
    const found = await passage.from.list({
      from: it.after === undefined || reverse ? from : `${it.after}!`,
      to: reverse ? (it.after ?? to) : to,
      limit: units,
      reverse,
    })
    // All is read before any of it is written: a list is merged with whatever was written before it.
    const read = await Promise.all(found.map(({ key }) => unitIn(passage, parts(key).at(-1) ?? '')))
    let now = it
    let taken = 0
    for (const unit of read) {
      if (passage.written >= keys) break
      now = await take(now, unit)
      taken++
    }
    if (taken === found.length && found.length < units) return next(now)
    const last = found[taken - 1]?.key
    return last === undefined ? now : { ...now, after: last }
  }
}

/** Reads the end of a key as the number of something. */
function numbering(
  unitIn: (passage: Passage, number: number) => Promise<Unit | undefined>,
): (passage: Passage, last: string) => Promise<Unit | undefined> {
  return (passage, last) => unitIn(passage, Number(last))
}

async function take(it: Import, unit: Unit | undefined): Promise<Import> {
  if (unit === undefined) return it
  const { busy, of } = unit
  if (busy) return { ...it, left: it.left + 1 }
  await unit.move()
  return of === undefined ? it : { ...it, brought: { ...it.brought, [of]: it.brought[of] + 1 } }
}

/** Everything is here: whoever made the two one is told what became of the numbers. */
async function finish({ into }: Passage, it: Import): Promise<Import> {
  const { added, brought, by, platform, space, was } = it
  await touch(into, firstRunView)
  await refreshHomes(into)
  audit(into, { by, did: 'settings.imported', of: 'settings', what: { platform, space, added, brought } })
  const of = importSubject(was)
  if (numbered.some((each) => it.last[each] > 0))
    await post(into, { view: importView, of, to: { direct: await whoNow(into, by) }, key: of, grace: 'any' })
  return { ...it, done: into.now.epochMilliseconds }
}
