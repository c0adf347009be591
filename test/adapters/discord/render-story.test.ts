import { describe, expect, it } from 'vitest'
import type { Look } from '../../../src/adapters/discord/inline.ts'
import { type Payload, renderMessage } from '../../../src/adapters/discord/render.ts'
import { at } from '../../features/digest/records.ts'
import { problemsOf } from '../../standins/discord/limits.ts'
import { componentsIn } from '../../standins/discord/limits-parts.ts'
import { words } from '../../test-house.ts'
import { textOf } from '../../text-of.ts'
import { elsewhere, morning, type Night, night } from '../night.ts'
import { readable, textsOf } from './readable.ts'

const space = '100000000000000001'
const zone = 'Europe/Paris'
const looking = (now: number): Look => ({ space, commands: [], words, now, locale: 'en', zone })

const people = ['cm_day', 'mod_est', 'nightowl', 'otter']
const idOf = (name: string) => `20000000000000000${people.indexOf(name) + 1}`

/** The same card on Discord: its people are in the server, each with an id of Discord's. */
const onDiscord = elsewhere({ platform: 'discord', space }, idOf)

/** The last card in a channel that begins like this, as a post on Discord. */
function posted(bot: Night, channel: string, begins: string): { payload: Payload; lines: string } {
  const now = bot.clock.now().epochMilliseconds
  const posts = bot.chat.in(channel).map(({ card }) => {
    const payload = renderMessage(onDiscord(card), looking(now), 'post')
    const { locale = 'en' } = card.for ?? {}
    return { payload, lines: readable(payload, { locale, zone, now }).join('\n') }
  })
  const found = posts.findLast(({ lines }) => lines.startsWith(begins))
  if (found === undefined)
    throw new Error(
      `nothing in ${channel} begins with ${begins}: ${posts.map((it) => it.lines).join('\n\n')}`,
    )
  expect(problemsOf('message', found.payload)).toEqual([])
  return found
}

