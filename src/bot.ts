import { randomUUID } from 'node:crypto'
import { createAnswers } from './bot/answers.ts'
import { createAround } from './bot/around.ts'
import { didOf, idOfDraft, isTyped, keepDid, keepPress, keepRecent, recentOf, sameOf } from './bot/did.ts'
import { draftInput, dropDraft, keepDraft, questionOf } from './bot/drafts.ts'
import { type Keeping, keepingOf } from './bot/keeping.ts'
import { createLeaving } from './bot/leaving.ts'
import { comingFrom, communityOf, introduce, introduceElsewhere, meet } from './bot/meeting.ts'
import { knownQuote, namedQuote } from './bot/quoting.ts'
import { createReplay } from './bot/replay.ts'
import { suggestFor } from './bot/suggest.ts'
import { createUnderstanding, type Ready } from './bot/understanding.ts'
import type { Kind, Reading } from './core/args.ts'
import type { Card } from './core/card.ts'
import type { Accepted, Bot, Chat, Invocation } from './core/chat.ts'
import type { Clock } from './core/clock.ts'
import type { Command, Outcome } from './core/command.ts'
import type { Log } from './core/errors.ts'
import type { House } from './core/house.ts'
import type { Account, Person, Platform } from './core/person.ts'
import { plain } from './core/plain.ts'
import type { Store } from './core/store.ts'
import type { Text } from './core/text.ts'
import { read, update } from './core/update.ts'
import type { Work } from './core/work.ts'
import { greet, welcome } from './features/first-run.ts'
import { openHome, refreshing } from './features/home.ts'
import { staysIn } from './features/link/space.ts'
import { otherAccounts } from './features/people.ts'
import { isSettled } from './features/settings.ts'

/** What the bot is made of. `committed` is called after each answer that may have left something to deliver. */
interface BotOptions {
  store: Store
  clock: Clock
  house: House
  commands: readonly Command[]
  kinds: Record<string, Kind>
  chats(platform: Platform): Chat | undefined
  home(use: Work, person: Person): Promise<Card>
  log: Log
  committed?(): void
  /** Whether what comes in waits until what was left before the start is done; `replay` is called then. */
  gated?: boolean
}

/** What only the one who starts the bot asks of it. */
interface Replaying {
  /**
   * Answers what was acknowledged before the start and not answered since; returns how many could not be
   * answered yet, to be tried again.
   */
  replay(): Promise<number>
}

