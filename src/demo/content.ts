import type { Step } from './step.ts'

/** The winter's Tuesdays and Fridays on which a tip went out. */
const tips = [
  '2026-12-18',
  '2026-12-22',
  '2026-12-29',
  ...Array.from({ length: 18 }, (_, n) =>
    Temporal.PlainDate.from('2027-01-05')
      .add({ days: Math.floor(n / 2) * 7 + (n % 2) * 3 })
      .toString(),
  ),
]

/** What went out on the Wednesday before the night, and at what time it was posted. */
const wednesday = [
  ['09:00', '09:06', 'Instagram', 'Portrait of a member', "Portrait d'un membre"],
  ['11:30', '11:32', 'LinkedIn', 'A look back at the meetup', 'Retour sur la rencontre'],
  ['14:00', '14:10', 'forum', 'Questions of the month', 'Questions du mois'],
  ['16:00', '16:03', 'Discord', 'What the live is about', 'Au menu du live'],
] as const

/** The content that was planned before the story begins: a winter of it, and the fortnight to come but for two gaps. */
export const content: readonly Step[] = [
  ...tips.flatMap((date): Step[] => [
    {
      at: `${date}T09:30`,
      by: 'cm_junior',
      en: '/reminder add Tip of the day network:X when:"today 10:00"',
      fr: '/rappel ajouter Astuce du jour réseau:X quand:"aujourd\'hui 10h"',
    },
    { at: `${date}T10:04`, by: 'cm_junior', en: '/reminder done last', fr: '/rappel fait dernier' },
  ]),
  {
    at: '2027-03-08T10:00',
    by: 'cm_junior',
    en: '/reminder add Wednesday poll network:X when:"every wednesday 18:00"',
    fr: '/rappel ajouter Sondage du mercredi réseau:X quand:"tous les mercredis à 18h"',
  },
  {
    at: '2027-03-08T10:05',
    by: 'cm_day',
    en: '/reminder add The week in short network:newsletter link:https://example.com/letter when:"every friday 9:00"',
    fr: '/rappel ajouter La semaine en bref réseau:newsletter lien:https://example.com/lettre quand:"tous les vendredis à 9h"',
  },
  {
    at: '2027-03-08T10:10',
    by: 'cm_day',
    en: '/reminder add Five questions to a gardener network:blog link:https://example.com/gardener when:"12 March 15:00"',
    fr: '/rappel ajouter Cinq questions à un jardinier réseau:blog lien:https://example.com/jardinier quand:"12 mars à 15h"',
  },
  {
    at: '2027-03-08T10:15',
    by: 'cm_day',
    en: '/reminder add The team at work network:LinkedIn when:"15 March 12:00"',
    fr: '/rappel ajouter L\'équipe au travail réseau:LinkedIn quand:"15 mars à 12h"',
  },
  {
    at: '2027-03-08T10:20',
    by: 'cm_day',
    en: '/reminder add Spring photos network:Instagram when:"23 March 10:00"',
    fr: '/rappel ajouter Photos de printemps réseau:Instagram quand:"23 mars à 10h"',
  },
  ...wednesday.map(
    ([at, , network, en, fr]): Step => ({
      at: '2027-03-09T09:30',
      by: 'cm_day',
      en: `/reminder add ${en} network:${network} link:https://example.com/${network} when:"tomorrow ${at}"`,
      fr: `/rappel ajouter "${fr}" réseau:${network} lien:https://example.com/${network} quand:"demain à ${at}"`,
    }),
  ),
  ...wednesday.map(
    ([, at], n): Step => ({
      at: `2027-03-10T${at}`,
      by: 'cm_day',
      en: `/reminder done R${tips.length + 6 + n}`,
      fr: `/rappel fait R${tips.length + 6 + n}`,
    }),
  ),
]
