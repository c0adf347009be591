import { day, est, head, nothing, team, until } from './cast.ts'
import type { Chapter } from './scenario.ts'

const press = { what: 'A journalist writes about us', type: 'press' }

/** How the morning begins: whether anything is on fire, what waits for whom, what goes out. */
export const digests: Chapter = {
  about: 'the digest',
  scenarios: [
    {
      title: 'comes in a channel at its hour, and says so where all is quiet; stopped, it comes no more',
      story: [
        day.types('digest schedule', { at: '11:00', place: '#team' }),
        day.reads('D1 · digest for the cm', 'D1 · point du matin, version cm', { buttons: ['Stop'] }),
        until('11:00'),
        team.shows(
          'Quiet. Nothing waiting, no post planned.',
          'Calme. Rien en attente, aucun contenu prévu.',
        ),
        day.types('digest stop', { ref: 'D1' }),
        until('2027-03-12T11:00'),
        nothing,
      ],
      leaves: {
        'digest/1': {
          rule: { repeat: { kind: 'weekly', weekdays: [1, 2, 3, 4, 5], times: ['11:00'] } },
          ...{ to: { place: '#team' }, previous: '2027-03-11T11:00', missed: [], stopped: { by: '@cm_day' } },
        },
      },
    },
    {
      title: 'comes directly to whoever wants it so, and only where there is something to say',
      story: [
        day.types('digest schedule', { at: '11:00' }),
        until('11:00'),
        nothing,
        est.types('incident log', press),
        until('2027-03-12T11:00'),
        day.gets('RED · Friday 12 March, 11:00', 'ROUGE · vendredi 12 mars, 11:00', {
          buttons: ['Open INC-1'],
        }),
      ],
      leaves: { 'digest/1': { to: { direct: '@cm_day' }, previous: '2027-03-12T11:00', missed: [] } },
    },
    {
      title: 'is shown at once to whoever asks, each in the version that is for them',
      story: [
        day.types('reminder add', { what: 'Poll', network: 'X', when: '2027-03-11T17:00' }),
        est.types('incident log', press),
        day.types('digest now'),
        day.reads('RED · Thursday 11 March, 10:00', 'ROUGE · jeudi 11 mars, 10:00', {
          buttons: ['Open INC-1'],
        }),
        head.types('digest now', { audience: 'manager' }),
        head.reads('RED · Thursday 11 March, 10:00', 'ROUGE · jeudi 11 mars, 10:00', {
          buttons: ['See INC-1'],
        }),
      ],
      leaves: { 'digest/1': undefined },
    },
  ],
}
