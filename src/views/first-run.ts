import { asForm, type Button, type Card, type Section, type View } from '../core/card.ts'
import type { Reader } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import type { Text, Translate } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import {
  areTaken,
  type FirstReminder,
  type FirstSteps,
  firstRunView,
  firstStepsOf,
} from '../features/first-run.ts'
import { refOf } from '../features/reminders/rights.ts'
import { type Settings, settingsOf } from '../features/settings.ts'
import { settingText } from './settings.ts'
import { timeText } from './words.ts'

/** How to begin, for whoever may set a community up; it ticks its steps off while it hangs there. */
export const beginningView: View = {
  name: firstRunView,
  async card(_of, reader, use, t): Promise<Card> {
    const steps = await firstStepsOf(use)
    const key = areTaken(steps) ? 'firstRun.ready' : 'firstRun'
    return {
      title: t(`${key}.title`),
      text: t(`${key}.text`),
      sections: stepSections(await settingsOf(use), steps, reader, t),
    }
  },
}

/** The steps that were not all taken yet, with their buttons; empty where nothing is left of them. */
export async function openSteps(use: Work, reader: Reader, t: Translate): Promise<Section[]> {
  const steps = await firstStepsOf(use)
  if (areTaken(steps)) return []
  const [first, ...others] = stepSections(await settingsOf(use), steps, reader, t)
  return first === undefined ? [] : [{ title: t('firstRun.steps'), ...first }, ...others]
}

const stepSections = (set: Settings, steps: FirstSteps, reader: Reader, t: Translate): Section[] => [
  steps.channels
    ? { lines: [t('firstRun.channels.taken', { places: settingText(set, 'places', reader.locale, t) })] }
    : { lines: [t('firstRun.channels.open')], buttons: [channelsButton(t, 'firstRun.channels.button')] },
  steps.ways
    ? { lines: [t('firstRun.ways.taken', waysOf(set, t))] }
    : {
        lines: [t('firstRun.ways.open', waysOf(reader, t))],
        buttons: [waysButton(reader, t, 'firstRun.ways.button')],
      },
  steps.reminder === undefined
    ? { lines: [t('firstRun.reminder.open')], buttons: [tryButton(t)] }
    : { lines: [reminderText(steps.reminder, t)] },
]

type Ways = Pick<Reader, 'locale' | 'zone'>

const waysOf = ({ locale, zone }: Ways, t: Translate) => ({
  language: t(`values.language.${locale}.name`),
  zone,
})

const reminderText = ({ at, number, sent }: FirstReminder, t: Translate): Text =>
  t(`firstRun.reminder.${sent ? 'sent' : 'made'}`, { ref: refOf(number), time: timeText(at) })

/** Opens the form of the community's channels. */
export const channelsButton = (t: Translate, label: string): Button => ({
  label: plain(t(label)),
  command: 'settings channels',
  input: asForm,
})

/** Opens the form of the community's language and zone, filled with what is proposed. */
export const waysButton = ({ locale, zone }: Ways, t: Translate, label: string): Button => ({
  label: plain(t(label)),
  command: 'settings language',
  input: { language: locale, zone, ...asForm },
})

const tryButton = (t: Translate): Button => ({
  label: plain(t('firstRun.reminder.button')),
  command: 'reminder add',
  input: { what: plain(t('firstRun.reminder.what')), when: plain(t('firstRun.reminder.when')) },
})
