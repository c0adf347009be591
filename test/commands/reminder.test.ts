import { describe, expect, test } from 'vitest'
import { begin, jobs, offres, watchLog } from './reminder-rig.ts'

watchLog()

describe('reminder add', () => {
  test('answers the reference, the rule in words and the next three dates', async () => {
    const bot = await begin()
    expect(await bot.say('cm_day', jobs)).toBe(`R31 is saved
Job of the week: customer support, two openings
Every Thursday at 12:30 · LinkedIn · Campaign Hiring · for @cm_day · https://example.com/job
Next: Thursday 11 March, 12:30 · Thursday 18 March, 12:30 · Thursday 25 March, 12:30
[Delete]`)
  })

  test('answers in French', async () => {
    const bot = await begin({ locale: 'fr' })
    expect(await bot.say('cm_day', offres)).toBe(`R31 est enregistré
Offre de la semaine : support client, deux postes
Tous les jeudis à 12:30 · LinkedIn · Campagne Recrutement · pour @cm_day · https://example.com/offre
Prochains : jeudi 11 mars, 12:30 · jeudi 18 mars, 12:30 · jeudi 25 mars, 12:30
[Supprimer]`)
  })

  test('keeps the zone of the community, and shows dates in the reader’s', async () => {
    const bot = await begin()
    await bot.say('cm_ny:cm', '/settings mine zone:America/New_York')
    expect(await bot.say('cm_ny', '/reminder add Standup when:"every weekday at 9"')).toContain(
      'Every weekday at 09:00 (Europe/Paris) · for @cm_ny\nNext: Thursday 11 March, 03:00 · Friday 12 March, 03:00 · Monday 15 March, 04:00',
    )
    expect(await bot.say('cm_ny', '/reminder add Call when:"tomorrow 9am" zone:America/New_York')).toContain(
      'Thursday 11 March, 09:00 · for @cm_ny',
    )
  })

  test('takes a time at the end of the words, and saves only after showing it', async () => {
    const bot = await begin({ locale: 'fr' })
    expect(await bot.say('cm_day', '/rappel Publier la lettre demain à 9h')).toBe(`Enregistrer ce rappel ?
Publier la lettre
jeudi 11 mars, 09:00 · pour @cm_day
[Enregistrer] [Corriger] [Non]`)
    const question = bot.last
    expect(await bot.say('cm_day', '/rappel')).toContain('Aucun rappel')
    bot.last = question
    expect(await bot.press('cm_day', 'Enregistrer')).toBe(`R31 est enregistré
Publier la lettre
jeudi 11 mars, 09:00 · pour @cm_day
[Supprimer]`)
  })

  test('takes a time at the beginning of the words', async () => {
    const bot = await begin()
    expect(await bot.say('cm_day', '/reminder every monday and thursday 18:30 post the poll')).toContain(
      'post the poll\nEvery Monday and Thursday at 18:30 · for @cm_day\nNext: Thursday 11 March, 18:30',
    )
  })

  test('saves what was shown, however long the answer takes', async () => {
    const bot = await begin()
    await bot.say('cm_day', '/reminder call the printer in 20 minutes')
    await bot.advance({ minutes: 5 })
    expect(await bot.press('cm_day', 'Save')).toContain('Wednesday 10 March, 09:20')
  })

  test('asks again where what was shown is no longer so', async () => {
    const bot = await begin()
    await bot.say('cm_day', '/reminder daily check every day at 9:30')
    const question = bot.last
    await bot.advance({ hours: 1 })
    bot.last = question
    expect(await bot.press('cm_day', 'Save')).toContain('Save this reminder?')
    expect(await bot.press('cm_day', 'Save')).toContain('R31 is saved')
  })

  test('asks for the time where none was typed', async () => {
    const bot = await begin()
    expect(await bot.say('cm_day', '/reminder add Something')).toBe('form reminder add\nWhen: ?')
  })

  test('refuses a time that is over or cannot be', async () => {
    const bot = await begin()
    for (const when of ['2027-03-01 10:00', 'tomorrow at 25h'])
      expect(await bot.say('cm_day', `/reminder add X when:"${when}"`), when).toContain('When · ')
    expect(await bot.say('cm_day', '/reminder')).toContain('No reminders of yours')
  })

  test('lets members remind only themselves', async () => {
    const bot = await begin()
    const no =
      'You can make reminders for yourself; for others or for a channel, ask a community manager. Nothing was saved.'
    expect(await bot.say('otter:member', '/reminder add Vote for:@cm_day when:"tomorrow 9am"')).toBe(no)
    expect(await bot.say('otter', '/reminder add Vote place:#general when:"tomorrow 9am"')).toBe(no)
    expect(await bot.say('otter', '/reminder add Vote when:"tomorrow 9am"')).toContain('R31 is saved')
    expect(await bot.say('otter', '/reminder edit R31 for:@cm_day')).toBe(no)
  })
})

