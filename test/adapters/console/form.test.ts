import { expect, test } from 'vitest'
import type { Form } from '../../../src/core/form.ts'
import { createTestConsole } from './fixtures.ts'

test('an empty line leaves out what was wrong and is not needed', async () => {
  const form: Form = {
    draft: 'd1',
    command: 'incident log',
    title: 'incident log',
    fields: [
      { name: 'what', kind: 'text', label: 'What happened', required: true },
      { name: 'severity', kind: 'word:severity', label: 'Severity', required: false },
    ],
    values: { what: 'Spam', severity: 'hi' },
    errors: { severity: '“hi” is not one of the choices.' },
  }
  const { say, asked } = await createTestConsole({
    answers: [''],
    accept: ({ draft }) =>
      draft === undefined ? { form } : { answers: 'asker', run: async () => ({ card: { text: 'Logged.' } }) },
  })
  expect(await say('/incident log Spam severity:hi')).toMatch(/Logged\.$/)
  expect(asked.at(-1)).toMatchObject({ draft: 'd1', input: { severity: '' } })
})

test('a field goes by its own word, where that is the word of another argument too', async () => {
  const form: Form = {
    draft: 'd1',
    command: 'incident resolve',
    title: 'incident clore',
    fields: [{ name: 'reason', kind: 'word:reason', label: 'Motif', required: true }],
    values: { ref: '1' },
    errors: {},
  }
  const { say, asked } = await createTestConsole({
    accept: ({ draft }) =>
      draft === undefined ? { form } : { answers: 'asker', run: async () => ({ card: { text: 'Clos.' } }) },
  })
  const [, number] = /press (\d+)/.exec(await say('/incident clore INC-1')) ?? []
  expect(await say(`/appuyer ${number} motif:"contenu retiré"`)).toBe('Clos.')
  expect(asked.at(-1)).toMatchObject({ draft: 'd1', input: { reason: 'contenu retiré' } })
})