describe('the cards of a night, on Discord', () => {
  it('shows an incident with its facts in order, its past as a list under the name', async () => {
    expect(
      posted(await night(), 'moderation', 'INC-2 ·').lines,
    ).toBe(`INC-2 · Harassment · high severity · WAITING, LEVEL 2
@nightowl writes to @otter again
Reported: @nightowl · 1 incident in 90 days
• INC-1 mediated (19 Feb)
Affected: @otter
Happened: 02:49, Discord private messages
Logged: 02:52 by @mod_est
Evidence: 4 screenshots provided by @otter, team only
Owner: @mod_est (since 02:52)
02:58 @mod_est: asked at level 2: @cm_day: Our rules say nothing about DMs. A 7-day timeout?
02:52 @mod_est: logged.
[Note] [Add evidence] [Ask] [I'll take it] [Resolve]`)
  })

  it('shows it in French', async () => {
    expect(
      posted(await night('fr'), 'moderation', 'INC-2 ·').lines,
    ).toBe(`INC-2 · Harcèlement · gravité élevée · EN ATTENTE D'AVIS, NIVEAU 2
@nightowl writes to @otter again
Mis en cause : @nightowl · 1 incident en 90 jours
• INC-1 médiation (19 févr.)
Visé : @otter
Survenu : 02:49, Discord private messages
Enregistré : 02:52 par @mod_est
Preuves : 4 captures fournies par @otter, équipe seulement
Responsable : @mod_est (depuis 02:52)
02:58 @mod_est : demande d'avis de niveau 2 à @cm_day : Our rules say nothing about DMs. A 7-day timeout?
02:52 @mod_est : enregistré.
[Noter] [Ajouter une preuve] [Demander un avis] [Je prends] [Clore]`)
  })

  it('asks on one card, and mentions for real only whoever is newly asked', async () => {
    const bot = await night()
    const { lines, payload } = posted(bot, 'team', 'Advice wanted')
    expect(lines).toBe(`Advice wanted · INC-2 · harassment · level 2 · by 03:28
<@200000000000000001>, @mod_est has been waiting since 02:58:
"Our rules say nothing about DMs. A 7-day timeout?"
@nightowl: 1 incident in 90 days (mediated)
Done so far: nothing in public, 4 screenshots attached
No answer by 03:28: level 3, <@200000000000000001>
[Answer] [Ask for details] [Pass to level 3]
[On it: 15 min | 30 min | 1 h | 2 h | choose]`)
    expect(payload.allowed_mentions.users).toEqual([idOf('cm_day')])
    const again = bot.chat.in('team').find(({ card }) => card.title !== undefined)
    const edited = renderMessage(
      { ...onDiscord(again?.card ?? {}), notify: [] },
      looking(at('08:00')),
      'edit',
    )
    expect(textsOf(edited).join()).not.toContain('<@')
  })

  it('asks in French', async () => {
    expect(
      posted(await night('fr'), 'team', 'Avis').lines,
    ).toBe(`Avis demandé · INC-2 · harcèlement · niveau 2 · avant 03:28
<@200000000000000001>, @mod_est attend une réponse depuis 02:58 :
« Our rules say nothing about DMs. A 7-day timeout? »
@nightowl : 1 incident en 90 jours (médiation)
Déjà fait : rien de public, 4 captures jointes
Sans réponse à 03:28 : niveau 3, <@200000000000000001>
[Répondre] [Demander une précision] [Passer au niveau 3]
[Je m'en charge: 15 min | 30 min | 1 h | 2 h | choisir]`)
  })

  it('shows a reminder that fires with its menu', async () => {
    const bot = await night()
    await bot.advance('2027-03-11T12:30')
    const { lines, payload } = posted(bot, '@cm_day', '12:30')
    expect(lines).toBe(`12:30 · LinkedIn · to post now
Job of the week: customer support, two openings
Campaign Hiring · text and picture: link
Every Thursday at 12:30 · next: Thursday 18 March · R1
[Posted] [Skip this one]
[Later: 15 min (12:45) | 1 h (13:30) | next working morning (Fri 12 March, 09:00) | choose]`)
    expect(textsOf(payload).join()).toContain('[link](<https://example.com/jobs/support>)')
  })

  it('shows a reminder in French', async () => {
    const bot = await night('fr')
    await bot.advance('2027-03-11T12:30')
    expect(posted(bot, '@cm_day', '12:30').lines).toBe(`12:30 · LinkedIn · à publier maintenant
Job of the week: customer support, two openings
Campagne Hiring · texte et visuel : lien
Tous les jeudis à 12:30 · prochain : jeudi 18 mars · R1
[C'est publié] [Sauter cette fois]
[Plus tard: 15 min (12:45) | 1 h (13:30) | prochain matin ouvré (ven. 12 mars, 09:00) | choisir]`)
  })

  it('has room for all there is to press, also where each button has to carry its server', async () => {
    for (const locale of ['en', 'fr'] as const) {
      const bot = await night(locale)
      await bot.home('cm_day')
      const answered = [bot.last].flatMap((last) => (last !== undefined && 'card' in last ? [last.card] : []))
      await bot.say('mod_est', '/incident escalate 2 3')
      const asked = [bot.last].flatMap((last) => (last !== undefined && 'ask' in last ? [last.ask] : []))
      await bot.advance('2027-03-11T12:30')
      const hung = ['moderation', 'team', '@cm_day', '@mod_est'].flatMap((channel) => bot.chat.in(channel))
      const all = [...hung.map(({ card }) => card), ...answered, ...asked].map(onDiscord)
      expect(all.length).toBeGreaterThan(5)
      for (const card of all) {
        const buttons = [
          ...(card.sections ?? []).flatMap((each) => each.buttons ?? []),
          ...(card.buttons ?? []),
        ]
        const { components } = renderMessage(card, { ...looking(at('12:30')), direct: true }, 'post')
        const pressable = componentsIn(components).filter(({ custom_id }) => custom_id !== undefined)
        expect(pressable.length).toBe(buttons.length)
      }
    }
  })

  it.each(['en', 'fr'] as const)('keeps every line of the morning in its order, in %s', async (locale) => {
    const { card, now } = await morning(locale)
    const payload = renderMessage(card, looking(now), 'post')
    expect(problemsOf('message', payload)).toEqual([])
    const lines = readable(payload, { locale, zone, now }).filter((line) => line !== '---')
    expect(lines).toEqual(textOf(card, now).split('\n'))
    expect(textsOf(payload).join('').length).toBeLessThan(3800)
  })
})
