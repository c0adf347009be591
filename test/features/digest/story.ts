import type { Locale } from '../../../src/core/person.ts'
import type { Work } from '../../../src/core/work.ts'
import { type Escalation, keepEscalation } from '../../../src/features/escalations/record.ts'
import { type Incident, keepIncident } from '../../../src/features/incidents/record.ts'
import { keepOccurrence, keepReminder, type Reminder } from '../../../src/features/reminders/record.ts'
import { answered, at, caseOf, closedCase, dealtWith, post, questionOf, who } from './records.ts'

/** What the people of the story wrote, in the language of their community. */
const said = {
  en: {
    press: 'a journalist has picked up the double charges',
    dms: "@nightowl writes to @otter again, in private, despite February's mediation",
    next: 'decide what comes next',
    answer:
      "Yes, but 24 h only: we decide the rest at 09:30 with @cm_day. Tell @otter we've acted, without details.",
    task: 'time out for 24 h, tell @otter',
    pressQuestion: 'What do we answer, and in whose name?',
    giveaway: "May we pass on a competitor's giveaway?",
    instagram: 'Behind the show: the photographs',
    linkedin: 'Job of the week: customer support, two openings',
    x: 'Reminder of the live',
    live: 'Live Q&A',
    poll: 'Wednesday poll',
  },
  fr: {
    press: 'un journaliste relaie les doubles prélèvements',
    dms: '@nightowl relance @otter en privé malgré la médiation de février',
    next: 'décider de la suite',
    answer:
      'Oui, mais 24 h seulement : la suite se décide à 09:30 avec @cm_day. Dis à @otter que nous avons agi.',
    task: 'exclure 24 h, prévenir @otter',
    pressQuestion: 'Que répondre, et au nom de qui ?',
    giveaway: "Peut-on relayer le concours d'un concurrent ?",
    instagram: 'Coulisses du salon : les photos',
    linkedin: 'Offre de la semaine : support client, deux postes',
    x: 'Rappel du live',
    live: 'Live questions-réponses',
    poll: 'sondage du mercredi',
  },
} as const

const mine = { who: who('cm_day') }
const juniors = { who: who('cm_junior') }
const ready = { link: 'https://example.com/draft' }

function cases(locale: Locale): Incident[] {
  const { dms, next, press } = said[locale]
  const nightowl = { reported: [who('nightowl')] }
  const earlier = [183, 184, 185, 186, 187, 188, 189, 191, 192, 193, 194, 195, 196, 197, 199, 200, 201, 202]
  return [
    closedCase(131, { ...nightowl, logged: placedIn(2026, 12, 18) }, placedIn(2026, 12, 18, 1)),
    closedCase(167, { ...nightowl, logged: placedIn(2027, 1, 22) }, placedIn(2027, 1, 22, 1)),
    closedCase(190, { ...nightowl, logged: placedIn(2027, 2, 19) }, placedIn(2027, 2, 19, 1)),
    // Eighteen cases of the week before, and the three of it that are still open or were on Wednesday.
    ...earlier.map((number, nth) => {
      const logged = at(`${3 + Math.floor(nth / 3)} ${10 + (nth % 3)}:00`)
      return closedCase(number, { logged }, logged + 3_600_000)
    }),
    caseOf(198, { logged: at('2 06:00'), severity: 'low', type: 'technical', owner: who('mod_west') }),
    caseOf(204, { logged: at('7 15:00'), owner: who('mod_south') }),
    closedCase(206, { logged: at('9 15:00') }, at('10 12:00')),
    caseOf(207, { logged: at('9 17:00') }),
    closedCase(209, { logged: at('10 11:00') }, at('10 12:30')),
    closedCase(210, { logged: at('10 15:00') }, at('10 17:00')),
    closedCase(
      211,
      {
        logged: at('02:06'),
        happened: at('02:04'),
        type: 'spam',
        severity: 'high',
        accounts: 43,
        actions: ['removed', 'banned'],
      },
      at('02:41'),
    ),
    caseOf(212, {
      logged: at('02:52'),
      happened: at('02:49'),
      type: 'harassment',
      severity: 'high',
      status: 'progress',
      what: dms,
      ...nightowl,
      affected: [who('otter')],
      owner: who('cm_day'),
      actions: ['timeout'],
      due: { at: at('09:30'), what: next },
    }),
    caseOf(213, { logged: at('04:18'), type: 'other', severity: 'low', status: 'waiting', level: 1 }),
    caseOf(214, {
      logged: at('07:38'),
      happened: at('07:30'),
      type: 'press',
      severity: 'critical',
      status: 'waiting',
      level: 3,
      what: press,
      owner: who('cm_day'),
    }),
  ]
}