describe('a reminder that fires', () => {
  test('is the card of the examples, and becomes what was pressed', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    await bot.advance('2027-03-11T12:30')
    expect(bot.on('@cm_day')).toEqual([
      `12:30 · LinkedIn · to post now
Job of the week: customer support, two openings
Campaign Hiring · text and picture: link
Every Thursday at 12:30 · next: Thursday 18 March · R31
[Posted] [Later] [Skip this one]`,
    ])
    const [, later] = bot.chat.in('@cm_day')[0]?.card.buttons ?? []
    expect(later?.choices?.map(({ label }) => label)).toEqual([
      '15 min (12:45)',
      '1 h (13:30)',
      'next working morning (Fri 12 March, 09:00)',
      'choose',
    ])
    await bot.advance('2027-03-11T12:34')
    await bot.press('cm_day', 'Posted')
    await bot.deliver()
    expect(bot.on('@cm_day')).toEqual([
      `Posted at 12:34 by @cm_day · LinkedIn · Job of the week · R31
Next: Thursday 18 March, 12:30
[Add the post's link] [Undo]`,
    ])
  })

  test('is the card of the examples in French', async () => {
    const bot = await begin({ locale: 'fr' })
    await bot.say('cm_day', offres)
    await bot.advance('2027-03-11T12:30')
    expect(bot.on('@cm_day')).toEqual([
      `12:30 · LinkedIn · à publier maintenant
Offre de la semaine : support client, deux postes
Campagne Recrutement · texte et visuel : lien
Tous les jeudis à 12:30 · prochain : jeudi 18 mars · R31
[C'est publié] [Plus tard] [Sauter cette fois]`,
    ])
    const [, later] = bot.chat.in('@cm_day')[0]?.card.buttons ?? []
    expect(later?.choices?.map(({ label }) => label)).toEqual([
      '15 min (12:45)',
      '1 h (13:30)',
      'prochain matin ouvré (ven. 12 mars, 09:00)',
      'choisir',
    ])
    await bot.advance('2027-03-11T12:34')
    await bot.press('cm_day', "C'est publié")
    await bot.deliver()
    expect(bot.on('@cm_day')).toEqual([
      `Publié à 12:34 par @cm_day · LinkedIn · Offre de la semaine · R31
Prochain : jeudi 18 mars, 12:30
[Ajouter le lien du post] [Annuler]`,
    ])
  })

  test('says done where it has no network', async () => {
    const bot = await begin()
    await bot.say('cm_day', '/reminder add Water the plants when:"tomorrow 9am"')
    await bot.advance('2027-03-11T09:00')
    expect(bot.on('@cm_day')).toEqual([
      '09:00 · to do now\nWater the plants\nR31\n[Done] [Later] [Skip this one]',
    ])
    await bot.press('cm_day', 'Done')
    await bot.deliver()
    expect(bot.on('@cm_day')).toEqual([
      'Done at 09:00 by @cm_day · Water the plants · R31\n[Add a link] [Undo]',
    ])
  })

  test('in a channel says whom it asks, and pings them', async () => {
    const bot = await begin()
    await bot.say('head:manager', `${jobs} for:@cm_day place:#content`)
    await bot.advance('2027-03-11T12:30')
    expect(bot.on('content')[0]).toMatch(/^12:30 · LinkedIn · to post now · @cm_day\n/)
    expect(bot.chat.in('content')[0]?.card.notify).toEqual([
      { platform: 'console', space: 'test', id: 'cm_day' },
    ])
  })

  test('is nudged once after 30 minutes, then counts as not confirmed', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    await bot.advance('2027-03-11T12:59')
    expect(bot.on('@cm_day')).toHaveLength(1)
    await bot.advance('2027-03-11T13:00')
    expect(bot.on('@cm_day')[1]).toBe(`12:30 · LinkedIn · not confirmed yet
Job of the week · R31
[Posted] [Later] [Skip this one]`)
    await bot.advance('2027-03-11T18:00')
    expect(bot.on('@cm_day').map((card) => card.split('\n')[0])).toEqual([
      '12:30 · LinkedIn · not confirmed',
      '12:30 · LinkedIn · not confirmed',
    ])
    expect(await bot.say('cm_day', '/reminder list state:"not confirmed"')).toContain(
      '12:30 LinkedIn · Job of the week · @cm_day · R31 · not confirmed',
    )
    expect(await bot.say('cm_day', '/reminder done R31')).toContain('Posted at 18:00 by @cm_day')
    await bot.deliver()
    expect(new Set(bot.on('@cm_day')).size).toBe(1)
  })

  test('waits with the nudge until quiet hours end', async () => {
    const bot = await begin()
    await bot.say('head:manager', '/settings set quiet:12:45-14:00')
    await bot.say('cm_day', jobs)
    await bot.advance('2027-03-11T13:59')
    expect(bot.on('@cm_day')).toHaveLength(1)
    await bot.advance('2027-03-11T14:00')
    expect(bot.on('@cm_day')[1]).toContain('not confirmed yet')
  })

  test('offers its own link in the thread of its card without a reference', async () => {
    const bot = await begin()
    await bot.say('head:manager', `${jobs} for:@cm_day place:#content`)
    await bot.advance('2027-03-11T12:30')
    const thread = bot.chat.in('content')[0]?.ref.id
    expect(
      await bot.say('cm_day', '/reminder done', { channel: 'content', ...(thread && { thread }) }),
    ).toContain('Posted at 12:30')
  })
})

