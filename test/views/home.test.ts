import { expect, test } from 'vitest'
import type { Card } from '../../src/core/card.ts'
import { type Locale, type Person, type Role, roleMay } from '../../src/core/person.ts'
import { keepEscalation } from '../../src/features/escalations/record.ts'
import { addressOf, occurrenceAddress } from '../../src/features/former.ts'
import { keepIncident } from '../../src/features/incidents/record.ts'
import { keepOccurrence, keepReminder } from '../../src/features/reminders/record.ts'
import { homeCard } from '../../src/views/home.ts'
import { at, caseOf, dealtWith, post, questionOf, records, who, zone } from '../features/digest/records.ts'
import { keepStory } from '../features/digest/story.ts'
import { textOf } from '../text-of.ts'

const reading = (name: string, role: Role, given: Partial<Person> = {}): Person => ({
  id: who(name).person,
  name,
  role,
  supervised: false,
  accounts: [who(name).account],
  locale: 'en',
  zone,
  sees: role === 'member' ? 'community' : 'team',
  may: (capability) => roleMay(role, capability),
  ...given,
})

/** What somebody's Home shows at 08:00 of the story's Thursday. */
async function told(person: Person, locale: Locale = person.locale): Promise<string> {
  const { look, write } = await records(at('08:00'), locale)
  await write((use) => keepStory(use, locale))
  return textOf({ ...(await look((use) => homeCard(use, person))), for: person }, at('08:00'))
}

test('a community manager reads the verdict, what waits by deadline, and their own reminders', async () => {
  expect(await told(reading('cm_day', 'cm'))).toBe(
    `RED · Thursday 11 March, 08:00
Press: a journalist has picked up the double charges.
3 things wait for you, the first at 08:30.
To decide
1. INC-214 · press · critical · by 08:30
@director has been on it since 07:52. Until then nobody replies to the post.
2. INC-212 · harassment · high · by 09:30
@nightowl towards @otter, 4th incident in 90 days. @cm_relief answered at 03:41: time out for 24 h, tell @otter. Decide what comes next.
3. INC-213 · @mod_est asks (04:20) · by 13:00
"May we pass on a competitor's giveaway?"
[Open INC-214] [Decide INC-212] [Answer @mod_est]
Your reminders today
12:30 LinkedIn · Job of the week · R31
Your reminders tomorrow
10:00 Blog · Portrait · R34
15:00 X · Question · R35
[New reminder] [Log an incident] [Digest now] [Open incidents] [My reminders] [Help] [My language and zone]`,
  )
})

test('it is in the language and zone of whoever reads', async () => {
  const text = await told(reading('cm_day', 'cm', { locale: 'fr', zone: 'America/New_York' }))
  expect(text).toContain('ROUGE · jeudi 11 mars, 02:00')
  expect(text).toContain('3 points en attente, le premier à 02:30.')
  expect(text).toContain('À décider\n1. INC-214 · presse · critique · avant 02:30')
  expect(text).toContain("Mes rappels aujourd'hui\n06:30 LinkedIn")
})

test('a manager is asked without a member being named, and sees how the community is set up', async () => {
  const text = await told(reading('director', 'manager'))
  expect(text).not.toMatch(/nightowl|otter/)
  expect(text).toContain(`1 thing waits for you, at 08:30.
To decide
1. INC-214 · @mod_west asks (07:40) · by 08:30
"What do we answer, and in whose name?"
[Answer @mod_west]`)
  expect(text).toContain(`First steps
○ Channels: where incidents, questions and the digest are posted
[Choose channels]`)
  expect(text).toContain('Settings\nEnglish · Europe/Paris · working hours 09:00-18:00 · no channel chosen')
})

test('a moderator sees the cases they have, and nothing of the settings', async () => {
  const text = await told(reading('mod_west', 'moderator'))
  expect(text).toContain('Nothing waits for you.\nYour incidents\nINC-198 · technical · low · open')
  expect(text).toContain('[Open INC-198]')
  expect(text).not.toMatch(/Settings|First steps/)
})

test('a quiet day reads well, and empty parts are absent', async () => {
  const { look } = await records(at('08:00'))
  const person = reading('cm_day', 'cm')
  const card = await look((use) => homeCard(use, person))
  expect(card.sections).toBeUndefined()
  expect(textOf({ ...card, for: person }, at('08:00'))).toBe(
    `QUIET · Thursday 11 March, 08:00
Nothing urgent.
Nothing waits for you.
[New reminder] [Log an incident] [Digest now] [Open incidents] [My reminders] [Help] [My language and zone]`,
  )
})

