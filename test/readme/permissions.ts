import { invitation, type Permission, wanted } from '../../src/adapters/discord/permissions.ts'
import { words } from '../test-house.ts'

/** Why each permission is asked for, and what there is without it. */
const reasons: Record<Permission, { why: string; without: string }> = {
  ViewChannel: {
    why: 'The channels its cards hang in, and what a channel allows it.',
    without: 'Nothing can be posted there; answers to commands still come.',
  },
  SendMessages: {
    why: 'Posts cards, reminders and the digest in the channels chosen for them. Its own messages it may always edit.',
    without: 'What goes there is paused; answers to commands and direct messages still come.',
  },
  ReadMessageHistory: {
    why: "Looks for its own post when Discord's answer was lost, so that it isn't sent twice, and at what a card was called. Reads nothing else.",
    without:
      'After a lost answer and some minutes, a post may show twice there, or waits for a person to decide.',
  },
  CreatePublicThreads: {
    why: "A case's notes stand in a thread under its card.",
    without: 'The notes are on the card and in `/incident show` only.',
  },
  SendMessagesInThreads: {
    why: 'Writes those notes.',
    without: 'The same.',
  },
}

/** The link by which the bot is added to a server. */
export const invitationLink = (): string =>
  [
    '```text',
    `https://discord.com/oauth2/authorize?client_id=APPLICATION_ID&scope=bot+applications.commands&permissions=${invitation()}`,
    '```',
  ].join('\n')

/** Rows of the table of permissions, under the names that Discord's settings have for them. */
export const permissionRows = (): string[] =>
  wanted.map((name) => {
    const { why, without } = reasons[name]
    return [`*${words.t('en')(`discord.permissions.${name}`)}*`, why, without].join(' | ')
  })
