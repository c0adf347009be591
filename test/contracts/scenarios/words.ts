import { day, est, general, moderation, nightowl, otter, until, west } from './cast.ts'
import type { Chapter } from './scenario.ts'

const nasty = '@everyone <!channel> <@U1> **x** _y_ `z` [a](https://evil.example) <t:0> & > ‹ok›'
const long = 'What was said, again and again, until it filled pages. '.repeat(50).trim()
const threat = 'You will regret this, @otter'

/** What becomes of words that are not Vigie's. */
export const wordsOfOthers: Chapter = {
  about: 'what people write',
  scenarios: [
    {
      title: 'is kept as it was written, formats nothing, and calls nobody',
      story: [
        est.types('incident log', { what: nasty, type: 'insults' }),
        moderation.shows(
          'INC-1 · Insults · medium severity · IN PROGRESS',
          'INC-1 · Insultes · gravité moyenne · EN COURS',
        ),
        west.types('incident note', { ref: 'INC-1', text: nasty }),
        moderation.thread('INC-1').shows(`10:00 @mod_west: ${nasty}`, `10:00 @mod_west : ${nasty}`),
        day.types('reminder add', { what: nasty, when: '2027-03-11T11:00', place: '#general' }),
        until('11:00'),
        general.shows('11:00 · to do now · @cm_day', '11:00 · à faire maintenant · @cm_day', {
          notifies: ['cm_day'],
        }),
      ],
      leaves: {
        'incident/1': { what: nasty },
        'incident-step/1/2': { text: nasty },
        'reminder/1': { what: nasty },
      },
    },
    {
      title: 'is kept whole however long it is',
      story: [
        est.types('incident log', { what: long, type: 'complaint' }),
        est.types('incident show', { ref: 'INC-1' }),
        est.reads(
          'INC-1 · Complaint · medium severity · IN PROGRESS',
          'INC-1 · Réclamation · gravité moyenne · EN COURS',
        ),
      ],
      leaves: { 'incident/1': { what: long } },
    },
    {
      title: 'becomes a case from the menu of the message, with a copy of it, and is copied once',
      needs: 'menus on messages',
      story: [
        nightowl.writes(threat),
        est.picks('incident log', threat),
        est.isAsked('incident log'),
        est.fills({ type: 'harassment' }),
        est.reads(
          'INC-1 · harassment · high · logged 10:00',
          'INC-1 · harcèlement · élevée · enregistré à 10:00',
        ),
        until('10:05'),
        nightowl.writes('I know where you live'),
        est.picks('incident evidence', 'I know where you live'),
        est.fills({ ref: 'INC-1' }),
        est.reads(
          'INC-1 · evidence: 1 message copied by Vigie.',
          'INC-1 · preuves : 1 message copié par Vigie.',
        ),
        west.picks('incident evidence', 'I know where you live'),
        west.fills({ ref: 'INC-1' }),
        west.reads(
          'Already kept in INC-1, by @mod_est (10:05).',
          'Déjà gardé dans INC-1, par @mod_est (10:05).',
        ),
      ],
      leaves: {
        'incident/1': { what: threat, reported: ['@nightowl'], happened: '2027-03-11T10:00', evidence: 2 },
        'incident-evidence/1/1': { by: '@mod_est', quote: { author: '@nightowl', text: threat } },
        'incident-evidence/1/2': { quote: { text: 'I know where you live', at: '2027-03-11T10:05' } },
      },
    },
    {
      title: 'is come back to: a reminder of a message leads there',
      needs: 'menus on messages',
      story: [
        otter.writes('When is the live?'),
        day.picks('reminder add', 'When is the live?'),
        day.fills({ when: { en: 'in 2 hours', fr: 'dans 2 heures' } }),
        until('12:00'),
        day.gets('12:00 · to do now', '12:00 · à faire maintenant'),
      ],
      leaves: {
        'reminder/1': {
          link: 'the way to the message',
          for: { who: '@cm_day' },
          rule: { from: '2027-03-11T12:00' },
        },
      },
    },
  ],
}

/** How somebody finds out what there is. */
export const help: Chapter = {
  about: 'help',
  scenarios: [
    {
      title: 'shows what somebody may do, and how it is typed',
      story: [
        est.types('help show'),
        est.reads('What you can do here', "Ce qu'on peut faire ici"),
        est.types('help show', { topic: { en: 'incident log', fr: 'incident enregistrer' } }),
        est.reads(
          '/incident log · Write an incident down',
          '/incident enregistrer · Enregistrer un incident',
        ),
        est.types('help show', { topic: { en: 'settings role', fr: 'réglages rôle' } }),
        est.reads(
          '/settings role is for the role manager and above;',
          '/réglages rôle demande au moins le rôle responsable',
        ),
        otter.types('help show', {}, '#general'),
        otter.reads('What you can do here', "Ce qu'on peut faire ici"),
      ],
      leaves: { 'person/@otter': { role: 'member' } },
    },
  ],
}
