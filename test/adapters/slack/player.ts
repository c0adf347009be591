import { readMeta } from '../../../src/adapters/slack/meta.ts'
import { menuNameOf } from '../../../src/core/naming.ts'
import type { Stage } from '../../contracts/play.ts'
import { begins, channels, everybody, people, zone } from '../../contracts/scenarios/cast.ts'
import { commandCalled, lineOf } from '../../contracts/tongue.ts'
import type { Message, View } from '../../standins/slack/index.ts'
import { words } from '../../test-house.ts'
import { createStandInPlayer } from '../stand-in-player.ts'
import { createRig } from './rig.ts'

/** Slack as scenarios are played on it: a workspace, and the real client. */
export const slackStage: Stage = {
  chat: 'slack',
  lacks: {},
  async open(locale) {
    const rig = await createRig({ now: begins, locale, zone })
    const { slack } = rig
    const tongue = locale === 'en' ? 'en-GB' : 'fr-FR'
    for (const name of everybody)
      slack.user(name, { locale: tongue, tz: zone, admin: people.manager.includes(name) })
    for (const name of channels.team)
      slack.channel(name, { private: true, members: [...people.manager, ...people.team] })
    for (const name of channels.open) slack.channel(name, { members: everybody })
    await slack.connected()
    return createStandInPlayer<Message, View>({
      ...{ chat: 'slack', space: slack.team.id, standIn: slack, rig, locale, tongue },
      // All commands have one root there.
      reworded: (text) => text.replaceAll('/vigie ', '/'),
      idOf: ({ channel, ts }) => `${channel}/${ts}`,
      isShown: ({ bot_id, ephemeral }) => bot_id !== undefined || ephemeral !== undefined,
      labelsOf,
      formOf: (seen) => ('view' in seen ? readMeta(seen.view.view.private_metadata).command : undefined),
      types: ({ command, given, where, who }) =>
        slack.type(who, where, `/vigie ${lineOf(commandCalled(command), given, locale)}`),
      picks: ({ command, who }, message) =>
        slack.messageShortcut(
          who,
          message,
          menuNameOf(words, locale, commandCalled(command), 'message') ?? command,
        ),
      names: () => [
        ...everybody.flatMap((who): [string, string][] => [
          [slack.user(who).id, `@${who}`],
          ...slack.direct(who).map(({ channel }): [string, string] => [channel, `@${who}`]),
        ]),
        ...[...channels.team, ...channels.open].map((name): [string, string] => [
          slack.channel(name).id,
          `#${name}`,
        ]),
      ],
    })
  },
}

/** What can be pressed, as far as its label goes. */
interface Pressable {
  type: string
  text?: { text: string }
  placeholder?: { text: string }
}

/** The labels of what can be pressed. */
const labelsOf = ({ blocks = [] }: Message): string[] =>
  (blocks as unknown as { elements?: Pressable[]; accessory?: Pressable }[])
    .flatMap(({ accessory, elements = [] }) =>
      accessory === undefined ? elements : [...elements, accessory],
    )
    .filter(({ type }) => type === 'button' || type === 'static_select')
    .map(({ placeholder, text }) => (text ?? placeholder)?.text ?? '')
