import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { until } from '../program.ts'
import { createPlace } from './program.ts'

let place: Awaited<ReturnType<typeof createPlace>>
afterEach(async () => {
  expect(place.slack.violations).toEqual([])
  const { SLACK_API_URL: _, ...secrets } = place.slack.env
  const written = place.written()
  for (const [name, secret] of Object.entries(secrets)) expect(written.includes(secret), name).toBe(false)
  await place.close()
})

test.each(['socket', 'http'] as const)(
  'killed between acknowledgement and answer, it does what was asked once and answers after the restart (%s)',
  async (mode) => {
    place = await createPlace(mode)
    const { last, slack, titles } = place
    const first = await place.serve()
    await place.says('anna', '/vigie settings channels moderation:#moderation')
    await place.answered()
    const lift = slack.fault('response_url', 'hang')
    const seen = slack.private('anna').length
    const ack = await slack.type('anna', '#moderation', '/vigie incident log "Gift links" type:spam')
    expect(ack.late).toBe(false)
    await until(() => slack.calls.some(({ answer }) => answer === 'hang'), 'an answer that hangs')
    // Killed while it is sent, the card would be sent by the next process a minute later, when its turn is over.
    await until(() => titles('#moderation').includes('INC-1'), 'the card')
    await slack.settled()
    await first.kill()
    lift()
    expect(slack.private('anna')).toHaveLength(seen)

    const second = await place.serve()
    await until(() => slack.private('anna').length > seen, 'the answer')
    expect(last()).toContain('INC-1 · spam')
    expect(await place.says('anna', '/vigie incident list')).toContain('1 open incident')
    await slack.settled()
    expect(titles('#moderation')).toEqual(['INC-1'])
    expect(slack.private('anna')).toHaveLength(seen + 2)
    await second.kill()
  },
  120_000,
)

test('killed at any moment, everything that was acknowledged is done, once, and answered', async () => {
  place = await createPlace()
  const { slack } = place
  const owed: string[] = []
  let asked = 0
  for (const after of [0, 3, 10]) {
    const program = await place.serve()
    for (let n = 0; n < 3; n++) {
      const name = `Case ${++asked} of the night`
      const ack = await slack.type(
        'anna',
        '#moderation',
        `/vigie incident log "${name}" type:${kinds[asked]}`,
      )
      // Whoever is told something at once is owed nothing: on a busy machine that they are asked to wait.
      if (Object.keys(ack.body).length === 0) owed.push(name)
    }
    await pause(after)
    await program.kill()
  }
  const program = await place.serve()
  await slack.type('anna', '#moderation', '/vigie incident list')
  const said = () => slack.private('anna').map(place.text)
  await until(() => said().some((it) => /^\d+ open incidents/.test(it)), 'the list')
  const list = said().find((it) => /^\d+ open incidents/.test(it)) ?? ''
  for (const name of owed) expect(list.split(name)).toHaveLength(2)
  const answered = () => new Set(said().flatMap((it) => /^INC-(\d+) · .* · logged/.exec(it)?.[1] ?? []))
  await until(() => answered().size >= owed.length, 'every answer')
  expect(owed.length).toBeGreaterThan(0)
  await program.kill()
}, 120_000)

const kinds = [
  '',
  'spam',
  'scam',
  'hate',
  'press',
  'insults',
  'privacy',
  'technical',
  'complaint',
  'mediation',
]

test.each(['ignore', 'pipe'] as const)(
  'on SIGTERM it finishes what it has begun and ends with status 0 (stdin: %s)',
  async (stdin) => {
    place = await createPlace()
    const { slack } = place
    const program = await place.serve({ stdin })
    slack.fault('response_url', 'slow:400')
    await slack.type('anna', '#moderation', '/vigie incident log "Gift links" type:spam')
    program.child.kill('SIGTERM')
    expect(await program.ended).toMatchObject({ status: 0, signal: null })
    expect(place.last()).toContain('INC-1 · spam')
  },
  60_000,
)

test('an input that ends does not end it', async () => {
  place = await createPlace()
  const program = await place.serve({ stdin: 'pipe' })
  program.child.stdin?.end('/incident list\n')
  expect(await place.says('anna', '/vigie incident list')).toContain('No open incident')
  program.child.kill('SIGINT')
  const { said, status } = await program.ended
  expect(status).toBe(0)
  expect(said).not.toContain('No open incident')
}, 120_000)

test.each([
  ['SLACK_BOT_TOKEN', 'en_GB.UTF-8', 'Slack refuses the bot token (invalid_auth), so Vigie did not start'],
  ['SLACK_BOT_TOKEN', 'fr_FR.UTF-8', 'Slack refuse le jeton du bot (invalid_auth)'],
  ['SLACK_APP_TOKEN', 'fr_FR.UTF-8', "Slack refuse le jeton de l'application (invalid_auth)"],
])(
  'a wrong %s is said in the language of the system (%s), with status 1',
  async (name, lang, expected) => {
    place = await createPlace()
    const wrong = `${name === 'SLACK_BOT_TOKEN' ? 'xoxb' : 'xapp'}-1-wrong-but-secret-all-the-same`
    const program = place.start({ env: { [name]: wrong, LANG: lang } })
    const { said, status } = await program.ended
    expect(status).toBe(1)
    expect(said.replaceAll(/[\u00a0\u202f’]/g, (it) => (it === '’' ? "'" : ' '))).toContain(expected)
    expect(`${said}${place.written()}`).not.toContain(wrong)
  },
  60_000,
)

test('while Slack is away it lives and is not ready; commands are served within 2 s of its return', async () => {
  place = await createPlace()
  const { slack } = place
  const program = await place.serve()
  slack.down()
  await program.until(503)
  expect(await program.health('/livez')).toBe(200)
  slack.down(false)
  const back = performance.now()
  await slack.connected()
  expect(await place.says('anna', '/vigie incident list')).toContain('No open incident')
  expect(performance.now() - back).toBeLessThan(2_000)
  await program.until(200)
  program.child.kill('SIGTERM')
  expect((await program.ended).status).toBe(0)
}, 120_000)
