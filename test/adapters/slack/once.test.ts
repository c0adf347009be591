import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Message } from '../../standins/slack/index.ts'
import { createRig, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
  rig.slack.user('head', { locale: 'en-GB', tz: 'Europe/Paris', admin: true })
  rig.slack.channel('moderation', { members: ['head'] })
})
afterEach(async () => {
  expect(rig.slack.violations).toEqual([])
  expect(rig.log.errors).toEqual([])
  await rig.stop()
})

/** Types a line; answers what only they are shown. */
async function says(line: string): Promise<Message> {
  const { slack } = rig
  const seen = slack.private('head').length
  await slack.type('head', '#moderation', `/vigie ${line}`)
  await slack.until(() => slack.private('head').length > seen, `an answer to '${line}'`)
  const answer = slack.private('head').at(-1)
  if (answer === undefined) throw new Error('nothing was answered')
  return answer
}

const read = async (line: string) => rig.slack.textOf(await says(line), 'head')
const twice = (seen: Message, label: string) =>
  Promise.all([1, 2].map(() => rig.slack.press('head', seen, label)))

test('a question that is answered twice at once is done once, and both answers are the same', async () => {
  const asked = await says('reminder tomorrow 9:00 Call the venue')
  expect(rig.slack.textOf(asked, 'head')).toContain('Save this reminder?')
  await twice(asked, 'Save')
  await rig.settle()
  expect(rig.slack.textOf(rig.slack.now(asked), 'head')).toContain('R1 is saved')
  expect(await read('reminder show R2')).toContain('no reminder R2')
})

test('a form that is sent twice at once is done once', async () => {
  const { slack } = rig
  await slack.type('head', '#moderation', '/vigie reminder add')
  await slack.until(() => slack.modal('head') !== undefined, 'a form')
  const filled = { what: 'Call the venue', when: 'tomorrow 9:00' }
  await Promise.all([slack.submit('head', filled), slack.submit('head', filled)])
  await rig.settle()
  expect(await read('reminder show R1')).toContain('Call the venue')
  expect(await read('reminder show R2')).toContain('no reminder R2')
})

test('what a button makes is made once where it is pressed twice, and made again later', async () => {
  const { slack } = rig
  await says('help')
  await rig.settle()
  const [begin] = slack.direct('head')
  if (begin === undefined) throw new Error('nobody was shown how to begin')
  await twice(begin, 'Try one in a minute')
  await rig.settle()
  expect(await read('reminder show R1')).toContain('A first reminder')
  expect(await read('reminder show R2')).toContain('no reminder R2')
  await rig.advance({ seconds: 6 })
  await slack.press('head', begin, 'Try one in a minute')
  await rig.settle()
  expect(await read('reminder show R2')).toContain('A first reminder')
})

test('Home is drawn once where Slack sends again that it was opened, and anew when it is opened again', async () => {
  const { slack } = rig
  const drawn = async (act: () => Promise<unknown>) => {
    const before = slack.calls.filter(({ method }) => method === 'views.publish').length
    await act()
    await rig.settle()
    return slack.calls.filter(({ method }) => method === 'views.publish').length - before
  }
  await slack.openHome('head')
  await rig.settle()
  expect(await drawn(() => slack.repeat())).toBe(0)
  expect(await drawn(() => slack.openHome('head'))).toBe(1)
})
