import { beside } from './beside.ts'
import { createServerOfDiscord } from './discord-server.ts'
import type { Figure } from './figure.ts'

/**
 * Measures commands on Discord: acknowledged is the first callback, whatever it says; answered is the callback that
 * holds the answer, or the edit of the one that was deferred. The bare bot answers with its first callback.
 */
export const discordBench = (): Promise<Figure[]> =>
  beside({
    platform: 'discord',
    over: 'over the gateway of Discord',
    open: createServerOfDiscord,
    bare: { script: 'discord-bare.ts', name: 'a bare discord.js bot', answers: /"content":"ok"/ },
  })
