import { MessageFlags, ModalBuilder } from 'discord.js'
import { expect, test } from 'vitest'
import { connect, createTestDiscord, register } from './connected.ts'

const row = (...components: unknown[]) => ({ type: 1, components })
const button = (label: string, custom_id: string, more: object = {}) => ({
  ...{ type: 2, style: 1, label, custom_id },
  ...more,
})

const incident = {
  ...{ name: 'incident', description: 'Incidents', name_localizations: { fr: 'fait' } },
  options: [
    {
      ...{ type: 1, name: 'log', description: 'Write it down', name_localizations: { fr: 'noter' } },
      options: [
        { type: 3, name: 'what', description: 'What', required: true, name_localizations: { fr: 'quoi' } },
        {
          ...{ type: 3, name: 'type', description: 'Type' },
          choices: [
            { name: 'Spam', value: 'spam', name_localizations: { fr: 'Pub' } },
            { name: 'Raid', value: 'raid' },
          ],
        },
        { type: 4, name: 'count', description: 'How many', min_value: 1 },
        { type: 5, name: 'quietly', description: 'Quietly' },
        { type: 6, name: 'member', description: 'Who' },
        { type: 7, name: 'place', description: 'Where', channel_types: [0] },
        { type: 8, name: 'role', description: 'Role' },
      ],
    },
    {
      ...{ type: 1, name: 'show', description: 'Show one' },
      options: [{ type: 3, name: 'ref', description: 'Which', autocomplete: true }],
    },
  ],
}

test('a command is typed in any of its languages, with its options of every kind resolved', async () => {
  const discord = await createTestDiscord()
  discord.role('Mods')
  const heard: unknown[] = []
  await connect(discord, async (it) => {
    if (!it.isChatInputCommand()) return
    const { options } = it
    heard.push(
      ...[it.commandName, options.getSubcommand(), options.getString('what'), options.getString('type')],
      ...[options.getInteger('count'), options.getBoolean('quietly'), options.getUser('member')?.username],
      ...[options.getChannel('place')?.name, options.getRole('role')?.name, it.locale, it.inGuild()],
      it.memberPermissions?.has('Administrator'),
    )
    await it.reply({ content: 'Logged', flags: MessageFlags.Ephemeral })
  })
  expect(await register(discord, incident)).toBe('ok')
  const given = {
    ...{ quoi: 'Gift links', type: 'Pub', count: 3, quietly: true },
    ...{ member: '@otter', place: '#general', role: 'Mods' },
  }
  const { ms, type, late } = await discord.type('anna', '#general', '/fait noter', given)
  expect(ms).toBeLessThan(2000)
  expect([type, late]).toEqual([4, false])
  expect(heard).toEqual([
    ...['incident', 'log', 'Gift links', 'spam', 3, true, 'otter', 'general', 'Mods', 'fr', true, true],
  ])
  expect(discord.private('anna').map((it) => discord.textOf(it))).toEqual(['Logged'])
  expect([discord.private('otter'), discord.messages('#general')]).toEqual([[], []])
  expect(discord.commands('anna')[0]).toMatchObject({ name: 'fait', options: [{ name: 'noter' }, {}] })
  expect(discord.commands('otter')[0]).toMatchObject({ name: 'incident', options: [{ name: 'log' }, {}] })
  expect(discord.violations).toEqual([])
})

