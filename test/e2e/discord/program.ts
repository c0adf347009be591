import { createDiscord, type Discord } from '../../standins/discord/index.ts'
import { createMachine, type Program, type Starting, until } from '../program.ts'

/** A server, a folder for the data, and the program itself in processes of its own. */
export async function createPlace() {
  const discord: Discord = await createDiscord()
  const { close, port, start, written } = await createMachine(discord.env)
  discord.user('anna', { locale: 'en-GB', tz: 'Europe/Paris', admin: true })
  discord.channel('moderation')

  return {
    ...{ discord, start, port, written },
    /** Starts it and waits until it serves, with its commands registered. */
    async serve(how?: Starting): Promise<Program> {
      const program = start(how)
      await program.until(200)
      await until(() => discord.commands().length > 0, 'the commands')
      return program
    },
    /** Anna types a command; answers what is shown to her only. */
    async says(words: string, given: Parameters<Discord['submit']>[1]): Promise<string> {
      const seen = discord.private('anna').length
      await discord.type('anna', '#moderation', words, given)
      await until(() => discord.private('anna').length > seen, `an answer to ${words}`)
      const shown = discord.private('anna').at(-1)
      return shown === undefined ? '' : discord.textOf(shown, 'anna')
    },
    async close(): Promise<void> {
      await close()
      await discord.close()
    },
  }
}
