import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js'
import { openBareFile } from './bare-file.ts'

/**
 * The least a bot can do that keeps its word, in a process of its own: `node discord-bare.ts FILE`. It writes what was
 * typed to the disk and answers 'ok' at once.
 */
const [, , path = ''] = process.argv
const { DISCORD_TOKEN: token, DISCORD_API_URL: api } = process.env
if (!token || !api) throw new Error('no server to serve')

const file = openBareFile(path)
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } })
client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return
  file.put(`command/${interaction.id}`, interaction.options.data)
  await interaction.reply({ content: 'ok', flags: MessageFlags.Ephemeral })
})
await client.login(token)
process.once('SIGTERM', async () => {
  await client.destroy()
  file.close()
  process.exit()
})
