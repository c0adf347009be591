import { expect, test } from 'vitest'
import { personRecordOf } from '../../src/features/people.ts'
import { createTestBot, oneCommunity, type TestBot } from '../test-bot.ts'

const anna = 'console:test:anna'

/** A community on two chats; @anna, who is its manager, is @ann on Discord. */
async function town(): Promise<TestBot> {
  const bot = await createTestBot()
  await oneCommunity(bot)
  await bot.say('anna:manager', '/settings')
  return bot
}

async function codeOf(bot: TestBot, as: string): Promise<string> {
  const said = await bot.say(as, '/settings account')
  const [code] = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(said) ?? []
  if (code === undefined) throw new Error(`no code in: ${said}`)
  return code
}

async function linked(bot: TestBot, one: string, other: string): Promise<string> {
  await bot.say(other, `/settings account ${await codeOf(bot, one)}`)
  return bot.press(other, 'Both are me')
}

test('each account is a person of its own until the code of one is typed and confirmed on the other', async () => {
  const bot = await town()
  const code = await codeOf(bot, 'anna')
  expect(await bot.say('ann@discord', '/settings')).toContain('for the role moderator')
  expect(await bot.say('ann@discord', `/settings account ${code}`)).toMatchInlineSnapshot(`
    "Is @anna (the terminal) you as well?
    @ann (Discord), @anna (the terminal) become one person, with the role manager. Incidents, questions, reminders and history of each are both's, on either chat.
    [Both are me] [Correct] [No]
    Say yes only if you asked for this code yourself: whoever has the other account gets what is yours."
  `)
  expect(await bot.say('ann@discord', '/settings')).toContain('for the role moderator')
  await bot.say('ann@discord', `/settings account ${code.toLowerCase().replace('-', ' ')}`)
  expect(await bot.press('ann@discord', 'Both are me')).toMatchInlineSnapshot(`
    "@ann (Discord), @anna (the terminal) are one person now, with the role manager. What's written to you goes to the chat you used last.
    To separate them again: /settings separate"
  `)
  expect(await bot.say('ann@discord', '/settings')).toContain('How this community works')
  const { accounts, id, name } = (await bot.look((use) => personRecordOf(use, anna))) ?? {}
  expect([id, name, accounts?.map((it) => `${it.platform} ${it.id}`)]).toEqual([
    anna,
    'ann',
    ['discord ann', 'console anna'],
  ])
})

test('a code is good for ten minutes, once, and not on the account it was made with', async () => {
  const bot = await town()
  const code = await codeOf(bot, 'anna')
  expect(await bot.say('anna', `/settings account ${code}`)).toContain('made with this account')
  await bot.advance({ minutes: 10 })
  expect(await bot.say('ann@discord', `/settings account ${code}`)).toContain('its ten minutes are over')
  const other = await codeOf(bot, 'anna')
  await bot.say('ann@discord', `/settings account ${other}`)
  await bot.press('ann@discord', 'Both are me')
  expect(await bot.say('eve@discord', `/settings account ${other}`)).toContain('or it was used')
  expect(await bot.say('anna', `/settings account ${await codeOf(bot, 'ann@discord')}`)).toContain(
    'one person already',
  )
})

test('nobody is given a second account in the same place', async () => {
  const bot = await town()
  await linked(bot, 'anna', 'ann@discord')
  const code = await codeOf(bot, 'eve@discord')
  expect(await bot.say('anna', `/settings account ${code}`)).toContain("can't have two accounts")
})

test('a role follows the person to each of their accounts, and supervision with it', async () => {
  const bot = await town()
  await bot.say('anna', '/team add @mod moderator supervised:yes')
  await bot.say('mod', '/team')
  expect(await linked(bot, 'est@discord', 'mod')).toContain('moderator')
  expect(await bot.say('est@discord', '/team')).toContain('@est (Discord), @mod (the terminal)')
  expect(await bot.look((use) => personRecordOf(use, 'console:test:mod'))).toMatchObject({
    supervised: true,
    role: 'moderator',
  })
})

test("a member's history counts what each of their accounts was reported for, once", async () => {
  const bot = await town()
  await bot.say('anna', '/incident log Insults type:insults member:@owl')
  await bot.say('anna', '/incident log Spam type:spam member:<@discord/test/nightowl|nightowl>')
  await bot.say('anna', '/incident log Both type:harassment member:@owl,<@discord/test/nightowl|nightowl>')
  await bot.say('anna', '/incident log Unrelated type:scam member:@otter')
  await bot.say('owl', '/help')
  await linked(bot, 'owl', 'nightowl@discord')
  const history = await bot.say('anna', '/incident history @owl')
  expect(history).toContain('3 incidents')
  expect(await bot.say('anna', '/incident history @nightowl')).toContain('3 incidents')
  await bot.say('owl', '/settings separate')
  await bot.press('owl', 'Yes')
  expect(await bot.say('anna', '/incident history @owl')).toContain('2 incidents')
})

