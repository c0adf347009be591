import fc from 'fast-check'
import { expect, test } from 'vitest'
import { problemsOf, type Surface } from './limits.ts'

test('anything at all is judged, and nothing throws', () => {
  const names = fc.constantFrom(
    ...['type', 'components', 'component', 'accessory', 'options', 'choices', 'name', 'embeds', 'flags'],
    ...['content', 'label', 'value', 'name_localizations', 'allowed_mentions', '__proto__'],
  )
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(1, 2, 3, 4, 9, 10, 12, 17, 18, 1 << 15, 'fr', '__proto__', null),
      fc.jsonValue(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(names, tie('value'), { maxKeys: 5 }),
    ),
  }))
  const surfaces = fc.constantFrom<Surface>('message', 'modal', 'command', 'commands', 'choices')
  fc.assert(
    fc.property(surfaces, value, (surface, payload) => {
      for (const problem of problemsOf(surface, payload)) expect(problem).toMatch(/\S/)
    }),
    { numRuns: 1000 },
  )
})
