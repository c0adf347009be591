import { hostile, now } from '../hostile-cards.ts'

export { now }

/** Buttons and menus, most of which fit, and cards of any shape, full of what Slack could read something into. */
export const { button, cards } = hostile({
  words: [
    '<!channel> ',
    '<!here|all>',
    '<!subteam^S1|mods>',
    '<@U1>',
    '<#C1|help>',
    '~s~',
    '&lt;!channel&gt;',
    '<https://evil.example|bank.example>',
    '@channel @here',
  ],
  addresses: ['slack://channel?id=C1', 'https://evil.example/<!channel>|x'],
  spaces: ['T1', 'T2'],
  accounts: ['U1', 'U2', 'W3', 'anna', '<!here>', 'U1> <!channel'],
  channels: ['C1', 'G2', 'D3', 'help', '<!here>'],
})
