import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMortal, type Mortal } from './mortal.ts'
import { inhabit, makeOne, type Places } from './town.ts'

describe('killed before the chat has its acknowledgement', () => {
  let town: Mortal & Places
  beforeAll(async () => {
    town = inhabit(await createMortal('en'))
    await makeOne(town)
  }, 60_000)
  afterAll(async () => {
    expect(town.slack.violations).toEqual([])
    expect(town.log.errors).toEqual([])
    await town.stop()
  })

  const cards = () =>
    town.discord
      .messages(town.at.moderation)
      .map((it) => town.onDiscord.text(it).split(' · ').slice(0, 2).join(' · '))
  const direct = () => town.discord.direct('mod_est').map((it) => town.onDiscord.text(it, 'mod_est'))
  const unanswered = 'the command /incident log: not answered within 3 s, the person sees that it failed'

  it('what was not kept yet was not begun: done again, it is done once', async () => {
    const { at, discord, onDiscord } = town
    const spam = { what: 'Gift links', type: 'spam' }
    await town.dieUnheard(() => discord.type('mod_est', at.moderation, '/incident log', spam))
    expect(await onDiscord.says('mod_est', '/incident log', spam)).toContain('INC-1 · spam · high · logged')
    await town.settle()
    expect(cards()).toEqual(['INC-1 · Spam'])
    expect(discord.private('mod_est')).toHaveLength(1)
    expect(discord.violations.splice(0)).toEqual([unanswered])
  }, 60_000)

  it('what was kept is done, said where there is still a way, and asked about when it is done again', async () => {
    const { at, discord, onDiscord } = town
    const rude = { what: 'Rude mail', type: 'insults' }
    discord.fault('POST /interactions/:id/:token/callback', 'hang')
    const isKept = () => discord.calls.some(({ answer }) => answer === 'hang')
    await town.dieUnheard(() => discord.type('mod_est', at.moderation, '/incident log', rude), isKept)
    await town.settle()
    expect(direct()).toEqual([expect.stringContaining('INC-2 · insults · medium · logged')])
    expect(await onDiscord.says('mod_est', '/incident log', rude)).toContain(
      'You did exactly this within the last minute',
    )
    await town.settle()
    expect(cards()).toEqual(['INC-1 · Spam', 'INC-2 · Insults'])
    expect(direct()).toHaveLength(1)
    // Nobody can know whether the acknowledgement came through, so the usual ways are tried first.
    const early = 'the command /incident log: a follow-up before the first answer'
    expect(discord.violations.splice(0).toSorted()).toEqual([
      ...['PATCH', 'POST'].map((method) => expect.stringMatching(`${method} /webhooks/.*${early}`)),
      unanswered,
    ])
  }, 60_000)

  it('Slack says so at once, and what is typed again is done once', async () => {
    const { at, discord, onSlack, slack } = town
    const line = '/incident log what:"On the forum" type:scam'
    const typing = () => slack.type('head_comm', at.escalation, line.replace('/', '/vigie '))
    const seen = slack.private('head_comm').length
    await town.dieUnheard(typing)
    expect(await onSlack.says('head_comm', line, at.escalation)).toContain('INC-3 · scam · medium · logged')
    await town.settle()
    expect(cards()).toEqual(['INC-1 · Spam', 'INC-2 · Insults', 'INC-3 · Scam'])
    expect(slack.private('head_comm')).toHaveLength(seen + 1)
    expect(discord.violations).toEqual([])
  }, 60_000)

  it('a form that stays open for that is sent again, and counts once', async () => {
    const { at, onSlack, slack } = town
    const answer = slack.private('head_comm').at(-1)
    if (answer === undefined) throw new Error('there is no answer to press on')
    await onSlack.opens('head_comm', answer, 'Resolve')
    await town.dieUnheard(() => slack.submit('head_comm', { reason: 'warned' }))
    expect(slack.modal('head_comm')).toBeDefined()
    expect(await onSlack.fills('head_comm', { reason: 'warned' })).toContain(
      'INC-3 · scam · medium · resolved',
    )
    await town.settle()
    const told = await onSlack.says('head_comm', '/incident show 3 all:yes', at.escalation)
    expect(told.split('\n').filter((line) => line.startsWith('02:00 @head_comm'))).toEqual([
      '02:00 @head_comm: resolved, warned.',
      '02:00 @head_comm: logged.',
    ])
  }, 60_000)
})
