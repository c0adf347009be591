import type { Discord, Seen as SeenOnDiscord } from '../../standins/discord/index.ts'
import type { Seen as SeenOnSlack, Slack } from '../../standins/slack/index.ts'

/** What people act on, and what becomes of it. */
export interface Acting {
  slack: Slack
  discord: Discord
  /** Lets somebody act; it is over once the chat has Vigie's acknowledgement. */
  act?(doing: () => Promise<unknown>): Promise<void>
  /** Waits until an act has had its consequences. */
  settle(): Promise<void>
}

/** What people do on Slack and on Discord, and what they see there. */
export type Hands = ReturnType<typeof createHands>

const atOnce = async (doing: () => Promise<unknown>): Promise<void> => void (await doing())

const spaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

/** Gives everybody on both chats hands and eyes. */
export function createHands({ slack, discord, act = atOnce, settle }: Acting) {
  const heard = { slack: 0, discord: 0 }
  return {
    onSlack: {
      text: (seen: SeenOnSlack | undefined, who?: string) =>
        seen === undefined ? '' : spaces(slack.textOf(seen, who)),
      /** Somebody types a line as the terminal knows it; answers what only they are shown. */
      async says(who: string, line: string, where = '#team'): Promise<string> {
        const seen = slack.private(who).length
        await act(() => slack.type(who, where, line.replace(/^\//, '/vigie ')))
        await slack.until(() => slack.private(who).length > seen, `an answer to '${line}'`)
        return spaces(slack.textOf(slack.private(who).at(-1) as SeenOnSlack, who))
      },
      /** Somebody presses a button of a message. */
      async press(who: string, seen: SeenOnSlack | undefined, label: string, choice?: string) {
        if (seen === undefined) throw new Error(`${who} has nothing before them to press '${label}' on`)
        await act(() => slack.press(who, seen, label, choice === undefined ? {} : { choice }))
        await settle()
      },
      /** Somebody presses a button that opens a form, and once more if that did nothing, as people do. */
      async opens(who: string, seen: SeenOnSlack, label: string) {
        await this.press(who, seen, label)
        if (slack.modal(who) !== undefined) return
        await slack.press(who, seen, label)
        await settle()
      },
      /** Somebody fills in the form before them and sends it; answers what only they are shown. */
      async fills(who: string, values: Parameters<typeof slack.submit>[1]): Promise<string> {
        const seen = slack.private(who).length
        await act(() => slack.submit(who, values))
        await slack.until(() => slack.private(who).length > seen, `an answer to the form of ${who}`)
        return spaces(slack.textOf(slack.private(who).at(-1) as SeenOnSlack, who))
      },
      /** The message of a channel that begins with these words. */
      find: (where: string, begins: string) =>
        oneOf(slack.messages(where), begins, (it) => spaces(slack.textOf(it)), where),
      /** Who was notified since this was asked last, by name. */
      notified(): string[] {
        const names = slack.notified.slice(heard.slack).map(({ user }) => user)
        heard.slack = slack.notified.length
        return names
      },
    },
    onDiscord: {
      text: (seen: SeenOnDiscord | undefined, who?: string) =>
        seen === undefined ? '' : spaces(discord.textOf(seen, who)),
      /** Somebody types a command with its options; answers what only they are shown. */
      async says(
        who: string,
        line: string,
        given: Parameters<typeof discord.type>[3] = {},
        where: Parameters<typeof discord.type>[1] = '#moderation',
      ): Promise<string> {
        const seen = discord.private(who).length
        await act(() => discord.type(who, where, line, given))
        await discord.until(() => discord.private(who).length > seen, `an answer to '${line}'`)
        await discord.settled(30)
        return spaces(discord.textOf(discord.private(who).at(-1) as SeenOnDiscord, who))
      },
      /** Somebody presses a button of a message. */
      async press(
        who: string,
        message: Parameters<typeof discord.press>[1] | undefined,
        label: string,
        choice?: string,
      ) {
        if (message === undefined) throw new Error(`${who} has nothing before them to press '${label}' on`)
        await act(() => discord.press(who, message, label, choice === undefined ? {} : { choice }))
        await settle()
      },
      /** Somebody fills in the form before them and sends it; answers what only they are shown. */
      async fills(who: string, values: Parameters<typeof discord.submit>[1]): Promise<string> {
        await act(() => discord.submit(who, values))
        await settle()
        return spaces(discord.textOf(discord.private(who).at(-1) as SeenOnDiscord, who))
      },
      /** The message of a channel that begins with these words. */
      find: (where: string, begins: string) =>
        oneOf(discord.messages(where), begins, (it) => spaces(discord.textOf(it)), where),
      /** Who was notified since this was asked last, by name. */
      notified(): string[] {
        const names = discord.notified.slice(heard.discord).map(({ user }) => user)
        heard.discord = discord.notified.length
        return names
      },
    },
  }
}

function oneOf<M>(all: readonly M[], begins: string, read: (it: M) => string, where: string): M {
  const found = all.filter((it) => read(it).startsWith(begins))
  const [first] = found
  if (first !== undefined && found.length === 1) return first
  const there = all.map((it) => read(it).split('\n')[0])
  throw new Error(`${found.length} messages in ${where} begin with '${begins}', of:\n${there.join('\n')}`)
}
