import { Routes } from 'discord.js'
import { expect, test } from 'vitest'
import { call, createRest, createTestDiscord, post } from './connected.ts'

const seconds = Date.parse('2027-03-11T08:30:00Z') / 1000

test('markup is read without its signs, times in the zone of who reads, and names for ids', async () => {
  const discord = await createTestDiscord({ now: () => (seconds + 7200) * 1000 })
  discord.user('kim', { locale: 'en-US', tz: 'America/New_York' })
  const anna = discord.user('anna').id
  const { id } = discord.role('Mods')
  const lines = [
    '## **Incident** 212',
    `<@${anna}> and <@&${id}> in <#${discord.channel('general').id}>`,
    `at <t:${seconds}:f>, <t:${seconds}:t>, <t:${seconds}:R>`,
    '- *one* ~~two~~ __three__ ||four||',
    String.raw`\*not\* \_these\_, \<@1\>, snake_case_name, 2 \* 3`,
    '`**code**` [a link](https://vigie.example/a_b_c) <https://vigie.example>',
    '-# Small',
    '> Said',
  ]
  await post(discord, '#general', { content: lines.join('\n'), allowed_mentions: { parse: [] } })
  const [message] = discord.messages('#general')
  expect(discord.textOf(message!)).toBe(
    [
      'Incident 212',
      '@anna and @Mods in #general',
      'at 11 March 2027 09:30, 09:30, 2 hours ago',
      '• one two three four',
      '*not* _these_, <@1>, snake_case_name, 2 * 3',
      '**code** a link https://vigie.example',
      'Small',
      'Said',
    ].join('\n'),
  )
  expect(discord.textOf(message!, 'anna')).toContain('at 11 mars 2027 09:30, 09:30, il y a 2 heures')
  expect(discord.textOf(message!, 'kim')).toMatch(/at March 11, 2027 3:30\sAM/)
})

test('embeds and components are read from top to bottom, and what was looked at stays as it was', async () => {
  const discord = await createTestDiscord()
  await post(discord, '#general', {
    embeds: [
      {
        title: 'Title',
        description: 'Text',
        fields: [{ name: 'Who', value: '**me**' }],
        footer: { text: 'End' },
      },
    ],
  })
  const button = (label: string) => ({ type: 2, style: 2, label, custom_id: label })
  const words = (content: string) => ({ type: 10, content })
  await post(discord, '#general', {
    flags: 1 << 15,
    components: [
      {
        type: 17,
        components: [
          words('# Digest'),
          { type: 14 },
          { type: 9, components: [words('One'), words('Two')], accessory: button('Open') },
          { type: 1, components: [button('Done'), { ...button('Link'), emoji: { name: '🔗' } }] },
        ],
      },
      { type: 12, items: [{ media: { url: 'https://vigie.example/a.png' }, description: 'A chart' }] },
    ],
  })
  const [embedded, modern] = discord.messages('#general')
  expect(discord.textOf(embedded!)).toBe('Title\nText\nWho: me\nEnd')
  expect(discord.textOf(modern!)).toBe('Digest\nOne\nTwo\n[Open]\n[Done] [🔗 Link]\n[A chart]')
  const path = Routes.channelMessage(modern!.channel, modern!.id)
  expect(await call(discord, 'patch', path, { components: [words('Over')] })).toBe('ok')
  expect(await call(discord, 'patch', path, { content: 'x' })).toBe(50035)
  expect(await call(discord, 'patch', path, { flags: 0, components: [], content: 'x' })).toBe(50035)
  expect(discord.textOf(modern!)).toMatch(/^Digest/)
  expect(discord.textOf(discord.now(modern!))).toBe('Over')
})

test('history is read page by page, and says nothing of what others wrote', async () => {
  const discord = await createTestDiscord()
  const rest = createRest(discord)
  discord.say('otter', '#general', 'hello @anna in #general')
  for (const content of ['a', 'b', 'c']) await post(discord, '#general', { content })
  const path = Routes.channelMessages(discord.channel('general').id)
  const read = async (query: Record<string, string>) =>
    ((await rest.get(path, { query: new URLSearchParams(query) })) as { id: string; content: string }[]).map(
      ({ content }) => content,
    )
  const [first, , third] = discord.messages('#general')
  expect(await read({})).toEqual(['c', 'b', 'a', ''])
  expect(await read({ limit: '2' })).toEqual(['c', 'b'])
  expect(await read({ before: third!.id })).toEqual(['a', ''])
  expect(await read({ after: first!.id, limit: '2' })).toEqual(['b', 'a'])
  expect(await call(discord, 'get', `${path}?limit=101`)).toBe(50035)
  discord.permit(['ViewChannel'])
  expect(await read({})).toEqual([])
  expect(await call(discord, 'get', `${path}/${first!.id}`)).toBe(50013)
  expect(discord.textOf(first!)).toBe('hello @anna in #general')
  expect(discord.notified.map(({ user }) => user)).toEqual(['anna'])
})
