import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/core/text.ts'
import { canonical, digestOf, headOf } from '../../../src/features/audit/chain.ts'
import { eraseAudit, sealedEntries } from '../../../src/features/audit/entries.ts'
import { who } from '../courier-rig.ts'
import { createAudit, home } from './rig.ts'

const chainRows = new RegExp(`^(c/${home}/audit|audit-seal/${home}|audit-head/${home}$)`)

/** An audit of eight entries in four seals, one of which was taken out, and an end that is sealed whole. */
async function createSealed() {
  const it = await createAudit()
  const one = it.process()
  for (const count of [3, 2, 1]) {
    await one.note(count)
    await one.seal()
  }
  const rows = async () => (await it.rows()).filter(({ key }) => chainRows.test(key))
  const names = async () =>
    (await it.rows(sealedEntries(home).from)).map(({ key }) => key.slice(sealedEntries(home).from.length))
  const [, second = ''] = await names()
  await it.write(one.clock, home, (use) => eraseAudit(use, second, who('anna')))
  await one.note(1)
  await one.seal()
  return { ...it, one, names, chain: rows }
}

const seal = (number: number) => `audit-seal/${home}/${String(number).padStart(14, '0')}`
const end = `audit-head/${home}`
const valueAt = (rows: { key: string; value: Json }[], at: string) =>
  rows.find(({ key }) => key === at)?.value as Record<string, Json>

describe('what is hashed', () => {
  test('is JSON without spaces, members sorted by their names, as RFC 8785 has it', () => {
    const it = { b: [1e21, 0.1, -0, null, true], a: { '€': 'é\n"', '\u{1f600}': '\ud800', '1': '' } }
    expect(canonical(it)).toBe('{"a":{"1":"","€":"é\\n\\"","😀":"\\ud800"},"b":[1e+21,0.1,0,null,true]}')
  })

  test('says the same however an object was put together, and something else for anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const [a, b] = [one, other].map((each) => JSON.parse(JSON.stringify(each)) as Json)
        expect(canonical(a ?? null) === canonical(b ?? null)).toBe(
          JSON.stringify(sorted(a ?? null)) === JSON.stringify(sorted(b ?? null)),
        )
        expect(JSON.parse(canonical(a ?? null))).toEqual(a)
      }),
    )
  })

  test('comes to digests that any other tool comes to', () => {
    expect(digestOf({ v: 1, at: 2 })).toBe('ffe151e2ba7b6b58fa4be8b0491dc1d53fe9db9ef108206b541e83bed0fc4ebe')
  })
})

const sorted = (it: Json): Json => {
  if (Array.isArray(it)) return it.map(sorted)
  if (it === null || typeof it !== 'object') return it
  return {
    members: Object.keys(it)
      .sort()
      .map((name) => [name, sorted(it[name] ?? null)]),
  }
}

describe('a chain', () => {
  test('that is whole verifies, with what was taken out', async () => {
    const it = await createSealed()
    expect(await it.check()).toMatchObject({ entries: 7, erased: 1, open: 0, seals: 4, wrong: 0 })
  })

  test('is whole however few entries are held against it at once', async () => {
    const it = await createSealed()
    const whole = await it.check()
    for (let within = 1; within < 10; within++) expect(await it.check(home, within)).toEqual(whole)
  })

  test('tells an entry that was altered, and one that is gone', async () => {
    const it = await createSealed()
    const [first = '', second = ''] = await it.names()
    const before = valueAt(await it.chain(), sealedEntries(home).from + second)
    await it.tamper({
      [sealedEntries(home).from + first]: undefined,
      [sealedEntries(home).from + second]: { ...before, did: 'incident.resolved' },
    })
    expect(await it.check()).toMatchObject({
      entries: 5,
      wrong: 2,
      problems: [
        { what: 'missing', entry: first, seal: 1 },
        { what: 'altered', entry: second, seal: 1 },
      ],
    })
  })

  test('tells an entry that was put in without being sealed', async () => {
    const it = await createSealed()
    await it.tamper({ [`${sealedEntries(home).from}01804752000000/w/incident.noted/incident%2F9`]: { v: 1 } })
    expect(await it.check()).toMatchObject({
      entries: 7,
      wrong: 1,
      problems: [{ what: 'unsealed', entry: '01804752000000/w/incident.noted/incident%2F9' }],
    })
  })

  test('tells seals that are gone, at its end, in its middle and at its beginning', async () => {
    const gaps = {
      '4': { what: 'gap', seal: 4, to: 4 },
      '3': { what: 'gap', seal: 3, to: 3 },
      '1': { what: 'gap', seal: 1, to: 1 },
    }
    for (const [number, gap] of Object.entries(gaps)) {
      const it = await createSealed()
      await it.tamper({ [seal(Number(number))]: undefined })
      expect((await it.check()).problems).toContainEqual(gap)
    }
  })

  test('tells an end that was put back, with the entries that were sealed since', async () => {
    const it = await createSealed()
    const third = valueAt(await it.chain(), seal(3))
    await it.tamper({ [end]: { v: 1, number: 3, head: third.head ?? '', at: third.at ?? 0 } })
    expect((await it.check()).problems).toEqual([{ what: 'end', seal: 4 }])
    await it.tamper({ [seal(4)]: undefined })
    expect((await it.check()).problems.map(({ what }) => what).sort()).toEqual([
      'missing',
      'unsealed',
      'unsealed',
    ])
  })

  test('tells a seal that was made again to fit what was altered', async () => {
    const it = await createSealed()
    const [name = ''] = await it.names()
    const forged = { v: 1, at: 1, did: 'incident.resolved', of: 'incident/1' }
    const first = valueAt(await it.chain(), seal(1)) as never as Parameters<typeof headOf>[2]
    const entries = first.entries.map(([each, digest]): [string, string] => [
      each,
      each === name ? digestOf(forged) : digest,
    ])
    await it.tamper({
      [sealedEntries(home).from + name]: forged,
      [seal(1)]: { ...first, entries, head: headOf(home, 1, { ...first, entries }) } as never,
    })
    expect((await it.check()).problems).toEqual([{ what: 'unlinked', seal: 2 }])
  })

  test('verifies while others write and seal', async () => {
    const it = await createSealed()
    let reads = 0
    let more = 0
    const store = {
      ...it.store,
      async range(range: Parameters<typeof it.store.range>[0]) {
        if (++reads % 3 === 0 && more-- > 0) {
          await it.one.note(2)
          await it.one.seal()
        }
        return it.store.range(range)
      },
    }
    const beside = await createAudit(store)
    for (let within = 1; within < 40; within += 6) {
      more = 12
      expect(await beside.check(home, within)).toMatchObject({ wrong: 0, problems: [] })
      expect(more).toBeLessThanOrEqual(within === 1 ? 0 : 11)
    }
    expect(await it.check()).toMatchObject({ wrong: 0, erased: 1 })
  })
})

