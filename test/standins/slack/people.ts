import { fieldsIn } from '../checks.ts'
import { checkMessage } from './api-chat.ts'
import { actionOf, blocksIn, type Control, controlIn, emptyFields, fieldIn, type Seen } from './controls.ts'
import type { Ack, Sent } from './delivery.ts'
import { cannot, fill, type Given } from './filling.ts'
import { suggestions } from './limits-elements.ts'
import { handedOn } from './mentions.ts'
import type { House } from './method.ts'
import { refusalOf } from './method.ts'
import type { Manifest, Message, User, View } from './model.ts'
import { createPayloads } from './payloads.ts'
import { place } from './responses.ts'
import { afterSubmission, close } from './submission.ts'

/** What people act with. */
export interface Hands {
  house: House
  manifest(): Manifest
  deliver(sent: Sent): Promise<Ack>
}

/** How a control is used: which choice of a menu, what is picked, and which of several with the same label. */
export interface Press {
  choice?: string
  pick?: Given
  nth?: number
}

/** What people can do in a workspace; each act resolves when the app has acknowledged it. */
export function createPeople({ house, manifest, deliver }: Hands) {
  const { space } = house
  const payloads = createPayloads(house)
  const interactive = (what: string, payload: Sent['payload'], after?: Sent['after']): Sent => ({
    ...{ kind: 'interactive', what, payload, answers: after !== undefined },
    ...(after === undefined ? {} : { after }),
  })

  const top = (user: User): View => {
    const found = space.modals.get(user.id)?.at(-1)
    if (found === undefined) throw cannot(`${user.name} has no modal open`)
    return found
  }

  const shortcut = (name: string, type: 'global' | 'message'): string => {
    const known = manifest().features?.shortcuts
    if (known === undefined) return name
    const found = known.find((it) => it.name === name && it.type === type)
    if (found === undefined) throw cannot(`there is no ${type} shortcut '${name}'`)
    return found.callback_id
  }

  async function suggest(user: User, seen: Seen, control: Control, typed: string): Promise<Ack> {
    const { min_query_length: least = 3 } = control
    if (typed.length < Number(least))
      throw cannot(`it asks for options after ${least} characters, not for '${typed}'`)
    return deliver(
      interactive('the typing in a menu', payloads.suggested(user, seen, control, typed), (body) => {
        for (const problem of suggestions(body, 'answer')) house.violate(`block_suggestion: ${problem}`)
      }),
    )
  }

  const asking = (user: User, seen: Seen) => ({
    space,
    user,
    ask: async (element: Control | Record<string, unknown>, typed: string) => {
      const { body } = await suggest(user, seen, element as Control, typed)
      return [
        ...fieldsIn(body.options),
        ...fieldsIn(body.option_groups).flatMap(({ options }) => fieldsIn(options)),
      ]
    },
  })

  return {
    /** Types a command in a channel ('#name') or in the bot's direct conversation ('@name' of the person). */
    async type(who: string, where: string, words: string): Promise<Ack> {
      const user = space.user(who)
      const channel = space.channel(where)
      const [, command = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(words) ?? []
      const known = manifest().features?.slash_commands
      const found = known?.find((it) => it.command === command)
      if (command === '' || (known !== undefined && found === undefined))
        throw cannot(`'${words}' is no command here`)
      if (!house.granted('commands')) throw cannot('the app may not have commands: scope commands')
      if (channel.kind !== 'public' && !channel.members.has(user.id))
        throw cannot(`${who} is not in ${where}`)
      const sent = found?.should_escape === false ? text : handedOn(text, space, true)
      return deliver({
        ...{
          kind: 'slash_commands',
          what: `the command ${`${command} ${text.slice(0, 40)}`.trim()}`,
          answers: true,
        },
        payload: payloads.command(user, channel, command, sent),
        after: (body) => {
          if (body.text === undefined && body.blocks === undefined) return
          try {
            checkMessage(body, house)
            place(body, { user: user.id, channel: channel.id }, house)
          } catch (thrown) {
            const { error, violation } = refusalOf(thrown)
            house.violate(`acknowledgement of ${command}: ${error}: ${violation}`)
          }
        },
      })
    },

    /** Presses a button, or uses a menu or picker, as it was when this message or view was looked at. */
    async press(who: string, seen: Seen, label: string, { choice, pick, nth }: Press = {}): Promise<Ack> {
      const user = space.user(who)
      const control = controlIn(blocksIn(seen), label, nth)
      const given = choice ?? pick
      const plain = control.type === 'button' || control.type === 'overflow'
      if (!plain && given === undefined) throw cannot(`'${label}' is a menu: which choice?`)
      const value = plain || given === undefined ? undefined : await fill(control, given, asking(user, seen))
      const action = actionOf(
        control,
        control.type === 'overflow' && choice !== undefined ? choice : label,
        value,
      )
      const what = `the press of '${label}'`
      if ('view' in seen) {
        const shown = seen.view.type === 'home' ? space.homes.get(user.id) : top(user)
        const current = shown?.id === seen.id ? shown : undefined
        if (current === undefined) throw cannot(`${who} does not see this view any more`)
        const mine = current.values[control.block_id]
        if (value !== undefined && mine !== undefined) mine[control.action_id] = value
        return deliver(interactive(what, payloads.touched(user, current, action)))
      }
      if (seen.ephemeral !== undefined && seen.ephemeral.to !== user.id)
        throw cannot(`${who} does not see this message`)
      const current = space.message(seen.channel, seen.ts)
      if (seen.ephemeral === undefined && current === undefined) throw cannot('the message was deleted')
      if (!space.channel(seen.channel).members.has(user.id))
        throw cannot(`${who} is not in the message's channel`)
      return deliver(interactive(what, payloads.pressed(user, seen, action, current)))
    },

    /** Fills in the topmost modal, by label or by a field's name, and sends it. */
    async submit(who: string, values: Record<string, Given> = {}): Promise<Ack> {
      const user = space.user(who)
      const it = top(user)
      for (const [label, given] of Object.entries(values)) {
        const field = fieldIn(it.view.blocks, label)
        it.values[field.block_id] = { [field.action_id]: await fill(field, given, asking(user, it)) }
      }
      if (it.view.submit === undefined) throw cannot('this modal cannot be sent')
      const empty = emptyFields(it)
      if (empty.length > 0) throw cannot(`these fields are empty: ${empty.join(', ')}`)
      return deliver(
        interactive('the submitted form', payloads.submitted(user, it), (body) =>
          afterSubmission(body, it, house),
        ),
      )
    },

    /** Types into a menu that asks the app for its options. */
    suggest: (who: string, label: string, typed: string, seen?: Seen): Promise<Ack> => {
      const user = space.user(who)
      const where = seen ?? top(user)
      return suggest(user, where, controlIn(blocksIn(where), label), typed)
    },

    /** Closes the topmost modal with its cross; the app hears of it where it asked to. */
    async dismiss(who: string): Promise<Ack | undefined> {
      const user = space.user(who)
      const it = top(user)
      close(it, house)
      if (it.view.notify_on_close !== true) return undefined
      return deliver(interactive('the closed form', payloads.closed(user, it, false)))
    },

    shortcut: async (who: string, name: string): Promise<Ack> =>
      deliver(
        interactive(`the shortcut ${name}`, payloads.shortcut(space.user(who), shortcut(name, 'global'))),
      ),

    messageShortcut: async (who: string, message: Message, name: string): Promise<Ack> =>
      deliver(
        interactive(
          `the shortcut ${name}`,
          payloads.messageShortcut(
            space.user(who),
            space.message(message.channel, message.ts) ?? message,
            shortcut(name, 'message'),
          ),
        ),
      ),

    openHome: async (who: string): Promise<Ack> =>
      deliver({
        ...{ kind: 'events_api', what: 'the opened Home', answers: false },
        payload: payloads.homeOpened(space.user(who)),
      }),

    /** Asks the Request URL whether it is the app's: its answer has to be the challenge. */
    challenge: (words: string): Promise<Ack> =>
      deliver({
        ...{ kind: 'events_api', what: 'the challenge', answers: true },
        payload: { type: 'url_verification', token: 'verification-token', challenge: words },
        after: (body) => {
          if (body.challenge !== words && body.text !== words)
            house.violate("the challenge: the answer isn't it, so the Request URL is not verified")
        },
      }),

    /** Writes in a channel; the app hears of it where it subscribed to such messages and is there. */
    say(
      who: string,
      where: string,
      words: string,
      more: { thread?: Message; files?: Message['files'] } = {},
    ): Message {
      const user = space.user(who)
      const channel = space.channel(where)
      if (!channel.members.has(user.id)) throw cannot(`${who} is not in ${where}`)
      const thread = more.thread?.thread_ts ?? more.thread?.ts
      const root = thread === undefined ? undefined : space.message(channel.id, thread)
      if (root !== undefined) root.thread_ts = root.ts
      const message = space.post({
        ...{ channel: channel.id, user: user.id, text: handedOn(words, space, false) },
        ...(thread === undefined ? {} : { thread_ts: thread }),
        ...(more.files === undefined ? {} : { files: more.files }),
      })
      const event = {
        public: 'message.channels',
        private: 'message.groups',
        im: 'message.im',
        mpim: 'message.mpim',
      }[channel.kind]
      const heard = manifest().settings?.event_subscriptions?.bot_events?.includes(event)
      if (heard && channel.members.has(space.bot.id))
        deliver({
          ...{ kind: 'events_api', what: 'a message', answers: false, payload: payloads.said(message) },
        }).catch((error: unknown) => house.violate(String(error)))
      return message
    },
  }
}
