import { est, moderation, until, west } from './cast.ts'
import type { Chapter } from './scenario.ts'

const gifts = { what: 'Gift links in #help', type: 'spam' }
const rude = { what: 'Rude to @otter', type: 'insults', member: '@nightowl' }

/** How a case is written down, once, and found again. */
export const incidents: Chapter = {
  about: 'an incident',
  scenarios: [
    {
      title: 'is logged with one line, and its card hangs where the team moderates',
      story: [
        est.types('incident log', { ...gifts, member: '@nightowl' }),
        est.reads('INC-1 · spam · high · logged 10:00', 'INC-1 · spam · élevée · enregistré à 10:00', {
          buttons: ['Resolve', 'Add evidence', 'Ask', 'Undo'],
        }),
        moderation.shows(
          'INC-1 · Spam · high severity · IN PROGRESS',
          'INC-1 · Spam · gravité élevée · EN COURS',
          { buttons: ['Note', 'Add evidence', 'Ask', "I'll take it", 'Resolve'] },
        ),
      ],
      leaves: {
        'incident/1': {
          ...{ what: 'Gift links in #help', type: 'spam', severity: 'high', status: 'progress' },
          ...{ by: '@mod_est', owner: '@mod_est', reported: ['@nightowl'], card: '#moderation' },
          ...{ happened: '2027-03-11T10:00', logged: '2027-03-11T10:00' },
        },
      },
    },
    {
      title: 'is logged with a form where something is missing',
      story: [
        est.types('incident log'),
        est.isAsked('incident log'),
        est.fills({ ...gifts, action: 'removed,banned', accounts: '12' }),
        est.reads('INC-1 · spam · high · logged 10:00', 'INC-1 · spam · élevée · enregistré à 10:00'),
      ],
      leaves: { 'incident/1': { ...gifts, actions: ['removed', 'banned'], accounts: 12 } },
    },
    {
      title: 'is not logged with a mistake in it: what was typed is kept, and corrected',
      story: [
        est.types('incident log', { ...gifts, when: { en: 'tomorrow 9am', fr: 'demain à 9h' } }),
        est.reads(
          'Something needs correcting first. Nothing was recorded',
          "Il reste quelque chose à corriger. Rien n'a été enregistré",
          { buttons: ['Correct'] },
        ),
        est.presses('Correct'),
        est.isAsked('incident log'),
        est.fills({ type: 'scam', when: '2027-03-11T09:00' }),
        est.reads('INC-1 · scam · medium · logged 10:00', 'INC-1 · arnaque · moyenne · enregistré à 10:00'),
      ],
      leaves: {
        'incident/1': { ...gifts, type: 'scam', happened: '2027-03-11T09:00', logged: '2027-03-11T10:00' },
      },
    },
    {
      title: 'that is the same as one of a moment ago gets a second reporter',
      story: [
        est.types('incident log', gifts),
        until('10:12'),
        west.types('incident log', { what: 'More of these links', type: 'spam' }),
        west.reads(
          'INC-1 looks like the same thing, opened 12 min ago by @mod_est.',
          'INC-1 ressemble à la même chose, ouvert il y a 12 min',
          { buttons: ['Log a new one', 'Add to INC-1', 'Correct', 'No'] },
        ),
        west.presses('Add to INC-1'),
        west.reads('INC-1 · added what you reported.', 'INC-1 · signalement ajouté.'),
        moderation
          .thread('INC-1')
          .shows(
            '10:12 @mod_west: reported it too: More of these links.',
            '10:12 @mod_west : signalement de la même chose : More of these links.',
          ),
      ],
      leaves: {
        'incident/1': { what: 'Gift links in #help', reporters: ['@mod_est', '@mod_west'] },
        'incident/2': undefined,
      },
    },
    {
      title: 'that only looks like another is logged by itself',
      story: [
        est.types('incident log', gifts),
        until('10:12'),
        west.types('incident log', { what: 'Somebody sells followers', type: 'spam' }),
        west.presses('Log a new one'),
        west.reads('INC-2 · spam · high · logged 10:12', 'INC-2 · spam · élevée · enregistré à 10:12'),
      ],
      leaves: {
        'incident/1': { what: 'Gift links in #help', reporters: ['@mod_est'] },
        'incident/2': { what: 'Somebody sells followers', by: '@mod_west' },
      },
    },
    {
      title: 'that was logged by mistake is taken back, and its number is not used again',
      story: [
        est.types('incident log', gifts),
        est.presses('Undo'),
        est.reads(
          'INC-1 is withdrawn: it is in no list, counts nowhere',
          "INC-1 est retiré : il n'est dans aucune liste, ne compte nulle part",
        ),
        moderation.changes('INC-1 · withdrawn', 'INC-1 · retiré'),
        est.types('incident log', rude),
        est.reads(
          'INC-2 · insults · medium · logged 10:00',
          'INC-2 · insultes · moyenne · enregistré à 10:00',
        ),
      ],
      leaves: { 'incident/1': { withdrawn: { by: '@mod_est' } }, 'incident/2': { type: 'insults' } },
    },
    {
      title: 'nobody knows of is not shown, and what was typed can be corrected',
      story: [
        est.types('incident log', gifts),
        est.types('incident show', { ref: 'INC-7' }),
        est.reads(
          'Something needs correcting first. Nothing was recorded',
          "Il reste quelque chose à corriger. Rien n'a été enregistré",
        ),
        est.presses('Correct'),
        est.isAsked('incident show', { en: 'INC-7', fr: 'INC-7' }),
        est.fills({ ref: 'INC-1' }),
        est.reads('INC-1 · Spam · high severity · IN PROGRESS', 'INC-1 · Spam · gravité élevée · EN COURS'),
      ],
      leaves: { 'incident/2': undefined },
    },
    {
      title: 'is not logged twice by whoever saw no answer and types the same again',
      story: [
        est.types('incident log', gifts),
        est.types('incident log', gifts),
        est.reads('INC-1 · spam · high · logged 10:00', 'INC-1 · spam · élevée · enregistré à 10:00', {
          buttons: ['Do it again', 'Correct', 'No'],
        }),
        est.presses('No'),
        est.reads('Dropped. Nothing was recorded.', "Abandonné. Rien n'a été enregistré."),
      ],
      leaves: { 'incident/1': gifts, 'incident/2': undefined },
    },
    {
      title: 'is found in the history of the member it is about, before anything is done',
      story: [
        est.types('incident log', { ...gifts, member: '@nightowl' }),
        est.types('incident resolve', { ref: 'INC-1', reason: 'warned' }),
        until('11:30'),
        west.types('incident log', rude),
        west.reads('@nightowl · 1 incident in 90 days', '@nightowl · 1 incident en 90 jours'),
        west.types('incident history', { member: '@nightowl' }),
        west.reads('@nightowl · 2 incidents', '@nightowl · 2 incidents'),
        west.types('incident list'),
        west.reads('1 open incident', '1 incident ouvert'),
      ],
      leaves: {
        'incident-member/@nightowl/2027-03-11T10:00/1': { status: 'resolved' },
        'incident-member/@nightowl/2027-03-11T11:30/2': { status: 'progress' },
      },
    },
  ],
}
