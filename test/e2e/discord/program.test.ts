import { afterEach, expect, test } from 'vitest'
import type { Message } from '../../standins/discord/index.ts'
import { until } from '../program.ts'
import { createPlace } from './program.ts'

let place: Awaited<ReturnType<typeof createPlace>>
afterEach(async () => {
  expect(place.discord.violations).toEqual([])
  expect(place.written()).not.toContain(place.discord.env.DISCORD_TOKEN)
  await place.close()
})

const text = (it: Message | undefined): string => (it === undefined ? '' : place.discord.textOf(it, 'anna'))
const titles = () => place.discord.messages('#moderation').map((it) => text(it).split(' · ')[0])
const spam = { what: 'Gift links', type: 'spam' }

test('it says that it lives and is ready, serves, and ends with status 0 once what it has begun is done', async () => {
  place = await createPlace()
  const { discord } = place
  const program = await place.serve()
  expect(await program.health('/livez')).toBe(200)
  expect(await place.says('/settings channels', { moderation: '#moderation' })).toContain('Set.')
  expect(await place.says('/incident log', spam)).toContain('INC-1 · spam')
  await until(() => titles().includes('INC-1'), 'the card')
  discord.fault('PATCH /webhooks/:application/:token/messages/:message', 'slow:400')
  const seen = discord.private('anna').length
  await discord.type('anna', '#moderation', '/incident note', { ref: 'INC-1', text: 'They were warned' })
  program.child.kill('SIGTERM')
  expect(await program.ended).toMatchObject({ status: 0, signal: null })
  expect(discord.private('anna')).toHaveLength(seen + 1)
  expect(await program.health('/livez')).toBe(0)
}, 60_000)

test('killed before its answer was taken, it did what was asked once and answers once after the restart', async () => {
  place = await createPlace()
  const { discord } = place
  const first = await place.serve()
  await place.says('/settings channels', { moderation: '#moderation' })
  const lift = discord.fault('POST /interactions/:id/:token/callback', 'hang')
  const typing = discord.type('anna', '#moderation', '/incident log', spam)
  await until(() => discord.calls.some(({ answer }) => answer === 'hang'), 'an answer that hangs')
  // Killed while it is sent, the card would be sent by the next process a minute later, when its turn is over.
  await until(() => titles().includes('INC-1'), 'the card')
  await discord.settled()
  await first.kill()
  lift()
  expect(await typing).toMatchObject({ late: true })
  expect(discord.violations.splice(0)).toEqual([expect.stringContaining('not answered within 3 s')])

  const second = await place.serve()
  await until(() => discord.direct('anna').some((each) => text(each).includes('logged')), 'the answer')
  expect(discord.direct('anna').map(text)).toContainEqual(expect.stringContaining('INC-1 · spam'))
  // A form that was open before the restart is taken after it.
  const card = discord.messages('#moderation')[0]
  if (card === undefined) throw new Error('there is no card')
  await discord.press('anna', card, 'Resolve')
  await until(() => discord.modal('anna') !== undefined, 'a form')
  await second.kill()
  const third = await place.serve()
  await discord.submit('anna', { Reason: 'warned' })
  await until(() => text(discord.messages('#moderation')[0]).includes('RESOLVED'), 'the case to be resolved')
  await discord.settled()
  expect(titles()).toEqual(['INC-1'])
  const told = [...discord.private('anna'), ...discord.direct('anna')]
  expect(told.filter((each) => text(each).includes('logged'))).toHaveLength(1)
  // Nobody can know whether the first answer was taken before the kill.
  for (const each of discord.violations.splice(0))
    expect(each).toContain('a follow-up before the first answer')
  await third.kill()
}, 120_000)

test.each([
  ['en_GB.UTF-8', 'Discord refuses'],
  ['fr_FR.UTF-8', 'Discord refuse'],
])(
  'a wrong token is said in the language of the system (%s), with status 1',
  async (lang, expected) => {
    place = await createPlace()
    const wrong = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.wrong.but-secret-all-the-same'
    const program = place.start({ env: { DISCORD_TOKEN: wrong, LANG: lang } })
    const { said, status } = await program.ended
    expect(status).toBe(1)
    expect(said).toContain(expected)
    expect(`${said}${place.written()}`).not.toContain(wrong)
  },
  60_000,
)