test('a member sees their own reminders and what they can do, nothing of the team', async () => {
  const { look, write } = await records(at('08:00'))
  await write(async (use) => {
    await keepStory(use, 'en')
    await keepReminder(
      use,
      post(90, '20:00', undefined, 'Water the plants', { who: who('otter') }, { personal: true }),
    )
  })
  const person = reading('otter', 'member')
  expect(textOf({ ...(await look((use) => homeCard(use, person))), for: person }, at('08:00'))).toBe(
    `Your day
Nothing waits for you.
Here you can keep reminders of your own: what, when, and they come to you.
Your reminders today
20:00 · Water the plants · R90
[New reminder] [My reminders] [Help] [My language and zone]`,
  )
})

test('what was sent and nobody pressed has its buttons; what is done is gone', async () => {
  const { look, write } = await records(at('08:00'))
  const whose = { who: who('cm_day') }
  await write(async (use) => {
    for (const [it, date] of [
      dealtWith(post(1, '07:30', 'X', 'Good morning', whose), 'sent', at('07:30')),
      dealtWith(post(2, '10 18:00', 'X', 'Wednesday poll', whose), 'not-confirmed', at('10 19:00')),
      dealtWith(post(3, '07:00', 'X', 'Early bird', whose), 'done', at('07:05')),
      dealtWith(post(4, '10 09:00', 'X', 'Yesterday', whose), 'missed', at('10 12:00')),
    ]) {
      await keepReminder(use, it)
      await keepOccurrence(use, date)
    }
  })
  const person = reading('cm_day', 'cm')
  const card = await look((use) => homeCard(use, person))
  const text = textOf({ ...card, for: person }, at('08:00'))
  expect(text).toContain('2 things wait for you.')
  expect(text).toContain(`Reminders waiting
Wed 10 March, 18:00 X · Wednesday poll · R2
[Posted] [Later] [Skip this one]
07:30 X · Good morning · R1
[Posted] [Later] [Skip this one]`)
  expect(text).not.toMatch(/Early bird|Yesterday ·/)
  expect(card.sections?.[1]?.buttons?.[0]).toMatchObject({
    command: 'reminder done',
    input: {
      ref: addressOf('home', 1),
      date: occurrenceAddress('home', '1-1-20270311T0730'),
    },
  })
})

test('however much there is, a Home stays short and says what it leaves out', async () => {
  const { look, write } = await records(at('08:00'))
  const me = who('cm_day')
  await write(async (use) => {
    for (let number = 1; number <= 60; number++)
      await keepIncident(use, caseOf(number, { logged: at('06:00'), severity: 'low', owner: me }))
    for (let number = 61; number <= 80; number++) {
      await keepIncident(use, caseOf(number, { logged: at('06:00'), severity: 'low' }))
      const until = at('12:00') + number
      await keepEscalation(use, questionOf(number, { at: at('07:00'), until, level: 2, asked: [me] }))
    }
    for (let number = 1; number <= 40; number++) {
      await keepReminder(use, post(number, '12:30', 'X', `Post ${number}`, { who: me }))
      const fired = dealtWith(
        post(number + 40, '07:30', 'X', `Sent ${number}`, { who: me }),
        'sent',
        at('07:30'),
      )
      await keepReminder(use, fired[0])
      await keepOccurrence(use, fired[1])
    }
  })
  const card = await look((use) => homeCard(use, reading('cm_day', 'cm')))
  const more = (card.sections ?? []).flatMap(({ more: left }) => (left === undefined ? [] : [left]))
  expect(more).toEqual([
    { count: 15, command: '/incident list' },
    { count: 37, command: '/reminder list state:sent' },
    { count: 34, command: '/reminder mine' },
    { count: 55, command: '/incident list' },
  ])
  expect(linesOf(card)).toBeLessThan(30)
  expect(buttonsOf(card)).toBeLessThan(30)
})

const linesOf = ({ sections = [] }: Card) => sections.reduce((sum, { lines }) => sum + lines.length, 0)
const buttonsOf = ({ buttons = [], sections = [] }: Card) =>
  buttons.length + sections.reduce((sum, section) => sum + (section.buttons?.length ?? 0), 0)
