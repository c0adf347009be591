import { asForm, type Button, type Card, type Section, type View } from '../core/card.ts'
import { type Audience, audiences } from '../core/house.ts'
import { account, type Person } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { parts } from '../core/store.ts'
import { join, type Translate } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { readerNow } from '../features/readers.ts'
import { settingsOf } from '../features/settings.ts'
import { channelsButton, openSteps, waysButton } from './first-run.ts'
import { ownedSections } from './home-cases.ts'
import { memberHead, reminderSections, remindersOf } from './home-reminders.ts'
import { decisionSections, headOf, waitingFor } from './home-waits.ts'
import { tellingOf as caseTellingOf } from './incident-words.ts'
import { menuButtons } from './menu.ts'
import { settingText } from './settings.ts'
import { tellingOf } from './words.ts'

/**
 * Somebody's Home as it is brought up to date; its subject is their account as a key. It stays as it is while their
 * chat cannot tell what they may see.
 */
export const homeView: View = {
  name: 'home',
  async card(of, _reader, use) {
    const [platform, space, id] = parts(of)
    const through = account.parse({ platform, space, id })
    const person = await readerNow(use, through)
    return person && homeCard(use, person)
  },
}

/**
 * Shows somebody their day: how things stand and what waits for them by deadline, their reminders, what they own,
 * what they can begin and, where they may, how the community is set up. A member sees their own reminders.
 */
export async function homeCard(use: Work, person: Person): Promise<Card> {
  const t = use.house.words.t(person.locale)
  const telling = tellingOf(use, person, t)
  const reminders = await remindersOf(use, person)
  const ownDay = await reminderSections(use, telling, reminders)
  const buttons = [...menuButtons(person, t), ownWaysButton(t)]
  if (!person.may('digest.read'))
    return { ...memberHead(telling, reminders.fired.length), ...filled(ownDay), buttons }
  const waiting = await waitingFor(use, person, audienceOf(person))
  return {
    ...headOf(waiting, reminders.fired.length),
    ...filled([
      ...decisionSections(waiting),
      ...ownDay,
      ...(await ownedSections(use, await caseTellingOf(use, person, t), person, waiting.cases)),
      ...(person.may('settings.write') ? await setUpSections(use, person, t) : []),
    ]),
    buttons,
  }
}

const filled = (sections: Section[]): Pick<Card, 'sections'> => (sections.length === 0 ? {} : { sections })

/** The digest that is somebody's by their role: a moderator's, a community manager's or a manager's. */
export const audienceOf = ({ role }: Pick<Person, 'role'>): Audience =>
  audiences.find((each) => each === role) ?? 'moderator'

const ownWaysButton = (t: Translate): Button => ({
  label: plain(t('home.buttons.mine')),
  command: 'settings mine',
  input: asForm,
})

/** The first steps until all are taken, and how the community is set up, each with what changes it. */
async function setUpSections(use: Work, person: Person, t: Translate): Promise<Section[]> {
  const set = await settingsOf(use)
  const places = Object.keys(set.places).length === 0 ? 'home.noChannels' : undefined
  const steps = await openSteps(use, person, t)
  const all = [
    channelsButton(t, 'home.buttons.channels'),
    waysButton(set, t, 'home.buttons.ways'),
    { label: plain(t('home.buttons.all')), command: 'settings set', input: asForm },
  ]
  // What a step still has a button for needs no second one.
  const offered = new Set(steps.flatMap(({ buttons = [] }) => buttons).map(({ command }) => command))
  return [
    ...steps,
    {
      title: t('home.settings'),
      lines: [
        join([
          t(`values.language.${set.locale}.name`),
          set.zone,
          t('home.hours', { hours: settingText(set, 'hours', person.locale, t) }),
          places === undefined ? settingText(set, 'places', person.locale, t) : t(places),
        ]),
      ],
      buttons: all.filter(({ command }) => !offered.has(command)),
    },
  ]
}
