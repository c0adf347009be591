import { expect, test } from 'vitest'
import type { Card } from '../../../src/core/card.ts'
import type { Audience } from '../../../src/core/house.ts'
import type { Locale, Role } from '../../../src/core/person.ts'
import { readBack, readFacts } from '../../../src/features/digest/facts.ts'
import { keepIncident } from '../../../src/features/incidents/record.ts'
import { keepOccurrence, keepReminder } from '../../../src/features/reminders/record.ts'
import { backCard, type Drawing, digestCard, isEmpty } from '../../../src/views/digest/index.ts'
import { textOf } from '../../text-of.ts'
import { at, caseOf, dealtWith, post, records, who, zone } from './records.ts'
import { keepStory } from './story.ts'

type Records = Awaited<ReturnType<typeof records>>

const drawing = (
  { house }: Records,
  locale: Locale,
  audience: Audience,
  person?: [string, Role],
): Drawing => ({
  reader: { locale, zone, sees: 'team' },
  for: {
    audience,
    ...(person === undefined ? {} : { person: { id: who(person[0]).person, role: person[1] } }),
  },
  routine: house.routine[locale],
  words: house.words,
  t: house.words.t(locale),
})

/** French has non-breaking spaces where EXAMPLES has plain ones. */
const shown = (card: Card, locale: Locale, now = at('08:00')): string =>
  textOf({ ...card, for: { locale, zone, sees: 'team' } }, now).replaceAll('\u00a0', ' ')

async function morning(locale: Locale, audience: Audience, person?: [string, Role]): Promise<string> {
  const it = await records(at('08:00'), locale)
  await it.write((use) => keepStory(use, locale))
  const facts = await it.look((use) => readFacts(use))
  return shown(digestCard(facts, drawing(it, locale, audience, person)), locale)
}

test("the community manager reads the story's morning as it is in EXAMPLES", async () => {
  expect(await morning('en', 'cm', ['cm_day', 'cm'])).toBe(`RED · Thursday 11 March, 08:00
Press: a journalist has picked up the double charges.
3 things wait for you, the first at 08:30.
TO DECIDE
1. INC-214 · press · critical · by 08:30
@director has been on it since 07:52. Until then nobody replies to the post.
2. INC-212 · harassment · high · by 09:30
@nightowl towards @otter, 4th incident in 90 days. @cm_relief answered at 03:41: time out for 24 h, tell @otter. Decide what comes next.
3. INC-213 · @mod_est asks (04:20) · by 13:00
"May we pass on a competitor's giveaway?"
OVERNIGHT
INC-211 · spam, 02:04 to 02:41 · 43 accounts banned · resolved
Since yesterday 08:00: 6 opened, 4 resolved. Open now: 6.
TODAY
10:00 Instagram · Behind the show · @cm_junior · ready
12:30 LinkedIn · Job of the week · you · ready
17:00 X · Reminder of the live · @cm_junior · scheduled
18:30 Discord · Live Q&A · @mod_south · ready
Not confirmed: yesterday 18:00, X, Wednesday poll (@cm_junior)
KEEP AN EYE ON
INC-198 is 9 days old (@mod_west) · INC-207 has no owner
24 h: 6 incidents (average 3) · first answer 19 min (25)
Content done: 4 of 5 · late answers: 1 (INC-212)
TOMORROW 2 posts ready · gaps: Tue 16, Mon 22
[Open INC-214] [Decide INC-212] [Answer @mod_est]`)
})

