import { day, est, nothing, otter, team, until } from './cast.ts'
import type { Chapter } from './scenario.ts'

const jobs = {
  what: { en: 'Job of the week', fr: 'Offre de la semaine' },
  network: 'LinkedIn',
  when: { en: 'every thursday 12:30', fr: 'tous les jeudis à 12:30' },
}
const today = 'occurrence/1-1-20270311T1230'
const fired = day.gets('12:30 · LinkedIn · to post now', '12:30 · LinkedIn · à publier maintenant', {
  buttons: ['Posted', 'Later', 'Skip this one'],
})

/** How somebody is told in time what to do, and how that is known to be done. */
export const reminders: Chapter = {
  about: 'a reminder',
  scenarios: [
    {
      title: 'comes at its hour, and is posted; one press too many is undone',
      story: [
        day.types('reminder add', jobs),
        day.reads('R1 is saved', 'R1 est enregistré', { buttons: ['Delete'] }),
        until('12:30'),
        fired,
        until('12:34'),
        day.presses('Posted'),
        day.finds(
          'Posted at 12:34 by @cm_day · LinkedIn · Job of the week · R1',
          'Publié à 12:34 par @cm_day · LinkedIn · Offre de la semaine · R1',
        ),
        until('12:35'),
        day.presses('Undo'),
        day.finds('12:30 · LinkedIn · to post now', '12:30 · LinkedIn · à publier maintenant'),
        until('12:36'),
        day.presses('Posted'),
        day.finds('Posted at 12:36 by @cm_day · LinkedIn', 'Publié à 12:36 par @cm_day · LinkedIn'),
      ],
      leaves: {
        [today]: { state: 'done', since: '2027-03-11T12:36', by: '@cm_day' },
        'reminder/1': { state: 'active', next: { at: '2027-03-18T12:30' } },
      },
    },
    {
      title: 'comes later where that suits better, and its series stays as it is',
      story: [
        day.types('reminder add', jobs),
        until('12:30'),
        day.presses('Later', { choice: '15 min (12:45)' }),
        day.finds('Moved to 12:45 by @cm_day · LinkedIn', 'Reporté à 12:45 par @cm_day · LinkedIn'),
        until('12:45'),
        day.gets('12:45 · LinkedIn · to post now', '12:45 · LinkedIn · à publier maintenant'),
        day.presses('Posted'),
      ],
      leaves: {
        [today]: { state: 'done', at: '2027-03-11T12:30', sendAt: '2027-03-11T12:45', round: 1 },
        'reminder/1': { next: { at: '2027-03-18T12:30' } },
      },
    },
    {
      title: 'is skipped this once, or another time that is named',
      story: [
        day.types('reminder add', jobs),
        until('12:30'),
        day.presses('Skip this one'),
        day.finds('Skipped at 12:30 by @cm_day · LinkedIn', 'Sauté à 12:30 par @cm_day · LinkedIn'),
        until('12:31'),
        day.presses('Undo'),
        day.finds('12:30 · LinkedIn · to post now', '12:30 · LinkedIn · à publier maintenant'),
        day.types('reminder skip', { ref: 'R1', date: '2027-03-18' }),
        day.types('reminder show', { ref: 'R1' }),
        day.reads('R1 · Job of the week', 'R1 · Offre de la semaine', {
          buttons: ['Edit', 'Pause', 'Skip the next one', 'Delete'],
        }),
      ],
      leaves: {
        [today]: { state: 'sent' },
        'occurrence/1-1-20270318T1230': { state: 'skipped', by: '@cm_day' },
        'reminder/1': { next: { at: '2027-03-25T12:30' } },
      },
    },
    {
      title: 'for a role comes in a channel, and is done by one of them',
      story: [
        day.types('reminder add', {
          what: { en: 'Read the reports', fr: 'Lire les signalements' },
          ...{ when: '2027-03-11T11:00', for: 'moderator', place: '#team' },
        }),
        until('11:00'),
        team.shows('11:00 · to do now · moderator', '11:00 · à faire maintenant · modération', {
          buttons: ['Done', 'Later', 'Skip this one'],
          notifies: ['mod_est', 'mod_west'],
        }),
        est.presses('Done'),
        team.changes(
          'Done at 11:00 by @mod_est · Read the reports · R1',
          'Fait à 11:00 par @mod_est · Lire les signalements · R1',
        ),
        day.presses('Done'),
        day.reads('Nothing changed', "Rien n'a changé"),
      ],
      leaves: {
        'occurrence/1-1-20270311T1100': { state: 'done', by: '@mod_est' },
        'reminder/1': { state: 'ended' },
      },
    },
    {
      title: 'that nobody confirms is asked about once more, and then counts as not confirmed',
      story: [
        day.types('reminder add', jobs),
        until('12:30'),
        until('13:00'),
        day.gets('12:30 · LinkedIn · not confirmed yet', '12:30 · LinkedIn · pas encore confirmé'),
        until('13:31'),
        day.finds('12:30 · LinkedIn · not confirmed', '12:30 · LinkedIn · non confirmé'),
      ],
      leaves: { [today]: { state: 'not-confirmed', nudged: '2027-03-11T13:00' } },
    },
    {
      title:
        'is asked for with a form where its hour is missing; a wrong one is refused, and the rest is kept',
      story: [
        day.types('reminder add', { what: jobs.what }),
        day.isAsked('reminder add'),
        day.fills({ when: { en: 'the day after never', fr: 'à la saint-glinglin' }, network: 'LinkedIn' }),
        day.isAsked('reminder add', {
          en: "I can't read that as a date or a time",
          fr: "Je n'y lis ni date ni heure",
        }),
        day.fills({ when: jobs.when }),
        day.reads('R1 is saved', 'R1 est enregistré'),
      ],
      leaves: {
        'reminder/1': {
          network: 'LinkedIn',
          rule: { repeat: { kind: 'weekly', weekdays: [4], times: ['12:30'] } },
        },
      },
    },
    {
      title: 'with its hour among its words is shown before it is saved',
      story: [
        day.types('reminder add', {
          what: { en: 'Send the letter tomorrow at 9', fr: 'Envoyer la lettre demain à 9h' },
        }),
        day.reads('Save this reminder?', 'Enregistrer ce rappel ?', { buttons: ['Save', 'Correct', 'No'] }),
        day.presses('Save'),
        day.reads('R1 is saved', 'R1 est enregistré'),
      ],
      leaves: { 'reminder/1': { rule: { from: '2027-03-12T09:00', repeat: { kind: 'once' } } } },
    },
    {
      title: 'is paused, resumed, deleted, and brought back',
      story: [
        day.types('reminder add', jobs),
        day.types('reminder pause', { ref: 'R1' }),
        until('12:31'),
        nothing,
        day.presses('Resume'),
        day.reads('R1 runs again', 'R1 repart'),
        day.types('reminder delete', { ref: 'R1' }),
        day.presses('Undo'),
        day.reads('R1 is back', 'R1 est rétabli', { buttons: ['Pause', 'Skip the next one', 'Delete'] }),
      ],
      leaves: { 'reminder/1': { state: 'active', next: { at: '2027-03-18T12:30' } } },
    },
    {
      title: 'of a member is for themselves only, and no business of the team’s',
      story: [
        otter.types('reminder add', { what: 'Vote', when: '2027-03-11T11:00', for: '@cm_day' }, '#general'),
        otter.reads(
          'You can make reminders for yourself; for others',
          "Tu peux créer des rappels pour toi ; pour d'autres",
        ),
        otter.types('reminder add', { what: 'Vote', when: '2027-03-11T11:00' }, '#general'),
        day.types('reminder list'),
        day.reads('Nothing is planned in the next 7 days.', "Rien n'est prévu dans les 7 prochains jours."),
        until('11:00'),
        otter.gets('11:00 · to do now', '11:00 · à faire maintenant'),
      ],
      leaves: { 'reminder/1': { for: { who: '@otter' }, personal: true }, 'reminder/2': undefined },
    },
  ],
}
