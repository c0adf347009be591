import { afterEach, expect, test } from 'vitest'
import { until } from '../program.ts'
import { createPlace } from './program.ts'

let place: Awaited<ReturnType<typeof createPlace>>
afterEach(async () => {
  expect(place.slack.violations).toEqual([])
  await place.close()
})

test.each(['socket', 'http'] as const)(
  'started as the readme says, it greets, and takes commands, forms, suggestions and presses (%s)',
  async (mode) => {
    place = await createPlace(mode)
    const { slack, text, titles } = place
    const program = await place.serve()
    expect(await program.health('/livez')).toBe(200)
    const modal = () => slack.modal('anna')
    const reads = () => (modal() === undefined ? '' : slack.textOf(modal()!, 'anna'))
    const formAfter = async (act: () => Promise<unknown>) => {
      await act()
      await until(() => modal() !== undefined, 'a form')
    }

    await slack.openHome('anna')
    await until(() => slack.home('anna') !== undefined, 'Home')
    await until(() => slack.direct('anna').length > 0, 'the first steps')
    const steps = () => slack.direct('anna')[0]!
    await formAfter(() => slack.press('anna', steps(), 'Choose channels'))
    await slack.submit('anna', { moderation: '#moderation' })
    await until(() => text(steps()).includes('✓ Channels: moderation: #moderation'), 'the step to be ticked')

    await formAfter(() => slack.shortcut('anna', 'New reminder'))
    const refused = await slack.submit('anna', { what: 'Call the venue', when: 'the day after never' })
    expect(refused.body).toMatchObject({ response_action: 'errors' })
    expect(reads()).toContain('\n! ')
    const shown = await slack.submit('anna', { when: 'tomorrow 9:00' })
    expect(shown.body).toMatchObject({ response_action: 'update' })
    await until(() => reads().includes('R1 is saved'), 'the answer in the window')
    await slack.dismiss('anna')

    expect(await place.says('anna', '/vigie incident log "Gift links" type:spam')).toContain('INC-1 · spam')
    await until(() => titles('#moderation').includes('INC-1'), 'the card')
    const [card] = slack.messages('#moderation')
    const evidence = slack.say('anna', '#moderation', 'They wrote to me too')
    await formAfter(() => slack.messageShortcut('anna', evidence, 'Add to incident'))
    expect((await slack.suggest('anna', 'ref', '')).body).toMatchObject({
      options: [{ text: { text: 'INC-1 · spam · Gift links' } }],
    })
    await slack.dismiss('anna')
    await formAfter(() => slack.press('anna', card!, 'Resolve'))
    await slack.submit('anna', { reason: 'warned' })
    await until(() => text(slack.messages('#moderation')[0]).includes('RESOLVED'), 'the card to say so')

    program.child.kill('SIGTERM')
    expect((await program.ended).status).toBe(0)
    expect(await program.health('/livez')).toBe(0)
  },
)

test('over HTTP what Slack could not hand over is done once when it comes again, and nothing that Slack did not sign', async () => {
  place = await createPlace('http')
  const { slack } = place
  slack.down()
  const program = place.start()
  await program.until(503)
  expect(await program.health('/livez')).toBe(200)
  expect(await slack.openHome('anna')).toMatchObject({ status: 503 })
  expect(slack.violations.splice(0)).toEqual(Array(2).fill('the opened Home: answered with status 503'))
  slack.down(false)
  await program.until(200)

  await slack.challenge('words of its own')
  await slack.checkCertificate()
  const [opened] = await slack.retry()
  expect(opened).toMatchObject({ status: 200, sent: { retry: 2, reason: 'http_error' } })
  await slack.repeat(opened)
  await until(() => slack.direct('anna').length > 0, 'the first steps')

  for (const how of ['wrong', 'stale', 'missing'] as const) {
    slack.sign(how)
    const { status } = await slack.type('anna', '#moderation', `/vigie incident log "Links" type:spam`)
    expect(status, how).toBe(401)
  }
  slack.sign('right')
  expect(await place.says('anna', '/vigie incident list')).toContain('No open incident')
  expect(slack.private('anna')).toHaveLength(1)
  expect(slack.direct('anna')).toHaveLength(1)
  expect(program.said()).toContain('"status":401')
  await program.kill()
})

test('over HTTP on SIGTERM it finishes what it has begun, takes nothing new and lets go of its port', async () => {
  place = await createPlace('http')
  const { slack } = place
  const program = await place.serve()
  const lift = slack.fault('response_url', 'hold')
  await slack.type('anna', '#moderation', '/vigie incident log "Gift links" type:spam')
  await until(() => slack.calls.some(({ answer }) => answer === 'hold'), 'an answer that waits')
  program.child.kill('SIGTERM')
  await program.until(503)
  expect(await program.health('/livez')).toBe(200)
  expect(await slack.type('anna', '#moderation', '/vigie incident list')).toMatchObject({ status: 503 })
  expect(slack.violations.splice(0)).toHaveLength(1)
  lift()
  expect(await program.ended).toMatchObject({ status: 0, signal: null })
  expect(slack.private('anna').map(place.text)).toEqual([expect.stringContaining('INC-1 · spam')])
  expect(await program.health('/livez')).toBe(0)
})