test('the same in French says tu', async () => {
  expect(await morning('fr', 'cm', ['cm_day', 'cm'])).toBe(`ROUGE · jeudi 11 mars, 08:00
Presse : un journaliste relaie les doubles prélèvements.
3 points t'attendent, le premier à 08:30.
À DÉCIDER
1. INC-214 · presse · critique · avant 08:30
@director s'en charge depuis 07:52. D'ici là, personne ne répond à la publication.
2. INC-212 · harcèlement · élevée · avant 09:30
@nightowl envers @otter, 4e incident en 90 jours. @cm_relief à 03:41 : exclure 24 h, prévenir @otter. Décider de la suite.
3. INC-213 · question de @mod_est (04:20) · avant 13:00
« Peut-on relayer le concours d'un concurrent ? »
CETTE NUIT
INC-211 · spam, 02:04 à 02:41 · 43 comptes bannis · clos
Depuis hier 08:00 : 6 ouverts, 4 clos. Ouverts maintenant : 6.
AUJOURD'HUI
10:00 Instagram · Coulisses du salon · @cm_junior · prêt
12:30 LinkedIn · Offre de la semaine · toi · prêt
17:00 X · Rappel du live · @cm_junior · prévu
18:30 Discord · Live questions-réponses · @mod_south · prêt
Non confirmé : hier 18:00, X, sondage du mercredi (@cm_junior)
À SUIVRE
INC-198 a 9 jours (@mod_west) · INC-207 sans responsable
24 h : 6 incidents (moyenne 3) · 1re réponse 19 min (25)
Contenus faits : 4 sur 5 · réponses hors délai : 1 (INC-212)
DEMAIN 2 contenus prêts · trous : mar. 16, lun. 22
[Ouvrir INC-214] [Décider INC-212] [Répondre à @mod_est]`)
})

test('the manager reads ten lines at most, no member named, the decision before the night', async () => {
  expect(await morning('en', 'manager', ['director', 'manager'])).toBe(`RED · Thursday 11 March, 08:00
Press: a journalist has picked up the double charges (07:30).
You have been on it since 07:52 (INC-214), answer promised for 08:30.
To decide: "What do we answer, and in whose name?"
Overnight: spam contained in 37 min, 43 accounts banned (INC-211).
One harassment case (INC-212): timed out, next step at 09:30.
24 h: 6 incidents (average 3), 4 resolved, 6 open, 2 of them serious.
First answer to moderators: 19 min (average 25), 1 late.
Content: 4 of 5 done yesterday, 4 planned today.
[Answer] [See INC-214]`)
})

test('to a manager French says vous', async () => {
  expect(await morning('fr', 'manager', ['director', 'manager'])).toBe(`ROUGE · jeudi 11 mars, 08:00
Presse : un journaliste relaie les doubles prélèvements (07:30).
Vous vous en chargez depuis 07:52 (INC-214), réponse promise à 08:30.
À décider : « Que répondre, et au nom de qui ? »
Cette nuit : spam contenu en 37 min, 43 comptes bannis (INC-211).
Un harcèlement (INC-212) : exclusion temporaire, suite à 09:30.
24 h : 6 incidents (moyenne 3), 4 clos, 6 ouverts dont 2 graves.
1re réponse aux modérateurs : 19 min (moyenne 25), 1 hors délai.
Contenus : 4 faits sur 5 hier, 4 prévus aujourd'hui.
[Répondre] [Voir INC-214]`)
})

test('a moderator reads the night, the answers to their questions, their cases and the open ones', async () => {
  expect(await morning('en', 'moderator', ['mod_est', 'moderator'])).toBe(`RED · Thursday 11 March, 08:00
Press: a journalist has picked up the double charges.
Nothing waits for you.
OVERNIGHT
INC-211 · spam, 02:04 to 02:41 · 43 accounts banned · resolved
INC-212 · harassment · high · @cm_day
INC-214 · press · critical · @cm_day
Since yesterday 08:00: 6 opened, 4 resolved. Open now: 6.
WAITING FOR AN ANSWER
INC-213 · your question (04:20) · @cm_day · by 13:00
ANSWERED
INC-209: @head_comm answered yesterday 11:22
INC-210: @head_comm answered yesterday 15:29
INC-212: @cm_relief answered at 03:41
OPEN
INC-204 · complaint · medium · @mod_south
INC-207 · complaint · medium · no owner
INC-198 · technical · low · @mod_west`)
})

