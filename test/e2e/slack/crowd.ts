import { type Fields, fieldsIn } from '../../standins/checks.ts'
import { blocksIn } from '../../standins/slack/controls.ts'
import type { Given } from '../../standins/slack/filling.ts'
import type { Ack, Message, Seen } from '../../standins/slack/index.ts'
import { elementsOf } from '../../standins/slack/state.ts'
import { hostile } from './hostile.ts'
import type { Town } from './town.ts'

/** Numbers from 0 to 1, the same for the same seed. */
export function createChance(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let it = Math.imul(state ^ (state >>> 15), 1 | state)
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it
    return ((it ^ (it >>> 14)) >>> 0) / 4_294_967_296
  }
  const upTo = (most: number): number => Math.floor(next() * most)
  return {
    is: (share: number): boolean => next() < share,
    upTo,
    /** One of several; throws where there are none. */
    one<T>(all: readonly T[]): T {
      const found = all[upTo(all.length)]
      if (found === undefined) throw new Error('nothing to choose from')
      return found
    },
  }
}

/** Something somebody did, as far as Slack's client let them. */
export interface Deed {
  who: string
  kind: 'typed' | 'pressed' | 'submitted' | 'shortcut' | 'home'
  what: string
  ack: Ack
}

/** Those who look at Home. */
const homely = ['head_comm', 'cm_day', 'mod_est', 'otter']

/** People of a workspace who do what people do, by chance. `lines` are what they type. */
export function createCrowd(town: Town, chance: ReturnType<typeof createChance>, lines: readonly string[]) {
  const { slack, at } = town
  const places = [at.team, at.moderation, at.escalation, '#general']
  let turn = 0

  const words = (): string =>
    chance.is(0.4) ? chance.one(hostile) : `Case ${chance.upTo(1000)}, all is well`

  /** A line: each in turn, with other numbers, sometimes with something hostile or with less than it needs. */
  function line(): string {
    const typed = (lines[turn++ % lines.length] ?? '').replaceAll(
      /\b(INC|R|D)-?\d+\b/g,
      (_, prefix) => `${prefix}${prefix === 'INC' ? '-' : ''}${1 + chance.upTo(60)}`,
    )
    if (chance.is(0.15)) return `${typed} ${chance.one(hostile)}`
    if (chance.is(0.15)) return typed.split(' ').slice(0, 2).join(' ')
    return typed
  }

  const messagesOf = (who: string): Message[] => [
    ...slack.private(who).slice(-2),
    ...slack.direct(who).slice(-3),
    ...(who === 'otter'
      ? []
      : [at.moderation, at.escalation].flatMap((where) => slack.messages(where).slice(-5))),
  ]

  /** Everything that can be pressed in what somebody sees. */
  const controlsOf = (seen: Seen) =>
    blocksIn(seen).flatMap((block) =>
      block.type === 'input'
        ? []
        : elementsOf(block).filter(
            ({ type, url }) => url === undefined && (type === 'button' || type === 'static_select'),
          ),
    )

  async function type(who: string): Promise<Deed> {
    const what = line()
    const where = who === 'otter' ? '#general' : chance.one(places)
    return { who, kind: 'typed', what, ack: await slack.type(who, where, what.replace(/^\//, '/vigie ')) }
  }

  async function press(who: string, seen: Seen): Promise<Deed | undefined> {
    const controls = controlsOf(seen)
    if (controls.length === 0) return undefined
    const control = chance.one(controls)
    const options = fieldsIn(control.options)
    const choice = options.length === 0 ? {} : { choice: String(chance.one(options).value) }
    const id = String(control.action_id)
    return { who, kind: 'pressed', what: id, ack: await slack.press(who, seen, id, choice) }
  }

  async function given(who: string, name: string, element: Fields): Promise<Given | undefined> {
    const { type } = element
    if (type === 'plain_text_input') return words().slice(0, Number(element.max_length ?? 3000))
    if (type === 'number_input') return chance.upTo(50)
    if (type === 'url_text_input') return `https://example.com/${chance.upTo(100)}?a=1&b=<2>`
    if (type === 'datetimepicker') return '2027-03-12T09:30'
    if (type === 'datepicker') return '2027-03-12'
    if (type === 'timepicker') return '09:30'
    if (String(type).endsWith('users_select')) return '@cm_day'
    if (String(type).endsWith('conversations_select')) return at.moderation
    const found = String(type).endsWith('external_select')
      ? (await slack.suggest(who, name, chance.one(['', 'cm', 'INC', 'Eur']))).body
      : element
    const options = [
      ...fieldsIn(found.options),
      ...fieldsIn(found.option_groups).flatMap((group) => fieldsIn(group.options)),
    ]
    if (options.length === 0) return undefined
    const label = String((chance.one(options).text as Fields).text)
    return String(type).startsWith('multi') || type === 'checkboxes' ? [label] : label
  }

  async function submit(who: string): Promise<Deed | undefined> {
    const form = slack.modal(who)
    const values: Record<string, Given> = {}
    for (const block of form?.view.blocks ?? []) {
      const [element] = elementsOf(block)
      if (block.type !== 'input' || element === undefined || chance.is(block.optional === true ? 0.8 : 0.2))
        continue
      const name = String(block.block_id)
      const value = await given(who, name, element)
      if (value !== undefined) values[name] = value
    }
    const what = `${form?.view.private_metadata ?? ''} ${JSON.stringify(values)}`
    return { who, kind: 'submitted', what, ack: await slack.submit(who, values) }
  }

  async function choose(who: string): Promise<Deed> {
    if (chance.is(0.4)) {
      const what = chance.one(['New reminder', 'Log incident'])
      return { who, kind: 'shortcut', what, ack: await slack.shortcut(who, what) }
    }
    const what = chance.one(['Log as incident', 'Add to incident', 'Remind me of this', 'On the record'])
    const said = slack.say(who, '#general', words().replaceAll('@bystander', 'somebody'))
    return { who, kind: 'shortcut', what, ack: await slack.messageShortcut(who, said, what) }
  }

  async function attempt(who: string): Promise<Deed | undefined> {
    const modal = slack.modal(who)
    if (modal !== undefined) {
      if (modal.view.submit !== undefined && chance.is(0.8)) return submit(who)
      const pressed = await press(who, modal)
      if (pressed !== undefined) return pressed
      while (slack.modal(who) !== undefined) await slack.dismiss(who)
    }
    const dice = chance.upTo(100)
    if (dice < 58) return type(who)
    if (dice < 86)
      return press(who, chance.one([...messagesOf(who), ...[slack.home(who)].flatMap((it) => it ?? [])]))
    if (dice < 95) return choose(who)
    // Whoever has opened Home has it drawn again all day long: some do.
    return homely.includes(who)
      ? { who, kind: 'home', what: 'opened', ack: await slack.openHome(who) }
      : undefined
  }

  return {
    /** Somebody does one thing; what Slack's own client refuses they leave, and do another. */
    async act(who: string): Promise<Deed> {
      for (;;) {
        try {
          const deed = await attempt(who)
          if (deed !== undefined) return deed
        } catch (error) {
          if (!(error instanceof Error && /client refuses|nothing to choose/.test(error.message))) throw error
          while (slack.modal(who) !== undefined) await slack.dismiss(who)
        }
      }
    },
  }
}
