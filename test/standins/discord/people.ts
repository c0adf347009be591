import type { Activity } from '../activity.ts'
import { type Fields, fieldsIn } from '../checks.ts'
import { named, type Typed } from './commands.ts'
import { controlIn, fieldIn } from './controls.ts'
import { cannot, chosen, type Given, givenTo } from './filling.ts'
import { filled, stops, submission } from './forms.ts'
import type { Told } from './gateway.ts'
import type { House } from './house.ts'
import { type Act, type Answer, acts } from './interactions.ts'
import { mentionedIn } from './mentions.ts'
import { type Channel, kinds, type Message, type Modal, type User } from './model.ts'
import { interactionJson } from './payloads.ts'
import { createResolved } from './resolved.ts'

/** What people act with. */
export interface Hands {
  house: House
  activity: Activity
  modals: Map<string, Modal>
  tell(event: string, data: Fields): Told
}

/** How a control is used: which choices of a menu, and which of several with the same label. */
export interface Press {
  choice?: Given
  nth?: number
}

/** A choice offered to somebody who types, in their language. */
export interface Choice {
  name: string
  value: string | number
}

/** Where something happens: '#name', '@name' for a direct conversation, or an id (of a thread). */
export type Where = string | Pick<Channel, 'id'>

/** What people can do in a server; each act resolves when the bot has answered the interaction. */
export function createPeople({ house, activity, modals, tell }: Hands) {
  const { guild, book, interactions } = house
  const placed = (where: Where): Channel => guild.channel(typeof where === 'string' ? where : where.id)

  async function deliver(act: Act, data: Fields): Promise<Answer> {
    const end = activity.begin(`the answer to ${act.what}`)
    const it = interactions.open(act)
    try {
      const told = tell('INTERACTION_CREATE', interactionJson(it, data, guild))
      if (told === 'nobody') it.fail('the bot is not connected')
      it.reached = told === 'sent'
      return await it.done
    } finally {
      end()
    }
  }

  function visible(user: User, channel: Channel): void {
    if (!guild.may(user, channel, 'ViewChannel'))
      throw cannot(`${user.name} does not see ${channel.type === kinds.direct ? 'it' : `#${channel.name}`}`)
  }

  /** A command as it is sent: its path, and the options given; `focus` is the one being typed. */
  function asSent(
    user: User,
    it: Typed,
    given: Record<string, Given>,
    focus?: { option: string; typed: string },
  ) {
    const resolved = createResolved(guild, user)
    const values = it.options.flatMap((option): Fields[] => {
      const key = Object.keys(given).find((name) => named([option], name) !== undefined)
      if (option.name === focus?.option)
        return [{ name: option.name, type: option.type, value: focus?.typed, focused: true }]
      const value = key === undefined ? undefined : given[key]
      if (value === undefined || value === null) return []
      return [{ name: option.name, type: option.type, value: givenTo(option, value, { guild, resolved }) }]
    })
    const unknown = Object.keys(given).find((name) => named(it.options, name) === undefined)
    if (unknown !== undefined)
      throw cannot(`there is no option '${unknown}', only: ${it.options.map(({ name }) => name).join(', ')}`)
    const options = it.path.reduceRight<Fields[]>(
      (inner, { name, type }) => [{ name, type, options: inner }],
      values,
    )
    const { id, name, guild_id: only } = it.command
    return {
      ...{ id, name, type: 1, options },
      ...(only === undefined ? {} : { guild_id: only }),
      ...resolved.all(),
    }
  }

  return {
    /** Types a command: '/incident log', with its options by name, in any of its languages. */
    async type(who: string, where: Where, words: string, given: Record<string, Given> = {}): Promise<Answer> {
      const [user, channel] = [guild.user(who), placed(where)]
      visible(user, channel)
      const it = book.typed(user, words, channel.type === kinds.direct)
      const data = asSent(user, it, given)
      const missing = it.options.filter(
        (option) =>
          option.required === true &&
          !Object.entries(given).some(([name, value]) => value !== null && named([option], name)),
      )
      if (missing.length > 0) throw cannot(`required: ${missing.map(({ name }) => name).join(', ')}`)
      const name = [it.command, ...it.path].map((part) => part.name).join(' ')
      return deliver({ kind: acts.command, what: `the command /${name}`, user, channel, name }, data)
    },

    /** Types into an option of a command, and returns what the bot offers, in the person's language. */
    async complete(
      who: string,
      where: Where,
      words: string,
      option: string,
      typed: string,
      given: Record<string, Given> = {},
    ): Promise<Choice[]> {
      const [user, channel] = [guild.user(who), placed(where)]
      visible(user, channel)
      const it = book.typed(user, words, channel.type === kinds.direct)
      const found = named(it.options, option)
      if (found === undefined)
        throw cannot(`there is no option '${option}', only: ${it.options.map(({ name }) => name).join(', ')}`)
      if (found.autocomplete !== true) throw cannot(`${option} offers nothing while somebody types`)
      const data = asSent(user, it, given, { option: String(found.name), typed })
      const what = `the typing of ${found.name}`
      const { body } = await deliver({ kind: acts.typing, what, user, channel }, data)
      return fieldsIn(body.choices).map(({ name, name_localizations: more, value }) => ({
        name: String((more as Fields | undefined)?.[user.locale] ?? name),
        value: typeof value === 'number' ? value : String(value),
      }))
    },

    /** Presses a button, or chooses from a menu, as it was when this message was looked at. */
    async press(who: string, message: Message, label: string, { choice, nth }: Press = {}): Promise<Answer> {
      const user = guild.user(who)
      const channel = guild.channel(message.channel)
      const control = controlIn(message.components, label, nth)
      if (message.ephemeral !== undefined && message.ephemeral.to !== user.id)
        throw cannot(`${who} does not see this message`)
      visible(user, channel)
      if (guild.find(message.id) === undefined) throw cannot('the message was deleted')
      const menu = control.type !== 2
      if (menu && choice === undefined) throw cannot(`'${label}' is a menu: which choice?`)
      const resolved = createResolved(guild, user)
      const values = menu ? { values: chosen(control, choice ?? null, { guild, resolved }) } : {}
      const { type: component_type, custom_id, id } = control
      const data = { component_type, custom_id, id, ...values, ...resolved.all() }
      const what = `the press of '${label}'`
      return deliver({ kind: acts.press, what, user, channel, source: message }, data)
    },

    /** Fills in the form somebody has open, by label or by a field's name, and sends it. */
    async submit(who: string, given: Record<string, Given> = {}): Promise<Answer> {
      const user = guild.user(who)
      const modal = modals.get(user.id)
      if (modal === undefined) throw cannot(`${who} has no form open`)
      const resolved = createResolved(guild, user)
      for (const [label, value] of Object.entries(given)) {
        const field = fieldIn(modal, label)
        modal.values[String(field.component.custom_id)] = filled(field, value, { guild, resolved })
      }
      const wrong = stops(modal)
      if (wrong.length > 0) throw cannot(wrong.join('; '))
      const named = createResolved(guild, user)
      const data = { ...submission(modal, { guild, resolved: named }), ...named.all() }
      const { source } = modal
      const channel = guild.channel(modal.channel)
      return deliver(
        { kind: acts.form, what: 'the submitted form', user, channel, ...(source ? { source } : {}) },
        data,
      )
    },

    /** Closes the form somebody has open; the bot hears nothing of it. */
    dismiss(who: string): void {
      const { id } = guild.user(who)
      if (!modals.delete(id)) throw cannot(`${who} has no form open`)
    },

    /** Uses a menu of a message, or of a person ('@otter') in a channel. */
    async menu(
      who: string,
      target: Message | Pick<User, 'id' | 'name'> | string,
      name: string,
      where?: Where,
    ): Promise<Answer> {
      const user = guild.user(who)
      const onMessage = typeof target !== 'string' && 'author' in target
      const home = [...guild.channels.values()].find(
        (it) => it.type === kinds.text && guild.may(user, it, 'ViewChannel'),
      )
      const channel = onMessage ? guild.channel(target.channel) : placed(where ?? home?.id ?? '#general')
      visible(user, channel)
      const found = book.menu(user, name, onMessage ? 3 : 2, channel.type === kinds.direct)
      const resolved = createResolved(guild, user)
      const current = onMessage ? guild.find(target.id) : undefined
      if (onMessage && current === undefined) throw cannot('the message was deleted')
      const target_id =
        current === undefined
          ? resolved.user(guild.user(typeof target === 'string' ? target : target.id))
          : resolved.message(current)
      const data = { id: found.id, name: found.name, type: found.type, target_id, ...resolved.all() }
      const command = String(found.name)
      return deliver(
        { kind: acts.command, what: `the menu '${command}'`, user, channel, name: command },
        data,
      )
    },

    /** Writes in a channel, a thread or the bot's direct conversation; '@name' and '#name' are mentions. */
    say(who: string, where: Where, words: string): Message {
      const [user, channel] = [guild.user(who), placed(where)]
      visible(user, channel)
      const content = words.replace(
        /(?<![\p{L}\p{N}])([@#])([\p{L}\p{N}._-]*[\p{L}\p{N}_-])/gu,
        (all, mark, name) => {
          const person = [...guild.users.values()].find((it) => it.name === name)
          const place = [...guild.channels.values()].find((it) => it.name === name && name !== '')
          if (mark === '@') return person === undefined ? all : `<@${person.id}>`
          return place === undefined ? all : `<#${place.id}>`
        },
      )
      return guild.post({
        ...{ channel: channel.id, author: user.id, content, mentions: mentionedIn(content) },
        ...{ embeds: [], components: [], attachments: [], flags: 0 },
      })
    },
  }
}
