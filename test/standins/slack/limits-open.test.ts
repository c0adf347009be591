import fc from 'fast-check'
import { expect, test } from 'vitest'
import { problemsOf, type Surface } from './limits.ts'

test('anything at all is judged, and nothing throws', () => {
  const types = fc.constantFrom(
    'section',
    'rich_text',
    'actions',
    'input',
    'plain_text',
    'modal',
    '__proto__',
    'text',
  )
  const names = fc.constantFrom(
    'type',
    'text',
    'blocks',
    'elements',
    'element',
    'options',
    'title',
    '__proto__',
  )
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      types,
      fc.jsonValue(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(names, tie('value'), { maxKeys: 5 }),
    ),
  }))
  const surfaces = fc.constantFrom<Surface>('message', 'modal', 'home')
  fc.assert(
    fc.property(surfaces, value, (surface, payload) => {
      for (const problem of problemsOf(surface, payload)) expect(problem).toMatch(/\S/)
    }),
    { numRuns: 500 },
  )
})