describe('Posted', () => {
  const fired = async () => {
    const bot = await begin()
    await bot.say('cm_day', `${jobs} for:cm place:#content`)
    await bot.say('cm_two:cm', '/help')
    await bot.advance('2027-03-11T12:34')
    return bot
  }

  test('pressed twice, or by two people, counts once, for whoever came first', async () => {
    const bot = await fired()
    await bot.press('cm_day', 'Posted')
    const [card] = bot.chat.in('content')
    const button = card?.card.buttons?.[0]
    await bot.advance({ minutes: 1 })
    expect(button?.label).toBe('Posted')
    const posted = `Posted at 12:34 by @cm_day · LinkedIn · Job of the week · R31`
    await bot.advance({ minutes: 2 })
    expect(await bot.say('cm_day', '/reminder done R31')).toContain(`Nothing changed\n${posted}`)
    expect(await bot.say('cm_two', '/reminder done R31')).toContain(`Nothing changed\n${posted}`)
    expect(await bot.say('cm_two', '/reminder snooze R31 15m date:today')).toContain(
      `Nothing changed\n${posted}`,
    )
  })

  test('ahead of time, for a date that is named, sends nothing on that date', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    expect(await bot.say('cm_day', '/reminder done R31')).toContain("R31 hasn't been sent yet.")
    expect(await bot.say('cm_day', '/reminder done R31 date:tomorrow')).toContain(
      'Posted at 09:00 by @cm_day',
    )
    await bot.advance('2027-03-18T12:30')
    expect(bot.on('@cm_day').map((card) => card.split('\n')[0])).toEqual(['12:30 · LinkedIn · to post now'])
    expect(await bot.say('cm_day', '/reminder link R31 https://example.com/p')).toContain('Posted at 12:30')
  })

  test('keeps the link of the post', async () => {
    const bot = await fired()
    await bot.press('cm_day', 'Posted')
    await bot.deliver()
    await bot.press('cm_day', "Add the post's link", { link: 'https://example.com/posted' })
    await bot.deliver()
    expect(bot.on('content')).toEqual([
      `Posted at 12:34 by @cm_day · LinkedIn · Job of the week · R31
The post: https://example.com/posted
Next: Thursday 18 March, 12:30
[Undo]`,
    ])
  })

  test('undone waits for a press again', async () => {
    const bot = await fired()
    await bot.press('cm_day', 'Posted')
    await bot.deliver()
    await bot.press('cm_two', 'Undo')
    await bot.deliver()
    expect(bot.on('content')[0]).toMatch(/^12:30 · LinkedIn · to post now/)
    await bot.advance('2027-03-11T13:04')
    expect(bot.on('content')[1]).toMatch(/^12:30 · LinkedIn · not confirmed yet/)
  })

  test('is for those it asks and for those who plan', async () => {
    const bot = await begin()
    await bot.say('cm_day', jobs)
    await bot.advance('2027-03-11T12:34')
    expect(await bot.say('mod_west:moderator', '/reminder done R31')).toBe(
      'R31 can be changed by @cm_day, by whoever made it, and by community managers. Nothing was changed. Ask one of them.',
    )
    expect(await bot.say('otter:member', '/reminder done R31')).toBe(
      "There's no reminder R31 for you. Nothing was changed. Those there are: /reminder list",
    )
  })
})
