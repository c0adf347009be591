import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSortedMap } from '../../src/store/sorted-map.ts'

const key = (number: number) => String(number).padStart(7, '0')

it('a sorted map keeps its order through splits, whatever comes and goes', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.integer({ min: 1, max: 6000 }),
      fc.array(fc.tuple(fc.nat(6000), fc.nat(6000), fc.nat(3000), fc.boolean()), { maxLength: 8 }),
      (seed, size, ranges) => {
        const map = createSortedMap<number>()
        const plain = new Map<string, number>()
        for (let turn = 0; turn < size; turn++) {
          const at = key((turn * 7919 + seed) % 6007)
          map.set(at, turn)
          plain.set(at, turn)
          const gone = key((turn * 104_729) % 6007)
          if (turn % 3 !== 0) continue
          map.delete(gone)
          plain.delete(gone)
        }
        expect(map.size).toBe(plain.size)
        const sorted = [...plain.keys()].sort()
        for (const [from, to, limit, reverse] of [
          [0, 9999, 9999, false],
          [0, 9999, 9999, true],
          ...ranges,
        ] as const) {
          const inside = sorted.filter((each) => each >= key(from) && each < key(to))
          if (reverse) inside.reverse()
          expect(map.keys({ from: key(from), to: key(to), limit, reverse })).toEqual(inside.slice(0, limit))
        }
        for (const [at, value] of plain) if (map.get(at) !== value) expect(map.get(at)).toBe(value)
        for (const at of plain.keys()) map.delete(at)
        expect([map.size, map.keys({ from: '', to: '~', limit: 9 })]).toEqual([0, []])
      },
    ),
    { numRuns: 40 },
  )
})
