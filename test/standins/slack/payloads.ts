import type { Fields } from '../checks.ts'
import { type House, shown, shownView } from './method.ts'
import type { Channel, Message, User, View } from './model.ts'
import { elementsOf, valuesOf } from './state.ts'

/** Writes what Slack sends, field by field as it does. Every payload gets its own trigger and response URL. */
export function createPayloads({ space, passes, now }: House) {
  const { team, app } = space
  const seconds = (): string => (now() / 1000).toFixed(6)
  const token = 'verification-token'
  const common = (user: User): Fields => ({
    ...{ team: { id: team.id, domain: team.domain }, enterprise: null, is_enterprise_install: false },
    ...{ user: { id: user.id, username: user.name, name: user.name, team_id: team.id } },
    ...{ api_app_id: app, token },
  })
  const named = ({ id, name, kind }: Channel): Fields => ({
    id,
    name: kind === 'private' ? 'privategroup' : name,
  })
  const event = (inner: Fields): Fields => ({
    ...{
      token,
      team_id: team.id,
      context_team_id: team.id,
      api_app_id: app,
      event: inner,
      type: 'event_callback',
    },
    ...{ event_id: space.id('Ev'), event_time: Math.floor(now() / 1000), is_ext_shared_channel: false },
    authorizations: [
      {
        ...{ enterprise_id: null, team_id: team.id, user_id: space.bot.id },
        ...{ is_bot: true, is_enterprise_install: false },
      },
    ],
  })

  return {
    command: (user: User, channel: Channel, command: string, text: string): Fields => ({
      ...{ token, team_id: team.id, team_domain: team.domain },
      ...{
        channel_id: channel.id,
        channel_name: named(channel).name,
        user_id: user.id,
        user_name: user.name,
      },
      ...{ command, text, api_app_id: app, is_enterprise_install: 'false' },
      ...{
        response_url: passes.url({ user: user.id, channel: channel.id }),
        trigger_id: passes.trigger(user.id),
      },
    }),

    /** A press within a message that everybody or only its person sees. */
    pressed(user: User, message: Message, action: Fields, current: Message | undefined): Fields {
      const channel = space.channel(message.channel)
      const ephemeral = message.ephemeral !== undefined
      const values = valuesOf(message.blocks ?? [])
      const { block_id: block, action_id: id } = action
      const mine = values[String(block)]
      if (mine?.[String(id)] !== undefined) mine[String(id)] = chosen(action)
      const thread = message.thread_ts === undefined ? {} : { thread: message.thread_ts }
      return {
        type: 'block_actions',
        ...common(user),
        container: {
          ...{ type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral },
          ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
        },
        trigger_id: passes.trigger(user.id),
        channel: named(channel),
        ...(ephemeral ? {} : { message: { ...shown(current ?? message), app_id: app, team: team.id } }),
        state: { values },
        response_url: passes.url({
          ...{ user: user.id, channel: channel.id, source: { ts: message.ts, ephemeral } },
          ...thread,
        }),
        actions: [{ ...action, action_ts: seconds() }],
      }
    },

    /** A press within a modal or Home. */
    touched: (user: User, it: View, action: Fields): Fields => ({
      type: 'block_actions',
      ...common(user),
      container: { type: 'view', view_id: it.id },
      trigger_id: passes.trigger(user.id, it.view.type === 'modal' ? it.id : undefined),
      view: shownView(it, space),
      actions: [{ ...action, action_ts: seconds() }],
    }),

    submitted(user: User, it: View): Fields {
      const urls = it.view.blocks.flatMap((block) =>
        elementsOf(block)
          .filter(({ response_url_enabled: on }) => on === true)
          .map(({ action_id: action }) => {
            const value = it.values[String(block.block_id)]?.[String(action)]
            const channel = String(value?.selected_conversation ?? value?.selected_channel)
            const response_url = passes.url({ user: user.id, channel })
            return { block_id: block.block_id, action_id: action, channel_id: channel, response_url }
          }),
      )
      return {
        type: 'view_submission',
        ...common(user),
        trigger_id: passes.trigger(user.id, it.id),
        view: shownView(it, space),
        response_urls: urls,
      }
    },

    closed: (user: User, it: View, cleared: boolean): Fields => ({
      ...{ type: 'view_closed', ...common(user), view: shownView(it, space), is_cleared: cleared },
    }),

    suggested: (user: User, it: View | Message, element: Fields, value: string): Fields => ({
      ...{
        type: 'block_suggestion',
        ...common(user),
        ...{ action_id: element.action_id, block_id: element.block_id },
      },
      value,
      ...('view' in it
        ? { container: { type: 'view', view_id: it.id }, view: shownView(it, space) }
        : {
            container: { type: 'message', message_ts: it.ts, channel_id: it.channel, is_ephemeral: false },
            ...{ channel: named(space.channel(it.channel)), message: shown(it) },
          }),
    }),

    shortcut: (user: User, callback: string): Fields => ({
      ...{ type: 'shortcut', ...common(user), action_ts: seconds(), callback_id: callback },
      trigger_id: passes.trigger(user.id),
    }),

    messageShortcut(user: User, message: Message, callback: string): Fields {
      const channel = space.channel(message.channel)
      const thread = message.thread_ts === undefined ? {} : { thread: message.thread_ts }
      return {
        ...{ type: 'message_action', ...common(user), action_ts: seconds(), callback_id: callback },
        ...{ trigger_id: passes.trigger(user.id), channel: named(channel), message_ts: message.ts },
        response_url: passes.url({ user: user.id, channel: channel.id, ...thread }),
        message: { ...shown(message), team: team.id },
      }
    },

    homeOpened(user: User): Fields {
      const home = space.homes.get(user.id)
      return event({
        ...{ type: 'app_home_opened', user: user.id, channel: space.direct(user.id).id, tab: 'home' },
        ...{ event_ts: seconds(), ...(home === undefined ? {} : { view: shownView(home, space) }) },
      })
    },

    said(message: Message): Fields {
      const { kind } = space.channel(message.channel)
      const channel_type = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' }[kind]
      return event({
        ...shown(message),
        channel: message.channel,
        channel_type,
        event_ts: message.ts,
        team: team.id,
      })
    },
  }
}

/** The value within an action, as `state.values` tells it. */
const chosen = ({ action_id: _, block_id: _block, placeholder: _placeholder, ...value }: Fields): Fields =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('initial_')))
