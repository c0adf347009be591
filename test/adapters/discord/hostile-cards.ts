import { hostile, now } from '../hostile-cards.ts'

export { now }

/** The server cards are rendered for, and another. */
export const space = '100000000000000001'
const elsewhere = '100000000000000002'

/** Buttons and menus, most of which fit, texts and cards of any shape, full of what Discord could read something into. */
export const { button, cards, string, text } = hostile({
  words: [
    '@everyone ',
    '@here',
    '@',
    'everyone',
    '<@200000000000000001>',
    '<@!200000000000000001>',
    '<@&300000000000000001>',
    '<#400000000000000001>',
    '<id:customize>',
    '</incident log:500000000000000001>',
    '<:lol:600000000000000001>',
    '<a:lol:600000000000000001>',
    '<t:1800000000:R>',
    '<https://evil.example>',
    '<anna@example.com>',
    '<+33123456789>',
    'discord.gg/evil',
    'https:',
    '//evil.example',
    '[x](<https://evil.example>)',
    '[bank',
    '](https://evil.example)',
    '***b***',
    '__u__',
    '~~s~~',
    '||spoiler||',
    '**',
    '_',
    '||',
    '`',
    '``',
    '\\',
    '\\\\*',
    '¯\\_(ツ)_/¯',
    '\n# heading',
    '\n-# small',
    '\n- item',
    '\n* item',
    '\n10) item',
    '\n   > quote',
    '\n>>> all of it',
    '#',
    '-',
  ],
  addresses: [
    'discord://-/channels/1',
    'https://evil.example/a)b*c**d\\e`f|g_h_i',
    'https://evil.example/(a',
    'https://evil.example/?a=\\)',
    'https://discord.gg/evil',
    'mailto:anna@example.com?cc=@everyone',
  ],
  spaces: [space, elsewhere],
  accounts: [
    '200000000000000001',
    '200000000000000002',
    'U1',
    '<@&300000000000000001>',
    '200000000000000001> @everyone',
  ],
  channels: ['400000000000000001', '400000000000000002', 'C1', '<#400000000000000001>'],
})
