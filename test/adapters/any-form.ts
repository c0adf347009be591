import fc from 'fast-check'
import { commands } from '../../commands/index.ts'
import { createKinds } from '../../src/args/kinds.ts'
import type { Reading } from '../../src/core/args.ts'
import type { Invocation } from '../../src/core/chat.ts'
import type { Choice, Field, Form } from '../../src/core/form.ts'
import type { Work } from '../../src/core/work.ts'
import { asPerson, newPerson } from '../../src/features/people.ts'
import { initialSettings } from '../../src/features/settings.ts'
import { createTestBot } from '../test-bot.ts'
import { words } from '../test-house.ts'

const kinds = createKinds(commands)

/** A value of a kind, as it was read, with what its field says besides. */
export type Value = Pick<Field, 'kind' | 'many' | 'choices' | 'max'> & { value: string }

/** Values of a kind. */
export const of = (kind: string, read: fc.Arbitrary<string>, more: Omit<Partial<Value>, 'value'> = {}) =>
  read.map((value): Value => ({ kind, value, ...more }))

/** Lists of a few values, as they are read. */
export const listOf = (one: fc.Arbitrary<string>) =>
  fc.uniqueArray(one, { minLength: 1, maxLength: 4 }).map((all) => JSON.stringify(all))

/** What a field of choices offers. */
export const choices: Choice[] = ['low', 'medium', 'high', 'critical'].map((value) => ({
  value,
  label: value,
  hint: `is ${value}`,
}))

/** One of the choices. */
export const choice = fc.constantFrom(...choices.map(({ value }) => value))

const name = fc.oneof(fc.stringMatching(/^[\p{L}\d][\p{L}\d._ -]{0,20}$/u), fc.constant('nightowl'))

/** People of some spaces, as they are read; their ids are a chat's. */
export const peopleOf = (id: fc.Arbitrary<string>, spaces: string[]) =>
  fc
    .record({
      id,
      name,
      platform: fc.constantFrom('slack', 'discord'),
      space: fc.constantFrom(...spaces),
    })
    .map((it) =>
      JSON.stringify({
        person: `${it.platform}:${it.space}:${it.id}`,
        account: { platform: it.platform, space: it.space, id: it.id },
        name: it.name.trim(),
      }),
    )

/** Values of the kinds that every chat has a control for, around those of one chat. */
export const valuesWith = (
  person: fc.Arbitrary<string>,
  place: fc.Arbitrary<string>,
  text: RegExp,
  ...more: fc.Arbitrary<Value>[]
): fc.Arbitrary<Value> =>
  fc.oneof(
    of('text', fc.stringMatching(text), { max: 10_000 }),
    of('person', person),
    of('member', person),
    of('member', listOf(person), { many: true }),
    of(
      'target',
      fc.constantFrom('member', 'cm', 'manager').map((role) => JSON.stringify({ role })),
    ),
    of(
      'target',
      person.map((it) => `{"who":${it}}`),
    ),
    of('place', place),
    of('integer', fc.integer({ min: 1, max: 999_999 }).map(String)),
    of('link', fc.webUrl()),
    of('word:severity', choice, { choices }),
    ...more,
  )

/** Values with the names of the fields they stand in. */
export const named = (all: readonly Value[]) => all.map((it, index) => ({ ...it, name: `field${index}` }))

/** A form in which values stand as they were read, and were typed as `typed` says. */
export function formWith(all: ReturnType<typeof named>, typed?: (value: Value) => string): Form {
  const fields = all.map(({ value: _value, ...it }): Field => ({ ...it, label: it.name, required: false }))
  const read = Object.fromEntries(all.map((it) => [it.name, it.value]))
  const values = Object.fromEntries(typed === undefined ? [] : all.map((it) => [it.name, typed(it)]))
  return { draft: 'd', command: 'x y', title: 'x y', fields, values, errors: {}, read }
}

/** Reads words of a kind again as somebody in a place, at a time; `many`: a list of them. */
export async function readingAgain(from: Pick<Invocation, 'by' | 'here'>, now: string) {
  const bot = await createTestBot({ now })
  const settings = initialSettings({ zone: 'Europe/Paris', locale: 'en' })
  const anna = asPerson(newPerson('anna', from.by, 'anna', 'cm'), settings)
  const reading = (use: Work): Reading => ({ ...anna, by: anna, here: from.here, now: use.now, words })
  return ({ kind, many }: Pick<Field, 'kind' | 'many'>, typed: string): Promise<string> =>
    bot.look(async (use) => {
      const read = async (one: string) => {
        const found = await kinds[kind]?.read(one, reading(use), use)
        return found !== undefined && 'value' in found ? found.value : JSON.stringify(found)
      }
      if (many !== true) return read(typed)
      return JSON.stringify(await Promise.all(typed.split(/\s*[,;]\s*/).map(read)))
    })
}

/** What a value means: of people only the account counts, since a name is what the directory says. */
export const meaning = (value: string): string =>
  value.replaceAll(/\\*"name\\*":\\*"[^"\\]*\\*",?/g, '').replaceAll(/\\*"person\\*":\\*"[^"\\]*\\*",?/g, '')

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('x'.repeat(10_000), '\u0000', '😀'.repeat(2500)),
)
const anyChoice = fc.record(
  { value: anything, label: anything, hint: anything },
  { requiredKeys: ['value', 'label'] },
)
const anyField: fc.Arbitrary<Omit<Field, 'name'>> = fc.record(
  {
    kind: fc.constantFrom(...Object.keys(kinds), 'never heard of'),
    label: anything,
    help: anything,
    required: fc.boolean(),
    many: fc.boolean(),
    choices: fc.oneof(
      fc.array(anyChoice, { maxLength: 5 }),
      fc.array(anyChoice, { minLength: 26, maxLength: 30 }),
    ),
    max: fc.integer({ min: 1, max: 10_000 }),
  },
  { requiredKeys: ['kind', 'label', 'required'] },
)

/** Any form of so many fields at most, whatever stands in it. */
export function anyForm(most: number): fc.Arbitrary<Form> {
  const part = fc.dictionary(
    fc.constantFrom(...Array.from({ length: most }, (_, nth) => `field${nth}`)),
    anything,
  )
  return fc
    .record({
      fields: fc.array(anyField, { maxLength: most }),
      values: part,
      read: part,
      errors: part,
      shown: part,
      intro: anything,
      linked: fc.boolean(),
    })
    .map(({ fields, linked, ...form }) => ({
      ...{ draft: 'd', command: 'a b', title: 'a b', ...form },
      ...(linked && { linked }),
      fields: fields.map((it, index) => ({ ...it, name: `field${index}` })),
    }))
}

/** What was typed and not read, by field, where no choice takes its place: none of it may be lost. */
export const typedAlone = ({ fields, read = {}, values }: Form): [name: string, typed: string][] =>
  fields
    .filter(({ choices = [], many }) => choices.length === 0 || many === true)
    .flatMap(({ name }): [string, string][] => {
      const typed = values[name] ?? ''
      return read[name] === undefined && typed.trim() !== '' ? [[name, typed.toWellFormed()]] : []
    })
