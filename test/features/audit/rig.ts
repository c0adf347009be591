import { createFixedClock } from '../../../src/core/clock.ts'
import type { Entry, Store } from '../../../src/core/store.ts'
import type { Json } from '../../../src/core/text.ts'
import { update } from '../../../src/core/update.ts'
import type { Work } from '../../../src/core/work.ts'
import { audit } from '../../../src/features/audit/entries.ts'
import { createSealer } from '../../../src/features/audit/sealing.ts'
import { verify } from '../../../src/features/audit/verifying.ts'
import { openStore } from '../../../src/store/open.ts'
import { createFakeLog } from '../../fakes.ts'
import { who } from '../courier-rig.ts'

export const home = 'slack-T1'

/** A store with an audit, and any number of processes that write and seal, each by a clock of its own. */
export async function createAudit(given?: Store) {
  const store = given ?? (await openStore('memory://')).store
  const log = createFakeLog()
  let works = 0

  const write = async <T>(
    clock: ReturnType<typeof createFixedClock>,
    community: string,
    run: (use: Work) => T,
  ) => update({ store, clock, community, id: `w${++works}` }, async (use) => run(use))

  /** A process; `aside` says by how many milliseconds its clock is wrong. */
  const process = (aside = 0, { batch = 3, on = store }: { batch?: number; on?: Store } = {}) => {
    const clock = createFixedClock('2027-03-11T08:00:00Z')
    clock.add({ milliseconds: aside })
    const sealer = createSealer({ store: on, clock, log, owner: `process ${++works}`, batch })
    return {
      clock,
      sealer,
      /** Writes entries down, each in a commit of its own. */
      async note(count = 1, community = home) {
        for (let left = count; left > 0; left--)
          await write(clock, community, (use) =>
            audit(use, {
              by: who('anna'),
              did: 'incident.noted',
              of: 'incident/1',
              what: { text: `é ${left}` },
            }),
          )
      },
      /** Lets time pass and seals what is open. */
      async seal(seconds = 1) {
        clock.add({ seconds })
        return sealer.run()
      },
    }
  }

  return {
    store,
    log,
    process,
    write,
    check: (community = home, within?: number) =>
      verify(store, community, within === undefined ? {} : { span: within }),
    /** Everything that is stored under some beginning of keys. */
    rows: (from = '!'): Promise<Entry[]> =>
      store.range({ from, to: `${from === '!' ? '' : from}~`, limit: 100_000 }),
    /** Does to the store what somebody does who may write into the file. */
    async tamper(changes: Record<string, Json | undefined>) {
      const all = Object.entries(changes)
      await store.commit({
        id: `tamper ${++works}`,
        checks: [],
        set: all.filter((each): each is [string, Json] => each[1] !== undefined),
        delete: all.filter(([, value]) => value === undefined).map(([key]) => key),
      })
    },
  }
}

export type Audit = Awaited<ReturnType<typeof createAudit>>
