import type { types } from '@slack/bolt'
import { expect, test } from 'vitest'
import { call, connect, createTestSlack } from './connected.ts'

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text })
const titled = (title: string, more: Partial<types.ModalView> = {}): types.ModalView => ({
  ...{ type: 'modal', title: plain(title), submit: plain('Send'), notify_on_close: true },
  blocks: [
    {
      ...{ type: 'input', block_id: 'next', label: plain('Next'), optional: true },
      element: { type: 'plain_text_input', action_id: 'it' },
    },
    { type: 'actions', elements: [{ type: 'button', text: plain('More'), action_id: 'more' }] },
  ],
  ...more,
})

/** A modal that does what is written into it: an acknowledgement, by name. */
async function openModal() {
  const slack = await createTestSlack()
  const closed: string[] = []
  const acks: Record<string, () => object> = {
    push: () => ({ response_action: 'push', view: titled('Pushed') }),
    update: () => ({ response_action: 'update', view: titled('Updated') }),
    clear: () => ({ response_action: 'clear' }),
    broken: () => ({ response_action: 'update', view: titled('x'.repeat(25)) }),
    mute: () => ({ response_action: 'errors', errors: {} }),
    strange: () => ({ response_action: 'dance' }),
    wordy: () => ({ text: 'Done' }),
  }
  await connect(slack, (app) => {
    app.command('/vigie', async ({ ack, command, client }) => {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view: titled('First') })
    })
    app.action('more', async ({ ack, body, client }) => {
      await ack()
      await client.views.push({
        trigger_id: (body as { trigger_id: string }).trigger_id,
        view: titled('Upon it'),
      })
    })
    app.view({ type: 'view_closed' }, async ({ ack, view }) => {
      await ack()
      closed.push(view.title.text)
    })
    app.view({ type: 'view_submission' }, async ({ ack, view }) => {
      const { value } = view.state.values.next?.it ?? {}
      // Bolt's types know only what is right.
      await (ack as (answer?: object) => Promise<void>)(acks[value ?? '']?.())
    })
  })
  await slack.type('anna', '#general', '/vigie')
  await slack.until(() => slack.modal('anna') !== undefined, 'a modal')
  const title = () => slack.textOf(slack.modal('anna')!).split('\n')[0]
  return { slack, closed, title, send: (Next: string) => slack.submit('anna', { Next }) }
}

test('modals lie upon each other, change, and go: one by one or all at once', async () => {
  const { slack, closed, title, send } = await openModal()
  await send('push')
  expect(title()).toBe('Pushed')
  expect(slack.modal('anna')).toMatchObject({ previous: expect.stringMatching(/^V/) })
  await send('update')
  expect(title()).toBe('Updated')
  await slack.press('anna', slack.modal('anna')!, 'More')
  await slack.until(() => title() === 'Upon it', 'the third modal')
  await slack.dismiss('anna')
  expect(closed).toEqual(['Upon it'])
  await send('')
  expect(title()).toBe('First')
  await send('push')
  await send('clear')
  expect(slack.modal('anna')).toBeUndefined()
  expect(slack.violations).toEqual([])
})

test('what Slack cannot do after a submission leaves the modal as it was', async () => {
  const { slack, title, send } = await openModal()
  for (const wrong of ['broken', 'mute', 'strange', 'wordy']) await send(wrong)
  expect(title()).toBe('First')
  expect(slack.violations).toEqual([
    'view_submission: update: view: title.text: 25 characters, at most 24',
    'view_submission: errors without an error',
    'view_submission: unknown response_action dance',
    'view_submission: an acknowledgement without response_action: text',
  ])
  slack.violations.length = 0
  await send('push')
  await send('push')
  await send('push')
  expect(slack.violations).toEqual(['view_submission: push: more than 3 modals upon each other'])
})

test('a view is updated only as it was last seen', async () => {
  const { slack } = await openModal()
  const { id, hash } = slack.modal('anna')!
  const update = (args: object) => call(slack, 'views.update', { view: titled('Anew'), ...args })
  expect(await update({ view_id: id, hash })).toBe('ok')
  expect(await update({ view_id: id, hash })).toBe('hash_conflict')
  expect(await update({ view_id: 'V0' })).toBe('not_found')
  expect(slack.violations).toEqual([])
  expect(await update({})).toBe('invalid_arguments')
  const named = titled('Mine', { external_id: 'mine' })
  expect(await call(slack, 'views.update', { view: named, view_id: id })).toBe('ok')
  expect(await update({ external_id: 'mine' })).toBe('ok')
})

test('an answer to a press says what becomes of the original', async () => {
  const slack = await createTestSlack()
  const urls: string[] = []
  const blocks: types.KnownBlock[] = [
    { type: 'actions', elements: [{ type: 'button', text: plain('Done'), action_id: 'done' }] },
  ]
  await connect(slack, (app) => {
    app.command('/vigie', async ({ ack, command }) => {
      urls.push(command.response_url)
      await ack({ text: 'Sure', blocks })
    })
    app.action('done', async ({ ack, body }) => {
      urls.push((body as { response_url: string }).response_url)
      await ack()
    })
  })
  await slack.type('anna', '#general', '/vigie')
  const [question] = slack.private('anna')
  await slack.press('anna', question!, 'Done')
  const [typed = '', pressed = ''] = urls
  const respond = async (url: string, body: object) => {
    await fetch(url, { method: 'POST', body: JSON.stringify(body) })
    return slack.violations.splice(0)
  }
  expect(await respond(typed, { text: 'x', replace_original: true })).toEqual([
    'response_url: there is no original to replace or delete',
  ])
  expect(await respond(pressed, { text: 'x' })).toEqual([
    'response_url: after a press it has to be said whether the original is replaced',
  ])
  expect(await respond(pressed, { text: '<@U1>', blocks, replace_original: false })).toEqual([
    'text mentions somebody whom the blocks beside it do not',
  ])
  expect(await respond(pressed, { delete_original: true })).toEqual([])
  expect(slack.private('anna').map(({ ts }) => ts)).not.toContain(question?.ts)
  expect(await respond(typed, { text: 'For all', response_type: 'in_channel' })).toEqual([])
  expect(slack.messages('#general').map(({ text }) => text)).toEqual(['For all'])
})
