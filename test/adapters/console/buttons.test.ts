import { expect, test } from 'vitest'
import { createButtons } from '../../../src/adapters/console/buttons.ts'
import { place } from './fixtures.ts'

test('a label means the latest button that bears it and that one can see', () => {
  const buttons = createButtons()
  const done = (ref: string) => ({ label: 'Done', command: 'reminder done', input: { ref } })
  buttons.number(done('1'), { place: place('@anna'), id: 'a' })
  buttons.number(done('2'), { place: place('team'), id: 'b' })
  buttons.number(done('3'), { place: place('@ben'), id: 'c' })
  expect(buttons.find('Done', 'anna')).toMatchObject({ shown: { number: 2 } })
  expect(buttons.find('done', 'ben')).toMatchObject({ shown: { number: 3 } })
  expect(buttons.find('1', 'ben')).toMatchObject({ shown: { number: 1 } })
})