/** Takes invocations from every chat through find → who → may → read → run. */
export function createBot(options: BotOptions): Bot & Replaying {
  const { store, clock, house, commands, kinds, log } = options
  const { refusal, failure, withReader } = createAnswers(house.words)
  const leave = createLeaving(store)
  const lookAround = createAround(options)
  const understand = createUnderstanding({ commands, kinds, refusal })
  const on = (id: string, community: string) => ({ store, clock, house, id, community })

  const open = async (it: Invocation) => {
    const directory = house.directory(it.by.platform)
    const [known, elsewhere, about] = await Promise.all([
      introduce(directory, it, { log }),
      othersOf(it).then((others) => introduceElsewhere(others, house.directory, it, { log })),
      namedQuote(directory, it, log),
    ])
    return { known: elsewhere.length === 0 ? known : { ...known, elsewhere }, about }
  }

  const othersOf = async ({ by, id }: Invocation): Promise<readonly Account[]> =>
    read(on(`${id}/accounts`, await communityOf(store, by)), (use) => otherAccounts(use, by))

  /** Does a work in the community somebody belongs to; where that was joined to another just now, in that one. */
  async function among<T>(by: Account, id: string, run: (use: Work) => Promise<T>): Promise<T> {
    for (;;) {
      const community = await communityOf(store, by)
      const done = await update(on(id, community), async (use) =>
        (await staysIn(use, by)) ? { result: await run(use) } : undefined,
      )
      if (done !== undefined) return done.result
    }
  }

  const reading = (by: Person, it: Invocation, use: Work): Reading => ({
    locale: by.locale,
    zone: by.zone,
    sees: by.sees,
    now: use.now,
    by,
    here: it.here,
    words: house.words,
  })

  async function run(
    it: Invocation,
    ready: Ready,
    by: Person,
    community: string,
    keeping: Keeping,
  ): Promise<Outcome> {
    const { command } = ready
    try {
      const outcome = await update(on(it.id, community), async (use) => {
        if (!(await staysIn(use, it.by))) return undefined
        const outcome = await doOnce(it, ready, by, use)
        keeping.with(use)
        return outcome
      })
      // What was typed is read again where it belongs now: a number may be another case's there.
      return outcome === undefined ? await outcomeOf(await accept(it, true)) : withReader(outcome, by)
    } catch (error) {
      const card = failure(error, by, (reference) =>
        log.error('a command failed', error, { reference, command: command.name, invocation: it.id }),
      )
      return withReader({ card }, by)
    } finally {
      options.committed?.()
    }
  }

  async function doOnce(it: Invocation, ready: Ready, by: Person, use: Work): Promise<Outcome> {
    const { command, typed, draft } = ready
    const before = (await didOf(use, it.id)) ?? (await sameOf(use, by.id, it, draft))
    if (before !== undefined) return before === 'over' ? { card: { text: gone(by) } } : before
    const confirmed = isYes(it) ? draft?.confirmed : undefined
    // 'last', or nothing in a case's thread, may mean another one than a moment ago.
    const words = isTyped(it) ? JSON.stringify([command.name, typed, ready.args.ref ?? '']) : undefined
    const recent = words === undefined ? undefined : await recentOf(use, by.id, words)
    const at = reading(by, it, use)
    let outcome: Outcome
    let asked: string | undefined
    if (recent !== undefined && confirmed === undefined) outcome = askAgain(recent.card, by)
    else {
      const about = it.about ?? draft?.about
      const pressed = it.pressed ?? draft?.pressed
      outcome = await refreshing(use, by, (use) =>
        command.run({
          id: it.id,
          args: ready.args,
          by,
          here: it.here,
          reader: by,
          use,
          now: use.now,
          ...(about && { about }),
          ...(pressed && { pressed }),
          ...(confirmed !== undefined && { confirmed }),
          t: house.words.t(by.locale),
          words: house.words,
        }),
      )
    }
    if ('ask' in outcome) {
      const kept = keepDraft(
        use,
        { command: command.name, values: typed, confirmed: outcome.token, ...(draft && { before: draft }) },
        it,
      )
      asked = kept.id
      outcome = { ...outcome, ask: questionOf(outcome.ask, kept, at, outcome.yes) }
    } else {
      if (use.hasWritten() && words !== undefined && 'card' in outcome && !isSecret(outcome))
        keepRecent(use, by.id, words, outcome.card)
      if (draft !== undefined) {
        dropDraft(use, draft.id)
        if (!isSecret(outcome)) keepDid(use, idOfDraft(draft.id), outcome)
      }
    }
    if (use.hasWritten() && !isSecret(outcome)) {
      keepDid(use, it.id, outcome)
      if (draft === undefined) keepPress(use, by.id, it, { outcome, ...(asked !== undefined && { asked }) })
    }
    return outcome
  }

  const gone = ({ locale }: Person): Text => house.words.t(locale)('bot.draftGone')

  const askAgain = (first: Card, by: Person): Outcome => {
    const t = house.words.t(by.locale)
    const { buttons: _buttons, notify: _notify, ...shown } = first
    return {
      ask: { ...shown, footer: t('bot.repeated') },
      token: 'again',
      yes: plain(t('bot.again')),
    }
  }

  const keepingIt = (it: Invocation, isKept = false): Keeping => keepingOf(it, { store, leave, log }, isKept)

  async function accept(given: Invocation, isKept = false): Promise<Accepted> {
    const { about, known } = await open(given)
    const met = await among(given.by, `${given.id}/accept`, async (use) => {
      const { community } = use
      const it = about === undefined ? given : { ...given, about: await knownQuote(use, about) }
      const by = await meet(use, it.by, known)
      const greeted = await greet(use, by, it.by)
      const before = await didOf(use, it.id)
      if (before !== undefined) return { by, community, greeted, it, done: before }
      const fresh = await understand(it, reading(by, it, use), use)
      return { by, community, greeted, it, understood: fresh }
    })
    const { by, community, done, greeted, it, understood } = met
    if (greeted) options.committed?.()
    if (done !== undefined) return { answers: 'asker', run: async () => withReader(done, by) }
    if ('form' in understood) return understood
    if ('refuse' in understood) return { refuse: { ...understood.refuse, for: by } }
    const { ready } = understood
    const keeping = keepingIt(it, isKept)
    return {
      answers: ready.command.answers ?? 'asker',
      run: () => run(it, ready, by, community, keeping),
      ...(it.reply !== undefined && { keep: keeping.ahead, answered: keeping.answered }),
    }
  }

  const { caughtUp, replay } = createReplay({
    store,
    started: house.started,
    chats: options.chats,
    accept: (it) => accept(it, true),
    leave,
    log,
    gated: options.gated === true,
  })

  return {
    async accept(it, durable) {
      const keeping = keepingIt(it)
      let kept: Pick<Accepted, 'answered'> = {}
      try {
        if (durable !== undefined && it.reply !== undefined) {
          await keeping.now()
          kept = { answered: keeping.answered }
          durable()
        }
        await caughtUp()
        return { ...(await accept(it, kept.answered !== undefined)), ...kept }
      } catch (error) {
        const locale = house.defaults.locale
        const reader = { locale, zone: house.defaults.zone, sees: 'asker' as const }
        const card = failure(error, reader, (reference) =>
          log.error('an invocation failed', error, { reference, invocation: it.id }),
        )
        return { refuse: { ...card, for: reader }, ...kept }
      }
    },
    async suggest(it, field, typed) {
      const [{ known }, around] = await Promise.all([open(it), lookAround(it, field, typed)])
      return among(it.by, `${it.id}/${randomUUID()}`, async (use) => {
        const by = await meet(use, it.by, known)
        const at = { ...reading(by, it, use), ...(around && { around }) }
        return suggestFor({ commands, kinds, it, field, typed, at, use })
      })
    },
    async joined(by, instead) {
      const it = comingFrom(by, clock)
      const { known } = await open(it)
      const greeted = await among(by, it.id, async (use) =>
        welcome(use, await meet(use, by, known), by, instead),
      )
      if (greeted) options.committed?.()
    },
    async isNew(at) {
      const community = await communityOf(store, at)
      return read(on(`${randomUUID()}/new`, community), async (use) => !(await isSettled(use)))
    },
    async home(who) {
      const it = comingFrom(who, clock)
      const { known } = await open(it)
      const { by, community, greeted } = await among(who, it.id, async (use) => {
        const by = await meet(use, who, known)
        await openHome(use, who)
        return { by, community: use.community, greeted: await greet(use, by, who) }
      })
      if (greeted) options.committed?.()
      // Nothing is written by what is drawn, so that no command waits for it.
      return read(on(`${it.id}/drawn`, community), async (use) => ({
        ...(await options.home(use, by)),
        for: by,
      }))
    },
    replay,
  }
}

/** Returns what an invocation comes to, once it was accepted. */
const outcomeOf = async (it: Accepted): Promise<Outcome> =>
  'run' in it ? it.run() : 'form' in it ? it : { card: it.refuse }

const isSecret = (it: Outcome): boolean => 'card' in it && it.secret === true

const isYes = (it: Invocation): boolean =>
  typeof it.input !== 'string' && it.input[draftInput.yes] !== undefined