test('the client refuses what it would not send', async () => {
  const discord = await createTestDiscord()
  const hidden = {
    name: 'settings',
    description: 'Settings',
    default_member_permissions: '32',
    contexts: [0],
  }
  await register(discord, incident, hidden, { name: 'Log it', type: 3 })
  const log = (given: object) => discord.type('otter', '#general', '/incident log', { what: 'x', ...given })
  const refusals: [Promise<unknown>, RegExp][] = [
    [discord.type('otter', '#general', '/incident log'), /required: what/],
    [discord.type('otter', '#general', '/incident'), /needs a subcommand: log, show/],
    [discord.type('otter', '#general', '/incident drop'), /no subcommand 'drop'/],
    [discord.type('otter', '#general', '/settings'), /otter is not offered '\/settings', only \/incident/],
    [discord.type('anna', '@anna', '/settings'), /not offered/],
    [discord.type('otter', '#team', '/incident log'), /otter does not see #team/],
    [log({ why: 'x' }), /no option 'why'/],
    [log({ type: 'theft' }), /'theft' is not offered for type, only Spam, Raid/],
    [log({ count: 0 }), /below 1/],
    [log({ count: 1.5 }), /no whole number/],
    [log({ quietly: 'yes' }), /true or false/],
    [log({ member: 'nobody' }), /nobody is called/],
    [log({ place: '#nowhere' }), /no channel #nowhere/],
    [discord.complete('otter', '#general', '/incident log', 'what', 'x'), /offers nothing/],
    [discord.menu('otter', discord.say('anna', '#general', 'x'), 'Log them'), /not offered 'Log them'/],
    [discord.submit('otter'), /no form open/],
    [log({}), /the bot is not connected/],
  ]
  for (const [refusal, why] of refusals) await expect(refusal).rejects.toThrow(why)
  expect(discord.violations).toEqual([])
  expect(discord.published()).toEqual([])
})

test('choices are offered while somebody types, in their language', async () => {
  const discord = await createTestDiscord()
  const typed: unknown[] = []
  await connect(discord, async (it) => {
    if (!it.isAutocomplete()) return
    typed.push(it.options.getFocused(true))
    await it.respond([{ name: 'INC-212 · Spam', value: '212', nameLocalizations: { fr: 'INC-212 · Pub' } }])
  })
  await register(discord, incident)
  const [french] = await discord.complete('anna', '#general', '/incident show', 'ref', 'inc')
  const [english] = await discord.complete('otter', '#general', '/incident show', 'ref', '')
  expect([french, english]).toEqual([
    { name: 'INC-212 · Pub', value: '212' },
    { name: 'INC-212 · Spam', value: '212' },
  ])
  expect(typed).toMatchObject([{ name: 'ref', value: 'inc', focused: true }, { value: '' }])
  expect(discord.violations).toEqual([])
})

const form = {
  ...{ custom_id: 'log', title: 'Log an incident' },
  components: [
    {
      type: 18,
      label: 'What happened',
      component: { type: 4, style: 2, custom_id: 'f/what', max_length: 20 },
    },
    {
      ...{ type: 18, label: 'Severity', description: 'How bad it is' },
      component: {
        ...{ type: 3, custom_id: 'severity', required: false },
        options: [
          { label: 'High', value: 'high', default: true },
          { label: 'Low', value: 'low' },
        ],
      },
    },
    { type: 18, label: 'Who', component: { type: 5, custom_id: 'who', required: false, max_values: 2 } },
    row({ type: 4, style: 1, custom_id: 'link', label: 'Link', required: false }),
  ],
}

test('a form opens, is filled in by its labels, and closes when it is answered', async () => {
  const discord = await createTestDiscord()
  const sent: unknown[] = []
  await connect(discord, async (it) => {
    if (it.isChatInputCommand()) await it.showModal(new ModalBuilder(form as never))
    if (!it.isModalSubmit()) return
    const { fields } = it
    sent.push(
      ...[it.customId, fields.getTextInputValue('f/what'), fields.getStringSelectValues('severity')],
      ...[fields.getSelectedUsers('who')?.map(({ username }) => username), fields.getTextInputValue('link')],
    )
    await it.reply({ content: 'Logged', flags: MessageFlags.Ephemeral })
  })
  await register(discord, incident)
  const { type } = await discord.type('otter', '#general', '/incident log', { what: 'x' })
  expect(type).toBe(9)
  await expect(discord.submit('otter')).rejects.toThrow('What happened: nothing is given')
  await expect(discord.submit('otter', { what: 'x'.repeat(21) })).rejects.toThrow(/21 characters, at most 20/)
  await expect(discord.submit('otter', { Severity: 'Worst' })).rejects.toThrow(
    /no option 'Worst', only High, Low/,
  )
  await expect(discord.submit('otter', { Why: 'x' })).rejects.toThrow(/no field 'Why'/)
  expect(discord.textOf(discord.modal('otter')!)).toMatch(
    /^Log an incident\nWhat happened: x+\nSeverity: High\nHow bad/,
  )
  await discord.submit('otter', { what: 'Spam\nwave', Severity: 'Low', Who: ['@otter', 'anna'], Link: null })
  expect(sent).toEqual(['log', 'Spam\nwave', ['low'], ['otter', 'anna'], ''])
  expect(discord.modal('otter')).toBeUndefined()
  expect(discord.private('otter').map(({ content }) => content)).toEqual(['Logged'])
  expect(discord.violations).toEqual([])
})

test('buttons and menus are pressed on what everybody sees and on what one person sees', async () => {
  const discord = await createTestDiscord()
  const pressed: unknown[] = []
  const client = await connect(discord, async (it) => {
    if (it.isChatInputCommand()) {
      await it.deferReply({ flags: MessageFlags.Ephemeral })
      await it.editReply({ content: 'Sure?', components: [row(button('Yes', 'yes'))] as never })
    } else if (it.isButton()) {
      pressed.push([it.customId, it.message.content])
      await it.update({ content: 'Done', components: [] })
    } else if (it.isStringSelectMenu()) {
      pressed.push(it.values)
      await it.deferUpdate()
      await it.followUp({ content: 'Later, then', flags: MessageFlags.Ephemeral })
    } else if (it.isUserSelectMenu()) {
      pressed.push(it.users.map(({ username }) => username))
      await it.deferUpdate()
      await it.editReply({ content: 'Handed over' })
    }
  })
  await register(discord, incident)
  const channel = await client.channels.fetch(discord.channel('general').id)
  if (!channel?.isSendable()) throw new Error('the channel takes no messages')
  const menu = {
    type: 3,
    custom_id: 'later',
    placeholder: 'Later',
    options: [{ label: '15 min', value: 'PT15M' }],
  }
  const components = [
    row(button('Done', 'p/1/done'), button('Off', 'off', { disabled: true })),
    row(menu),
    row({ type: 5, custom_id: 'who', placeholder: 'Whose' }),
  ] as never
  await channel.send({ content: 'To post', components, nonce: 'a', enforceNonce: true })
  const [message] = discord.messages('#general')
  expect(discord.textOf(message!)).toBe('To post\n[Done] [Off]\n[Later]\n[Whose]')
  await discord.press('anna', message!, 'Later', { choice: '15 min' })
  await discord.press('anna', message!, 'Whose', { choice: '@otter' })
  await discord.settled()
  expect((await discord.press('anna', message!, 'done')).type).toBe(7)
  await discord.type('anna', '#general', '/incident show')
  await discord.settled()
  const [, sure] = discord.private('anna')
  await expect(discord.press('otter', sure!, 'Yes')).rejects.toThrow(/otter does not see this message/)
  await expect(discord.press('anna', message!, 'Off')).rejects.toThrow(/'Off' is disabled/)
  await expect(discord.press('anna', message!, 'Away')).rejects.toThrow(
    /no 'Away' here, only: Done, Off, Later/,
  )
  await expect(discord.press('anna', message!, 'Later')).rejects.toThrow(/which choice/)
  await discord.press('anna', sure!, 'Yes')
  await discord.settled()
  expect(discord.messages('#general').map((it) => discord.textOf(it))).toEqual(['Done'])
  expect(discord.private('anna').map((it) => discord.textOf(it))).toEqual(['Later, then', 'Done'])
  expect(pressed).toEqual([['PT15M'], ['otter'], ['p/1/done', 'Handed over'], ['yes', 'Sure?']])
  expect(discord.violations).toEqual([])
  expect(discord.published()).toEqual([])
})

test('menus carry the message or the person they were used on', async () => {
  const discord = await createTestDiscord()
  const heard: unknown[] = []
  await connect(discord, async (it) => {
    if (it.isMessageContextMenuCommand())
      heard.push(it.commandName, it.targetMessage.content, it.targetMessage.author.username)
    if (it.isUserContextMenuCommand())
      heard.push(it.commandName, it.targetUser.username, it.targetMember !== null)
    if (it.isContextMenuCommand()) await it.reply({ content: 'Seen', flags: MessageFlags.Ephemeral })
  })
  await register(
    discord,
    { name: 'Log it', type: 3, name_localizations: { fr: 'Noter' } },
    { name: 'History', type: 2 },
  )
  await discord.menu('anna', discord.say('otter', '#general', 'Free gifts'), 'Noter')
  await discord.menu('anna', discord.user('otter'), 'History')
  expect(heard).toEqual(['Log it', 'Free gifts', 'otter', 'History', 'otter', true])
  expect(discord.violations).toEqual([])
})
