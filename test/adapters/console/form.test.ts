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
