import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../../src/core/store.ts'
import { readFacts } from '../../src/features/digest/facts.ts'
import { openStore } from '../../src/store/open.ts'
import { digestCard } from '../../src/views/digest/index.ts'
import { at, recordsIn, who, zone } from '../features/digest/records.ts'
import { keepStory } from '../features/digest/story.ts'
import { type Figure, interleaved } from './figure.ts'
import { fillIncidents } from './incidents.ts'

const few = 10_000
const many = 1_000_000
const rounds = 41
/** Digests a round, so that a round takes some tens of milliseconds. */
const each = 10
const community = 'bench'

/** Measures the digest of one and the same morning, after a long history and after a short one. */
export async function digestBench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  const open = async (count: number) => (await openStore(`sqlite://${join(folder, `${count}.db`)}`)).store
  const [short, long] = await Promise.all([open(few), open(many)])
  try {
    await fillIncidents(short, few)
    await fillIncidents(long, many)
    const digests = { short: await morning(short), long: await morning(long) }
    if ((await digests.short()) !== (await digests.long())) throw new Error('two different mornings')
    const times = await interleaved(rounds, {
      short: () => repeat(digests.short),
      long: () => repeat(digests.long),
    })
    const ratio = times.long / times.short
    return [
      {
        name: 'the digest after 1,000,000 incidents, against after 10,000',
        value: `${ratio.toFixed(2)} times the time (${(times.long / each).toFixed(1)} ms)`,
        goal: 'at most 1.5',
        met: ratio <= 1.5,
      },
    ]
  } finally {
    await Promise.all([short.close(), long.close()])
    rmSync(folder, { recursive: true })
  }
}

/** Writes the story's night and day, and returns what reads and draws its digest, as plain data. */
async function morning(store: Store): Promise<() => Promise<string>> {
  const { house, look, write } = recordsIn(store, at('08:00'), 'en', community)
  await write((use) => keepStory(use, 'en'))
  const drawing = {
    reader: { locale: 'en' as const, zone, sees: 'team' as const },
    for: { audience: 'cm' as const, person: { id: who('cm_day').person, role: 'cm' as const } },
    routine: house.routine.en,
    words: house.words,
    t: house.words.t('en'),
  }
  return async () => JSON.stringify(digestCard(await look((use) => readFacts(use)), drawing))
}

async function repeat(digest: () => Promise<string>): Promise<void> {
  for (let count = 0; count < each; count++) await digest()
}
