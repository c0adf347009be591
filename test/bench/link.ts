import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../../src/core/clock.ts'
import type { Place, Who } from '../../src/core/person.ts'
import type { Store } from '../../src/core/store.ts'
import { update } from '../../src/core/update.ts'
import type { Work } from '../../src/core/work.ts'
import { audit } from '../../src/features/audit/entries.ts'
import { type Delivery, deliveryId, laneOf } from '../../src/features/delivery.ts'
import { addEvidence } from '../../src/features/incidents/evidence.ts'
import { addStep, incident, keepIncident } from '../../src/features/incidents/record.ts'
import { subjectOf } from '../../src/features/incidents/reference.ts'
import { keep } from '../../src/features/ledger.ts'
import { importing } from '../../src/features/link/import.ts'
import { takeNumbers } from '../../src/features/numbering.ts'
import { openStore } from '../../src/store/open.ts'
import { createTwoChats, discordSide, slackSide } from '../commands/link-rig.ts'
import { type Figure, percentile } from './figure.ts'

const cases = 10_000
/** Of these the newest are open, and of so many more the cards and lines are still remembered. */
const open = 200
const remembered = 2500
/** How many cases one commit holds while the data is made. */
const batch = 250
const hour = 3_600_000

const place: Place = { platform: 'discord', space: 'G1', channel: 'mods' }
const who = (id: string): Who => ({
  person: `discord:G1:${id}`,
  account: { platform: 'discord', space: 'G1', id },
  name: id,
})

/**
 * Measures how long it takes to bring 10,000 cases over to another community, how long the longest commit of that is,
 * and how long somebody there waits for an answer meanwhile: SQLite, one process.
 */
export async function linkBench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  const { store } = await openStore(`sqlite://${join(folder, 'link.db')}`)
  try {
    const commits: number[] = []
    let watched = false
    const timed: Store = {
      ...store,
      async commit(change) {
        const start = performance.now()
        const committed = await store.commit(change)
        if (watched) commits.push(performance.now() - start)
        return committed
      },
    }
    const two = await createTwoChats({ store: timed, clock: systemClock })
    await two.say('slack', 'anna:manager', '/incident log Spam wave type:other')
    await two.say('discord', 'dora:manager', '/settings set moderation:#mods')
    await fill(store)
    const code = await two.code('slack', 'anna')
    const question = await two.invoke('discord', 'dora', `/settings link ${code}`)
    watched = true
    const agreed = performance.now()
    await two.press('discord', 'dora', question, 'Make them one')
    const agreement = performance.now() - agreed
    const start = performance.now()
    let over = false
    const job = (async () => {
      while ((await two.look(slackSide, importing)).length > 0) await two.deliver()
      over = true
    })()
    const waits: number[] = []
    for (let n = 1; !over; n++) {
      const asked = performance.now()
      const said = await two.say('slack', 'anna', `/incident log Number ${n} type:other`)
      waits.push(performance.now() - asked)
      if (!said.includes('INC-')) throw new Error(said)
      await pause(20)
    }
    await job
    const took = performance.now() - start
    const last = await two.say('slack', 'anna', `/incident show INC-${cases + 1}`)
    if (!last.includes(`Case ${cases}`) || two.log.errors.length > 0)
      throw new Error(`not everything is there: ${last}`, { cause: two.log.errors[0]?.error })
    const ms = (value: number) => `${value.toFixed(0)} ms`
    return [
      {
        name: `${cases.toLocaleString('en')} incidents brought over, in ${commits.length.toLocaleString('en')} commits`,
        value: `${(took / 1000).toFixed(1)} s`,
        goal: 'within two minutes',
        met: took < 120_000,
      },
      { name: 'the agreement', value: ms(agreement), goal: 'within 1 s', met: agreement < 1000 },
      {
        name: 'a commit meanwhile, p99 / the longest',
        value: `${percentile(commits, 0.99).toFixed(0)} / ${ms(Math.max(...commits))}`,
        goal: 'within 100 / 500 ms',
        met: percentile(commits, 0.99) < 100 && Math.max(...commits) < 500,
      },
      {
        name: `from what is typed meanwhile to the answer, p50 / p99 of ${waits.length}`,
        value: `${percentile(waits, 0.5).toFixed(0)} / ${ms(percentile(waits, 0.99))}`,
        goal: 'within 1 s',
        met: percentile(waits, 0.99) < 1000,
      },
    ]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

/** Writes a history: each case with its steps, evidence, audit and, of the last ones, its card and lines. */
async function fill(store: Store): Promise<void> {
  const on = { store, clock: systemClock, community: discordSide }
  for (let from = 1; from <= cases; from += batch)
    await update({ ...on, id: `fill-${from}` }, async (use) => {
      for (let number = from; number < from + batch; number++) await one(use, number)
      await takeNumbers(use, 'incident', batch)
    })
}

async function one(use: Work, number: number): Promise<void> {
  const at = use.now.epochMilliseconds - (cases - number) * hour - 10 * 24 * hour
  const by = who(`mod-${number % 12}`)
  const isOpen = number > cases - open
  const blank = incident.parse({
    v: 1,
    number,
    what: `Case ${number}: gift links in #general, from accounts made today`,
    type: 'spam',
    severity: 'high',
    status: isOpen ? 'progress' : 'resolved',
    happened: at,
    logged: at,
    by,
    reporters: [by],
    reported: [who(`member-${number % 5000}`)],
    affected: [],
    actions: ['banned'],
    from: place,
    card: place,
    owner: by,
    assigned: { by, at },
    ...(isOpen ? {} : { resolved: { at: at + hour, by, reason: 'removed' } }),
    related: number > 1 ? [number - 1] : [],
    steps: 0,
    evidence: 0,
  })
  let it = addEvidence(use, blank, [{ by, text: 'Four screenshots' }])
  it = addStep(use, it, { by, did: 'logged', values: { type: 'spam', severity: 'high' } })
  for (const text of ['Seen in #help too', 'Banned', 'Nothing since'])
    it = addStep(use, it, { by, did: 'note', text })
  await keepIncident(use, it)
  audit(use, { by, did: 'incident.logged', of: subjectOf(number) })
  if (number <= cases - open - remembered) return
  const of = subjectOf(number)
  const to = { place }
  hang(use, { post: 'incident', of, to }, number)
  for (const nth of [2, 3, 4])
    hang(use, { note: 'incident-step', of: `${of}/${nth}`, under: { subject: of, to } }, number)
}

function hang(use: Work, does: Delivery['does'] & { of: string }, number: number): void {
  const id = deliveryId(use.community, 'of' in does ? does.of : '', number)
  const at = use.now.epochMilliseconds
  keep(use, undefined, {
    v: 1,
    id,
    community: use.community,
    does,
    lane: laneOf({ place }),
    due: at,
    order: number,
    state: 'sent',
    at,
    fence: 1,
    tries: 0,
    late: false,
    policy: 'all',
    repeat: 'repeat',
    ref: { place, id },
  })
}