test('in a place nobody is addressed', async () => {
  const text = await morning('fr', 'cm')
  expect(text).toContain('3 points à décider, le premier à 08:30.')
  expect(text).toContain('12:30 LinkedIn · Offre de la semaine · @cm_day · prêt')
  expect(text).not.toMatch(/\b(tu|toi|vous)\b|t'attend/)
})

async function friday(locale: Locale) {
  const it = await records(at('12 08:00'), locale)
  await it.write(async (use) => {
    const known = { owner: who('mod_est'), due: { at: at('15 10:00'), what: 'look again' } }
    const fix = locale === 'en' ? 'the fix' : 'le correctif'
    await keepIncident(
      use,
      caseOf(204, { logged: at('7 15:00'), owner: who('cm_day'), due: { at: at('12 10:00'), what: fix } }),
    )
    await keepIncident(use, caseOf(212, { ...known, logged: at('02:52'), severity: 'high' }))
    await keepIncident(
      use,
      caseOf(214, { ...known, logged: at('07:38'), severity: 'critical', status: 'monitoring' }),
    )
    await keepIncident(use, caseOf(216, { ...known, logged: at('15:20') }))
    await keepReminder(
      use,
      post(
        30,
        '12 10:00',
        'Instagram',
        'Behind the show',
        { who: who('cm_junior') },
        { link: 'https://example.com' },
      ),
    )
  })
  return { it, facts: await it.look((use) => readFacts(use)) }
}

test('a quiet morning is two lines and the content of the day', async () => {
  const { facts, it } = await friday('en')
  const card = digestCard(facts, drawing(it, 'en', 'cm', ['cm_day', 'cm']))
  expect(shown(card, 'en', at('12 08:00'))).toBe(`QUIET · Friday 12 March, 08:00
Nothing urgent. 1 thing waits for you: INC-204, the fix, at 10:00.
TODAY
10:00 Instagram · Behind the show · @cm_junior · ready
[Decide INC-204]`)
})

test('a quiet morning in French', async () => {
  const { facts, it } = await friday('fr')
  const card = digestCard(facts, drawing(it, 'fr', 'cm', ['cm_day', 'cm']))
  expect(shown(card, 'fr', at('12 08:00')).split('\n').slice(0, 2)).toEqual([
    'CALME · vendredi 12 mars, 08:00',
    "Rien d'urgent. 1 point t'attend : INC-204, le correctif, à 10:00.",
  ])
})

test('with nothing to do a place gets one line, and a private digest is not sent', async () => {
  const it = await records(at('12 08:00'))
  await it.write(async (use) => {
    for (const number of [1, 2])
      await keepReminder(
        use,
        post(
          number,
          `12 1${number}:00`,
          'X',
          'Question',
          { who: who('cm_junior') },
          { link: 'https://example.com' },
        ),
      )
  })
  const facts = await it.look((use) => readFacts(use))
  const inPlace = drawing(it, 'en', 'cm')
  expect(shown(digestCard(facts, inPlace), 'en')).toBe('Quiet. Nothing waiting, 2 posts ready.')
  expect(isEmpty(facts, inPlace)).toBe(false)
  expect(isEmpty(facts, drawing(it, 'en', 'moderator', ['mod_est', 'moderator']))).toBe(true)
  expect(isEmpty(facts, drawing(it, 'en', 'cm', ['cm_day', 'cm']))).toBe(false)
})

test('the notification says how things stand, why, and how many things wait', async () => {
  const it = await records(at('08:00'))
  await it.write((use) => keepStory(use, 'en'))
  const facts = await it.look((use) => readFacts(use))
  const { summary = '' } = digestCard(facts, drawing(it, 'en', 'cm', ['cm_day', 'cm']))
  expect(shown({ text: summary }, 'en')).toBe(`RED · Thursday 11 March, 08:00
Press: a journalist has picked up the double charges.
3 things wait for you, the first at 08:30.`)
})

test('the routine decides which parts show, and in which order', async () => {
  const it = await records(at('08:00'))
  await it.write((use) => keepStory(use, 'en'))
  const facts = await it.look((use) => readFacts(use))
  const own = { audience: ['cm' as const], title: 'x' }
  const routine = [
    { ...own, id: 'b', at: '08:00', shows: ['today'] },
    { ...own, id: 'a', at: '09:00', shows: ['night', 'today'] },
    { ...own, id: 'c', at: '10:00', audience: ['manager' as const], shows: ['numbers'] },
  ]
  const card = digestCard(facts, { ...drawing(it, 'en', 'cm', ['cm_day', 'cm']), routine })
  expect(card.sections?.map(({ title }) => title)).toEqual(['TO DECIDE', 'TODAY', 'OVERNIGHT'])
})

test('a day that is over is looked back on, without what stands now', async () => {
  const it = await records(at('08:00'))
  await it.write((use) => keepStory(use, 'en'))
  const facts = await it.look((use) => readBack(use, '2027-03-10'))
  expect(
    shown(backCard(facts, drawing(it, 'en', 'cm', ['cm_day', 'cm'])), 'en'),
  ).toBe(`Looking back · Wednesday 10 March
THAT DAY
2 opened, 3 resolved.
CONTENT
09:00 Instagram · Portrait · you · posted 18:00
12:00 LinkedIn · Interview · you · posted 18:00
15:00 X · Question · you · posted 18:00
17:00 Blog · Notes · you · posted 18:00
18:00 X · Wednesday poll · @cm_junior · not confirmed
24 h: 2 incidents (average 3) · first answer 16 min (25)
Content done: 4 of 5`)
})

test('content that is stuck is decided on above, and only pointed at below', async () => {
  const it = await records(at('08:00'))
  await it.write(async (use) => {
    const [reminder, date] = dealtWith(
      post(30, '10:00', 'Instagram', 'Behind the show', { who: who('cm_junior') }),
      'paused',
      at('07:00'),
    )
    await keepReminder(use, reminder)
    await keepOccurrence(use, { ...date, why: 'archived' })
    await keepIncident(
      use,
      caseOf(204, {
        logged: at('10 15:00'),
        owner: who('cm_day'),
        due: { at: at('09:00'), what: 'the fix' },
      }),
    )
  })
  const facts = await it.look((use) => readFacts(use))
  expect(
    shown(digestCard(facts, drawing(it, 'en', 'cm', ['cm_day', 'cm'])), 'en'),
  ).toBe(`QUIET · Thursday 11 March, 08:00
Nothing urgent. 2 things wait for you, the first at 09:00.
TO DECIDE
1. INC-204 · complaint · medium · by 09:00
Somebody complained. The fix.
2. Instagram, Behind the show · paused: the channel is archived · by 10:00
TODAY
10:00 Instagram · Behind the show · @cm_junior · see 2
[Decide INC-204] [Resume R30]`)
})

test('a list that is cut names the command that shows the rest', async () => {
  const it = await records(at('08:00'))
  await it.write(async (use) => {
    for (let number = 1; number <= 40; number++) {
      await keepReminder(use, post(number, '12:00', 'X', 'Question', { role: 'cm' }))
      const [reminder, date] = dealtWith(
        post(number + 100, '10 18:00', 'X', 'Poll', { role: 'cm' }),
        'not-confirmed',
        at('10 19:00'),
      )
      await keepReminder(use, reminder)
      await keepOccurrence(use, date)
    }
  })
  const facts = await it.look((use) => readFacts(use))
  const text = shown(digestCard(facts, drawing(it, 'en', 'cm', ['cm_day', 'cm'])), 'en')
  expect(text).toMatch(/\n\+\d+ more: \/reminder list days:1\n/)
  expect(text).toMatch(/\n\+\d+ more not confirmed: \/reminder list state:"not confirmed"\n/)
})
