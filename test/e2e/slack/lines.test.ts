import { afterEach, expect, test } from 'vitest'
import { createMorning, createTown, expectPeace, type Town } from './town.ts'

let town: Town
afterEach(async () => {
  expectPeace(town)
  await town.stop()
})

/** What somebody sees on the modal that comes next, or in an answer for their eyes only. */
async function shown(who: string, act: () => Promise<unknown>): Promise<string> {
  const { slack } = town
  const seen = slack.private(who).length
  const before = slack.modal(who)?.id
  await act()
  await slack.until(
    () => slack.private(who).length > seen || slack.modal(who)?.id !== before,
    `something for ${who}`,
  )
  await slack.settled(30)
  return town.text(slack.modal(who) ?? slack.private(who).at(-1), who)
}

test('the command alone opens a short menu, whose buttons do what they say', async () => {
  town = await createMorning()
  const menu = await town.says('mod_est', '/')
  expect(menu.split('\n')).toHaveLength(3)
  expect(menu).toContain('[New reminder] [Log an incident]')
  const message = town.slack.private('mod_est').at(-1)
  if (message === undefined) throw new Error('no menu')
  const form = await shown('mod_est', () => town.slack.press('mod_est', message, 'New reminder'))
  expect(form).toContain('What to publish or do')
})

test.each([
  ['New reminder', { what: 'Call the venue', when: 'tomorrow 9:00' }, 'R1 is saved'],
  ['Log incident', { what: 'Gift links', type: 'spam' }, 'INC-1 · spam · high'],
] as const)(
  'the shortcut %s opens a form anywhere, and answers in its window',
  async (name, values, said) => {
    town = await createMorning()
    const { slack } = town
    await shown('mod_est', () => slack.shortcut('mod_est', name))
    const seen = slack.private('mod_est').length
    await slack.submit('mod_est', values)
    await slack.until(() => town.text(slack.modal('mod_est'), 'mod_est').includes(said), said)
    expect(slack.private('mod_est')).toHaveLength(seen)
  },
)

test('what is asked in a channel is answered to whoever asks, and nobody else sees a word of it', async () => {
  town = await createMorning()
  const { slack } = town
  for (const line of [
    '/incident log "Gift links" type:spam',
    '/incident show 1',
    '/incident list',
    '/incident history @nightowl',
    '/digest',
    '/settings',
    '/incident resolve 1',
    '/nonsense',
  ])
    await shown('mod_est', () => slack.type('mod_est', '#general', line.replace('/', '/vigie ')))
  await town.settle()
  expect(slack.messages('#general')).toEqual([])
  for (const other of ['otter', 'mod_west']) expect(slack.private(other)).toEqual([])
})

test('a posted card is in the language of its place, an answer, a form and Home in that of the reader', async () => {
  town = await createMorning()
  const { slack } = town
  slack.user('mod_est', { locale: 'fr-FR', tz: 'America/New_York' })
  await town.until('07:02')
  expect(await town.says('mod_est', '/incident log "Gift links" type:spam')).toContain('spam · élevée')
  await town.settle()
  const card = town.find('#moderation', 'INC-1')
  expect(town.text(card, 'cm_day')).toContain('Logged: 07:02')
  // One message, whose times each reader sees in their own zone.
  expect(town.text(card, 'mod_est')).toContain('Logged: 01:02')
  const form = await shown('mod_est', () => slack.press('mod_est', card, 'Note'))
  expect(form).toContain('Noter')
  await slack.openHome('mod_est')
  await town.settle()
  expect(town.text(slack.home('mod_est'), 'mod_est')).toContain('Mes incidents')
})

test('Home shows how things stand and what is theirs; settings only those who may change them', async () => {
  town = await createMorning()
  const { slack } = town
  await town.says('mod_est', '/incident log "A journalist asks" type:press')
  await town.says('mod_est', '/reminder add "Call the venue" when:"today 12:00"')
  const home = async (who: string) => {
    await slack.openHome(who)
    await town.settle()
    return town.text(slack.home(who), who)
  }
  const own = await home('mod_est')
  expect(own).toMatch(/^🔴 RED/)
  expect(own).toMatch(/INC-1 · [\s\S]*Call the venue · R1/)
  expect(own).toContain('[New reminder]')
  expect(own).not.toContain('working hours')
  expect(await home('head_comm')).toContain('working hours')
  const member = await home('otter')
  for (const secret of ['INC-1', 'RED', 'journalist', 'Call the venue', 'working hours'])
    expect(member).not.toContain(secret)
})

test('while Slack cannot tell who is in a group, nobody acts by it; what was given by hand counts', async () => {
  town = await createMorning()
  const { slack } = town
  await town.says('head_comm', '/team add @mod_south role:moderator')
  const lift = slack.fault('usergroups.list', '500', 10_000)
  // What was told before is believed for five minutes at most.
  await town.until('07:10')
  expect(await town.says('mod_est', '/incident list')).toContain('is for the role moderator')
  expect(await town.says('mod_south', '/incident list')).not.toContain('is for the role')
  lift()
  expect(await town.says('mod_est', '/incident list ')).not.toContain('is for the role')
})

test('who may not read incidents any more is suggested none, with the form before them', async () => {
  town = await createMorning()
  const { slack } = town
  await town.says('mod_est', '/incident log "Gift links" type:spam')
  const said = slack.say('otter', '#general', 'They wrote to me too')
  await shown('mod_west', () => slack.messageShortcut('mod_west', said, 'Add to incident'))
  const offered = async () => JSON.stringify((await slack.suggest('mod_west', 'ref', '')).body)
  expect(await offered()).toContain('INC-1')
  slack.group('mods', ['mod_est'])
  await town.until('07:02')
  expect(await offered()).toBe('{"options":[]}')
})

test('nothing that lets somebody in is stored, and all of it is of one community', async () => {
  town = await createMorning()
  const { slack, store } = town
  await town.says('mod_est', '/incident log "Gift links" type:spam')
  await slack.shortcut('mod_est', 'New reminder')
  await town.settle()
  const entries = await store.range({ from: '', to: '~', limit: 10_000 })
  const written = JSON.stringify(entries)
  expect(written).toContain('Gift links')
  const { SLACK_API_URL: _, ...secrets } = slack.env
  for (const secret of Object.values(secrets)) expect(written).not.toContain(secret)
  const communities = new Set(entries.flatMap(({ key }) => /^c\/([^/]+)\//.exec(key)?.[1] ?? []))
  expect([...communities]).toEqual([`slack-${slack.team.id}`])
})

test('a first run proposes the language and zone of their Slack profile', async () => {
  town = await createTown('en', '2027-03-11T07:00')
  const { slack } = town
  slack.user('head_comm', { locale: 'fr-FR', tz: 'Europe/Brussels', admin: true })
  await slack.type('head_comm', '#general', '/vigie')
  await town.settle()
  const [begin] = slack.direct('head_comm')
  if (begin === undefined) throw new Error('nobody was shown how to begin')
  expect(town.text(begin, 'head_comm')).toContain('français, Europe/Brussels')
  const form = await shown('head_comm', () => slack.press('head_comm', begin, 'Régler langue et fuseau'))
  expect(form).toContain('Europe/Brussels')
  expect(form.toLowerCase()).toContain('français')
})
