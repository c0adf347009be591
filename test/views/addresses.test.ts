import { expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import {
  encodeMenu as menuOnDiscord,
  encodePress as pressOnDiscord,
} from '../../src/adapters/discord/press.ts'
import { encodeMenu as menuOnSlack, encodePress as pressOnSlack } from '../../src/adapters/slack/press.ts'
import { argMeta } from '../../src/core/args.ts'
import type { Button, Card } from '../../src/core/card.ts'
import { shapeOf } from '../../src/core/naming.ts'
import { type Locale, locales } from '../../src/core/person.ts'
import { isAddress } from '../../src/features/former.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'

/** The kinds that name something that is numbered. */
const numbered = ['incident', 'other-incident', 'reminder', 'digest', 'reminder-date']

const cardOf = (it: TestBot['last']): Card =>
  it === undefined ? {} : 'refuse' in it ? it.refuse : 'card' in it ? it.card : 'ask' in it ? it.ask : {}

const buttonsOf = ({ buttons = [], sections = [] }: Card): Button[] => [
  ...buttons,
  ...sections.flatMap((section) => section.buttons ?? []),
]

/** A day of a team on which every card that has a button is shown at least once; returns all that can be pressed. */
async function dayOf(locale: Locale): Promise<Button[]> {
  const bot = await createTestBot({ now: '2027-03-10T09:00', locale })
  const seen = new Map<string, Button>()
  const look = () => {
    for (const card of [cardOf(bot.last), ...bot.chat.posts.map(({ card }) => card)])
      for (const button of buttonsOf(card)) seen.set(JSON.stringify(button), button)
  }
  const say = async (as: string, line: string) => {
    await bot.say(as, line, { channel: 'mods' })
    look()
  }
  const advance = async (to: string) => {
    await bot.advance(to)
    look()
  }
  const home = async (as: string) => {
    await bot.home(as)
    look()
  }
  await say('head:manager', '/settings places moderation:#moderation')
  await say('head', '/settings places team:#mods')
  for (const as of ['est:moderator', 'cm:cm', 'intern:cm']) await say(as, '/help')
  await say('est', '/incident log "Gift links" type:spam member:@owl')
  await say('est', '/incident log "More gift links" type:spam member:@owl')
  await say('est', '/incident log "Gift links" type:scam')
  await say('est', '/incident note 1 text:"Two more"')
  await say('cm', '/incident claim 1')
  await say('est', '/incident ask 2 level:2 why:"Ban them?"')
  await advance('2027-03-10T09:20')
  await say('head', '/incident details 2 text:"How many?"')
  await say('est', '/incident details 2 text:"Twelve."')
  await say('head', '/incident on-it 2')
  await say('head', '/digest now')
  await say('cm', '/digest now')
  for (const as of ['head', 'cm', 'est']) await home(as)
  await say('head', '/incident answer 2 text:"Yes"')
  await advance('2027-03-10T09:25')
  await say('est', '/incident ask 2 level:1 why:"And now?"')
  await say('est', '/incident withdraw 2')
  await say('head', '/incident assign 2 @est')
  await say('est', '/incident show 2')
  await say('est', '/incident resolve 2 reason:warned')
  await say('est', '/incident show 2')
  await say('est', '/incident ask 1 level:1 why:"Is that spam?"')
  await say('cm', '/reminder add Poll when:"every day 12:30" network:LinkedIn place:#posts')
  await say('cm', '/reminder add Newsletter when:"tomorrow 9am"')
  await advance('2027-03-10T12:31')
  await home('cm')
  await say('cm', '/reminder done R1')
  await say('cm', '/reminder show R1')
  await say('cm', '/reminder skip R1')
  await say('cm', '/reminder snooze R1 until:1h')
  await say('cm', '/reminder pause R1')
  await say('cm', '/reminder delete R2')
  await say('cm', '/reminder show R1')
  await say('cm', '/digest now')
  await say('cm', '/reminder resume R1')
  await say('cm', '/reminder edit R1 what:"Poll of the day"')
  await say('cm', '/reminder add Contest when:"every day 12:40" place:#closed')
  await say('head', '/digest schedule 12:45 audience:manager place:#mods')
  for (const place of ['closed', 'mods'])
    bot.chat.plan(place, { refused: { code: 'archived', scope: 'place', say: '' } })
  await advance('2027-03-10T12:50')
  await home('cm')
  expect(bot.log.errors).toEqual([])
  return [...seen.values()]
}

/** What of a button names something that is numbered, by argument. */
function namedBy({ choices = [], command, input }: Button): [name: string, value: string][] {
  const known = commands.find(({ name }) => name === command)
  return [input, ...choices.map((each) => each.input)]
    .flatMap((each) => Object.entries(each))
    .filter(
      ([name]) =>
        known !== undefined &&
        name in known.args.shape &&
        numbered.includes(argMeta(shapeOf(known, name)).kind),
    )
}

/** All of them, so that a card that is no longer shown here does not go unnoticed. */
const all = [
  'digest stop ref',
  'incident answer ref',
  'incident ask ref',
  'incident assign ref',
  'incident claim ref',
  'incident details ref',
  'incident done ref',
  'incident evidence ref',
  'incident log into',
  'incident note ref',
  'incident on-it ref',
  'incident pass ref',
  'incident reopen ref',
  'incident resolve ref',
  'incident show ref',
  'incident undo ref',
  'incident withdraw ref',
  'reminder delete ref',
  'reminder done date',
  'reminder done ref',
  'reminder edit ref',
  'reminder link date',
  'reminder link ref',
  'reminder pause ref',
  'reminder resume ref',
  'reminder show ref',
  'reminder skip date',
  'reminder skip ref',
  'reminder snooze date',
  'reminder snooze ref',
  'reminder undo date',
  'reminder undo ref',
]

/** The same button of a community that counts for years, in a private message: the longest there is. */
const longest = (input: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      isAddress(value) ? value.replace(/^\d+/, '999999').replace(/-\d+-/, '-999-') : value,
    ]),
  )

test.each(locales)(
  'every button carries an address, and no chat has too little room for it, in %s',
  async (locale) => {
    const buttons = await dayOf(locale)
    const named = buttons.flatMap((button) =>
      namedBy(button).map(([name, value]) => ({ what: `${button.command} ${name}`, value })),
    )
    expect(named.filter(({ value }) => !isAddress(value))).toEqual([])
    expect([...new Set(named.map(({ what }) => what))].sort()).toEqual(all)
    const unfit = buttons.filter(({ choices = [], command, input }) => {
      const press = { command, input: longest(input) }
      const direct = { ...press, space: '99999999999999999999' }
      const inputs = choices.map((each) => each.input)
      const drawn =
        choices.length === 0
          ? [pressOnDiscord(direct, 999), pressOnSlack(press, 999)]
          : [menuOnDiscord(direct, inputs, 999), menuOnSlack(press, inputs, 999)]
      return drawn.includes(undefined)
    })
    expect(unfit).toEqual([])
  },
)
