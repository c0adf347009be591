import * as z from 'zod'
import { campaign, link, network, place, rule, target, text, word, zone } from '../../src/args/index.ts'
import { command } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import { gist } from '../../src/core/gist.ts'
import { plain } from '../../src/core/plain.ts'
import { actorAt } from '../../src/features/incidents/reference.ts'
import { add as addReminder, drafted } from '../../src/features/reminders/manage.ts'
import { latePolicies, type Reminder } from '../../src/features/reminders/record.ts'
import { refOf } from '../../src/features/reminders/rights.ts'
import { nextDates } from '../../src/features/reminders/series.ts'
import { rule as ruleSchema } from '../../src/schedule/recurrence.ts'
import { reminderButton } from '../../src/views/reminder-buttons.ts'
import { changedCard, summaryText } from '../../src/views/reminder-series.ts'
import { tellingOf } from '../../src/views/words.ts'
import { tellsWhen, withPhrase } from './phrase.ts'

/** What somebody was shown before it is saved: the rule as it was read then, and its next dates. */
const shown = z.object({ rule: ruleSchema, next: z.array(z.number()) })

/** How much of a message its reminder quotes, in characters. */
const longestGist = 140

/** Makes a reminder; a time that was found among the words is asked about before it is saved. */
export const add = command({
  name: 'reminder add',
  may: 'reminder.own',
  args: z.object({
    what: text(),
    when: rule(),
    network: network().optional(),
    for: target().optional(),
    place: place().optional(),
    campaign: campaign().optional(),
    link: link().optional(),
    zone: zone().optional(),
    late: word('late', latePolicies).prefault('once'),
    /** The phrase of time that was found among the words. */
    phrase: text().optional(),
  }),
  bare: ['what'],
  form: ['what', 'when', 'network', 'for', 'place', 'campaign', 'link'],
  from: ['message', 'anywhere'],
  async fromMessage(quote, { locale, words }) {
    const text = gist(quote.text, longestGist)
    return {
      ...(text === '' ? {} : { what: plain(words.t(locale)('reminder.aboutMessage', { text })) }),
      ...(quote.permalink === '' ? {} : { link: quote.permalink }),
    }
  },
  takes: tellsWhen,
  prepare: withPhrase,
  async run({ args, by, confirmed, here, reader, t, use }) {
    const { phrase, when, zone: _zone, ...said } = args
    const self = actorAt(by, here)
    const whom = args.for ?? { who: self }
    const own = 'who' in whom && whom.who.person === by.id && args.place === undefined
    if (!own && !by.may('reminder.team')) throw new UserError('reminder.onlyOwn')
    const asked = shownBy(confirmed)
    const draft = drafted(use, {
      ...said,
      rule: asked?.rule ?? when,
      for: whom,
      by: self,
      from: here,
      personal: !by.may('reminder.team'),
    })
    const telling = tellingOf(use, reader, t)
    const next = datesOf(draft)
    if (phrase !== undefined && asked?.next.join() !== next.join())
      return {
        ask: { title: t('reminder.ask'), text: summaryText(telling, draft) },
        token: JSON.stringify({ rule: draft.rule, next } satisfies z.input<typeof shown>),
        yes: plain(t('reminder.save')),
      }
    const it = await addReminder(use, draft)
    return {
      card: changedCard(telling, it, t('reminder.added', { ref: refOf(it) }), [
        reminderButton(telling, 'delete', 'delete', it),
      ]),
    }
  },
})

/** Reads a question's token; that of the bot's own question, whether to do it again, is none of ours. */
const shownBy = (token: string | undefined) =>
  token?.startsWith('{') ? shown.safeParse(JSON.parse(token)).data : undefined

const datesOf = (it: Reminder): number[] => nextDates(it, 3).map(({ at }) => at)