test('cases and reminders are theirs on either chat', async () => {
  const bot = await town()
  await bot.say('anna', '/team add @mod moderator')
  await bot.say('mod', '/incident log Gift links type:spam')
  await bot.say('mod', '/reminder add Write the report tomorrow 9:00')
  await bot.press('mod', 'Save')
  await linked(bot, 'mod', 'est@discord')
  expect(await bot.say('est@discord', '/incident list mine:yes')).toContain('INC-1')
  expect(await bot.say('est@discord', '/reminder list for:me')).toContain('Write the report')
  expect(await bot.say('est@discord', '/incident claim 1')).toContain('You')
  await bot.advance('2027-03-11T09:01')
  expect(bot.on('@est').join('\n')).toContain('Write the report')
  expect(bot.on('@mod').join('\n')).not.toContain('Write the report')
})

test('nobody answers their own question through their other account', async () => {
  const bot = await town()
  await bot.say('anna', '/incident log Gift links type:spam')
  await bot.say('anna', '/incident ask 1 May we ban them?')
  await linked(bot, 'anna', 'ann@discord')
  expect(await bot.say('ann@discord', '/incident answer 1 Yes, ban them')).toContain(
    'You asked this about INC-1 yourself',
  )
})

test('the owner or a manager separates accounts, and nobody else', async () => {
  const bot = await town()
  await bot.say('anna', '/team add @mod moderator')
  await linked(bot, 'anna', 'ann@discord')
  expect(await bot.say('mod', '/settings separate @anna')).toContain('or a manager')
  expect(await bot.say('mod', '/settings separate')).toContain('one account')
  await bot.say('ann@discord', '/settings separate')
  expect(await bot.press('ann@discord', 'Yes')).toMatchInlineSnapshot(`
    "People of their own again
    @ann (Discord): member
    @anna (the terminal): manager"
  `)
  expect(await bot.say('ann@discord', '/settings')).toContain('for the role moderator')
  expect(await bot.say('anna', '/settings')).toContain('How this community works')
})

test('a role that a group gave on one chat ends on the other with the group', async () => {
  const bot = await town()
  await bot.say('anna', '/settings role admins moderator')
  bot.chat.knows.groups.set('mod', ['admin'])
  await bot.say('mod', '/team')
  await linked(bot, 'mod', 'est@discord')
  expect(await bot.say('est@discord', '/team')).toContain('@est')
  bot.chat.knows.groups.set('mod', undefined)
  expect(await bot.say('est@discord', '/team')).toContain('for the role moderator')
  bot.chat.knows.groups.set('mod', [])
  expect(await bot.say('est@discord', '/team')).toContain('for the role moderator')
})

test('all of it is said in French too', async () => {
  const bot = await createTestBot({ locale: 'fr' })
  await oneCommunity(bot)
  await bot.say('anna:manager', '/réglages')
  const said = await bot.say('anna', '/réglages compte')
  const [code = ''] = said.split('\n')
  expect(said.replace(code, 'CODE')).toMatchInlineSnapshot(`
    "CODE
    Valable jusqu'à 09:10, une fois. Sur ton autre messagerie, retape cette commande avec ce code, depuis ton autre compte ; rien ne se fait avant ta confirmation là-bas.
    Ne le donne à personne : qui s'en sert devient ici la même personne que toi."
  `)
  expect(await bot.say('ann@discord', `/réglages compte ${code}`)).toMatchInlineSnapshot(`
    "@anna (le terminal), c'est toi aussi ?
    @ann (Discord), @anna (le terminal) ne font plus qu'une personne, avec le rôle responsable. Incidents, questions, rappels et historique de chaque compte valent pour les deux, sur chaque messagerie.
    [Les deux sont à moi] [Corriger] [Non]
    Ne dis oui que si ce code vient de toi : qui tient l'autre compte reçoit tout ce qui est à toi."
  `)
  expect(await bot.press('ann@discord', 'Les deux sont à moi')).toMatchInlineSnapshot(`
    "@ann (Discord), @anna (le terminal) ne font plus qu'une personne, avec le rôle responsable. Ce qui t'est écrit arrive sur la dernière messagerie utilisée.
    Pour les séparer : /réglages séparer"
  `)
  expect(await bot.say('ann@discord', '/réglages séparer')).toMatchInlineSnapshot(`
    "Séparer @ann (Discord), @anna (le terminal) ?
    Chaque compte redevient une personne à part, avec ce qui a été fait par lui. Un rôle donné à la main reste au compte qui l'avait ; les autres ont ce que donnent leurs groupes.
    [Oui] [Corriger] [Non]"
  `)
  expect(await bot.press('ann@discord', 'Oui')).toMatchInlineSnapshot(`
    "À nouveau des personnes distinctes
    @ann (Discord) : membre
    @anna (le terminal) : responsable"
  `)
})