describe('whatever the order in which entries are written, come late and are sealed', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ did: fc.constant('note' as const), by: fc.nat(2), count: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ did: fc.constant('seal' as const), by: fc.nat(2), count: fc.integer({ min: 0, max: 6 }) }),
      fc.record({ did: fc.constant('erase' as const), by: fc.nat(2), count: fc.nat(20) }),
    ),
    { maxLength: 25 },
  )

  test('the chain verifies, at any time', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const it = await createAudit()
        const [clocks, total] = [[0, -5_000_000, 7_000], { written: 0, erased: 0 }]
        const processes = clocks.map((aside) => it.process(aside))
        for (const { by, count, did } of all) {
          const one = processes[by] ?? it.process()
          if (did === 'note') {
            await one.note(count)
            total.written += count
          } else if (did === 'seal') await one.seal(count)
          else {
            const rows = (await it.rows(sealedEntries(home).from)).map(({ key }) =>
              key.slice(sealedEntries(home).from.length),
            )
            const name = rows.filter((each) => !each.includes('audit.erased'))[count]
            if (name === undefined) continue
            expect(await it.write(one.clock, home, (use) => eraseAudit(use, name, undefined))).toBe(true)
            total.erased++
            total.written++
          }
          const { entries, erased, open, wrong } = await it.check(home, 1 + count)
          expect({ all: entries + erased + open, erased, wrong }).toEqual({
            all: total.written,
            erased: total.erased,
            wrong: 0,
          })
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('whatever is done to the rows of a chain', () => {
  /** Every value in a row, by the way to it. */
  const places = (it: Json, way: (string | number)[] = []): (string | number)[][] =>
    typeof it !== 'object' || it === null
      ? [way]
      : Object.entries(it).flatMap(([name, each]) =>
          places(each, [...way, Array.isArray(it) ? Number(name) : name]),
        )
  const changed = (it: Json, [name, ...way]: (string | number)[]): Json => {
    if (name === undefined) return typeof it === 'number' ? it + 1 : typeof it === 'string' ? another(it) : 0
    const copy = structuredClone(it) as Record<string | number, Json>
    copy[name] = changed(copy[name] ?? null, way)
    return copy as Json
  }
  const another = (it: string) =>
    /^[0-9a-f]{64}$/.test(it) ? it.replace(/^./, (d) => (d === 'f' ? '0' : 'f')) : `${it}!`

  test('each single value that is altered is found, and each row that is gone or put in', async () => {
    const it = await createSealed()
    const rows = await it.chain()
    expect(rows).toHaveLength(7 + 4 + 1)
    let alterations = 0
    for (const { key, value } of rows) {
      for (const way of places(value)) {
        await it.tamper({ [key]: changed(value, way) })
        expect((await it.check()).wrong, `${key} ${way.join('.')}`).toBeGreaterThan(0)
        alterations++
      }
      await it.tamper({ [key]: { ...(value as object), more: true } })
      expect((await it.check()).wrong, `${key} with more`).toBeGreaterThan(0)
      await it.tamper({ [key]: undefined })
      expect((await it.check()).wrong, `${key} gone`).toBeGreaterThan(0)
      await it.tamper({ [key]: value })
    }
    expect(alterations).toBeGreaterThan(100)
    expect(await it.check()).toMatchObject({ wrong: 0 })
  })

  test('any two rows of a kind that are swapped are found', async () => {
    const it = await createSealed()
    const rows = (await it.chain()).filter(({ key }) => key !== end)
    for (const [index, one] of rows.entries())
      for (const other of rows.slice(index + 1)) {
        await it.tamper({ [one.key]: other.value, [other.key]: one.value })
        expect((await it.check()).wrong, `${one.key} and ${other.key}`).toBeGreaterThan(0)
        await it.tamper({ [one.key]: one.value, [other.key]: other.value })
      }
  })

  test('a copy of any entry or seal under another name is found', async () => {
    const it = await createSealed()
    for (const { key, value } of (await it.chain()).filter(({ key }) => key !== end)) {
      const other = key.startsWith('audit-seal') ? seal(5) : `${key}%20`
      await it.tamper({ [other]: value })
      expect((await it.check()).wrong, key).toBeGreaterThan(0)
      await it.tamper({ [other]: undefined })
    }
  })
})