const placedIn = (year: number, month: number, day: number, hours = 0): number =>
  Temporal.PlainDateTime.from({ year, month, day, hour: 10 + hours }).toZonedDateTime('Europe/Paris')
    .epochMilliseconds

function questions(locale: Locale): Escalation[] {
  const { answer, giveaway, pressQuestion, task } = said[locale]
  const director = who('director')
  return [
    ...[3, 4, 5, 6, 7, 8].map((day, nth) => answered(183 + nth, at(`${day} 10:30`), nth % 2 === 0 ? 20 : 30)),
    answered(209, at('10 11:10'), 12),
    answered(210, at('10 15:10'), 19),
    {
      ...answered(212, at('02:58'), 43, who('cm_relief')),
      first: { by: who('cm_relief'), at: at('03:41'), text: answer, task, minutes: 43, late: true },
    },
    questionOf(213, { at: at('04:20'), until: at('13:00'), level: 1, asked: [who('cm_day')], why: giveaway }),
    questionOf(214, {
      at: at('07:40'),
      until: at('08:30'),
      level: 3,
      asked: [director],
      by: who('mod_west'),
      why: pressQuestion,
      state: 'paused',
      paused: { by: director, at: at('07:52'), until: at('08:30') },
    }),
  ]
}

async function keepContent(use: Work, locale: Locale): Promise<void> {
  const { instagram, linkedin, live, poll, x } = said[locale]
  const done = [
    post(21, '10 09:00', 'Instagram', 'Portrait', mine),
    post(22, '10 12:00', 'LinkedIn', 'Interview', mine),
    post(23, '10 15:00', 'X', 'Question', mine),
    post(24, '10 17:00', 'Blog', 'Notes', mine),
  ]
  for (const it of done) await keepDate(use, ...dealtWith(it, 'done', at('10 18:00')))
  await keepDate(use, ...dealtWith(post(25, '10 18:00', 'X', poll, juniors), 'not-confirmed', at('10 19:00')))
  const planned: Reminder[] = [
    post(30, '10:00', 'Instagram', instagram, juniors, ready),
    post(31, '12:30', 'LinkedIn', linkedin, mine, ready),
    post(32, '17:00', 'X', x, juniors),
    post(33, '18:30', 'Discord', live, { who: who('mod_south') }, ready),
    post(34, '12 10:00', 'Blog', 'Portrait', mine, ready),
    post(35, '12 15:00', 'X', 'Question', mine, ready),
    ...[15, 17, 18, 19, 23, 24, 25].map((day, nth) => post(36 + nth, `${day} 10:00`, 'X', 'Question', mine)),
  ]
  for (const it of planned) await keepReminder(use, it)
}

async function keepDate(use: Work, ...[it, date]: ReturnType<typeof dealtWith>): Promise<void> {
  await keepReminder(use, it)
  await keepOccurrence(use, date)
}

/** Writes the records of EXAMPLES' night and day as they stand on Thursday 11 March 2027 at 08:00. */
export async function keepStory(use: Work, locale: Locale): Promise<void> {
  for (const it of cases(locale)) await keepIncident(use, it)
  for (const it of questions(locale)) await keepEscalation(use, it)
  await keepContent(use, locale)
}
