import fc from 'fast-check'
import { expect, test } from 'vitest'
import { key, parts, under } from '../../src/core/store.ts'

const part = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }).map((it) => it.toWellFormed()),
)
const number = fc.nat({ max: 99_999_999_999_999 })
const byBytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

test('a key is printable ASCII, whatever its parts', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), (them) => {
      expect(key(...them)).toMatch(/^[\x21-\x7d]*$/)
    }),
  )
})

test('the parts of a key come back as they were', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), (them) => {
      expect(parts(key(...them))).toEqual(them)
    }),
  )
})

test('different parts make different keys', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), fc.array(part, { minLength: 1 }), (a, b) => {
      expect(key(...a) === key(...b)).toBe(JSON.stringify(a) === JSON.stringify(b))
    }),
  )
})

test('numbers sort as numbers', () => {
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(byBytes(key('due', a), key('due', b))).toBe(Math.sign(a - b))
    }),
  )
})

test.each([-1, 1.5, Number.NaN, 1e15])('%d is no number a key can hold', (it) => {
  expect(() => key('due', it)).toThrow(RangeError)
})

test('what is under a prefix is in its range, and nothing else is', () => {
  fc.assert(
    fc.property(part, part, part, (prefix, other, rest) => {
      const { from, to } = under('c', prefix)
      const inside = (it: string) => it >= from && it < to
      expect(inside(key('c', prefix, rest))).toBe(true)
      expect(inside(key('c', other, rest))).toBe(other === prefix)
      expect(inside(key('c', prefix + other))).toBe(false)
    }),
  )
})
