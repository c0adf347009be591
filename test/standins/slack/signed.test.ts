import { expect, test } from 'vitest'
import { connectBareOverHttp, createTestSlack } from './connected.ts'

const json = { 'content-type': 'application/json' }

test.each<[what: string, headers: Record<string, string>, body: string, shown: string[], problem: RegExp[]]>([
  ['nothing', {}, '', [], []],
  ['words', {}, 'At once', ['At once'], []],
  ['JSON', json, '{"text":"At once"}', ['At once'], []],
  [
    'JSON that is called words',
    {},
    '{"text":"x"}',
    ['{"text":"x"}'],
    [/no type, where only application\/json/],
  ],
  ['what is no JSON', json, '{text', [], [/answered with what is no JSON object: {text/]],
])('a command may be answered with nothing, words or JSON: %s', async (_, headers, body, shown, problems) => {
  const slack = await createTestSlack()
  await connectBareOverHttp(slack, (_, response) => response.writeHead(200, headers).end(body))
  await slack.type('anna', '#general', '/vigie')
  expect(slack.private('anna').map((it) => slack.textOf(it))).toEqual(shown)
  expect(slack.violations).toEqual(problems.map((it) => expect.stringMatching(it)))
})

test('the answer to a press, a form or a menu is read as JSON only', async () => {
  const slack = await createTestSlack()
  await connectBareOverHttp(slack, (_, response) => response.end('ok'))
  await slack.shortcut('anna', 'New reminder')
  expect(slack.violations).toEqual([expect.stringMatching(/New reminder: answered with no type/)])
})

test('an address is verified by its challenge, and its certificate checked without a signature', async () => {
  const slack = await createTestSlack()
  const asked: unknown[] = []
  let answer = 'words'
  await connectBareOverHttp(slack, ({ headers, method, url }, response) => {
    asked.push([method, url, 'x-slack-signature' in headers])
    response.end(answer)
  })
  await slack.challenge('words')
  await slack.checkCertificate()
  expect(asked.slice(1).toSorted()).toEqual([
    ['GET', '/?token=verification-token&ssl_check=1', false],
    ['POST', '/', false],
  ])
  expect(slack.violations).toEqual([])
  answer = 'other words'
  await slack.challenge('words')
  expect(slack.violations).toEqual([expect.stringContaining('the Request URL is not verified')])
})

test('what was not signed rightly must not be taken', async () => {
  const slack = await createTestSlack()
  await connectBareOverHttp(slack, (_, response) => response.end())
  slack.sign('stale')
  await slack.type('anna', '#general', '/vigie')
  expect(slack.violations).toEqual([
    expect.stringContaining('not signed rightly, and answered with status 200'),
  ])
})

test('an event that is refused goes out again at once, and then when Slack comes back to it', async () => {
  const slack = await createTestSlack()
  const heard: unknown[] = []
  let status = 503
  const address = await connectBareOverHttp(slack, ({ headers }, response) => {
    heard.push(headers['x-slack-retry-num'])
    response.writeHead(status).end()
  })
  expect(await slack.openHome('anna')).toMatchObject({ status: 503 })
  expect(slack.violations.splice(0)).toHaveLength(2)
  status = 200
  expect(await slack.retry()).toMatchObject([{ status: 200 }])
  expect(await slack.retry()).toEqual([])
  expect(heard).toEqual([undefined, '1', '2'])

  slack.deliverTo('http://127.0.0.1:1/')
  await expect(slack.openHome('anna')).rejects.toThrow(/could not be reached/)
  await expect(slack.type('anna', '#general', '/vigie')).rejects.toThrow(/could not be reached/)
  slack.deliverTo(address)
  await slack.retry()
  expect(heard).toEqual([undefined, '1', '2', '2'])
  expect(slack.violations).toEqual([])
})
