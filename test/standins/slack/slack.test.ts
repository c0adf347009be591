import { expect, test } from 'vitest'
import { connect, createTestSlack } from './connected.ts'

test('a command is handed on escaped, and its answers are seen', async () => {
  const slack = await createTestSlack()
  const heard: string[] = []
  await connect(slack, (app) =>
    app.command('/vigie', async ({ command, ack, respond }) => {
      heard.push(command.text)
      await ack('At once')
      await respond({ text: 'A little later' })
    }),
  )
  const { ms } = await slack.type(
    'anna',
    '#general',
    '/vigie log "a & b" @otter in #team https://x.example/?a=1&b=2.',
  )
  expect(ms).toBeLessThan(1000)
  const { id } = slack.user('otter')
  expect(heard).toEqual([
    `log "a &amp; b" <@${id}|otter> in <#${slack.channel('team').id}|team> <https://x.example/?a=1&amp;b=2>.`,
  ])
  await slack.settled()
  expect(slack.private('anna').map((it) => slack.textOf(it))).toEqual(['At once', 'A little later'])
  expect(slack.private('otter')).toEqual([])
  expect(slack.violations).toEqual([])
})
