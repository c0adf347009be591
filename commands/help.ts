import * as z from 'zod'
import { text } from '../src/args/index.ts'
import { argMeta, isRequired } from '../src/core/args.ts'
import type { Section } from '../src/core/card.ts'
import { type Command, type Context, command, none } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import {
  commandText,
  exampleOf,
  labelOf,
  nameOfCommand,
  nameOfNoun,
  nounOf,
  shapeOf,
  verbOf,
} from '../src/core/naming.ts'
import { capabilities } from '../src/core/person.ts'
import { foldWord, join, type Text } from '../src/core/text.ts'
import { distance } from '../src/core/words.ts'
import { menuButtons } from '../src/views/menu.ts'

/**
 * `/help`, `/help incident`, `/help incident log`: what this person may do, and how; the menu is what nothing typed
 * at all is answered with. Handed the whole list.
 */
export const helpCommands = (all: () => readonly Command[]) => [
  command({
    name: 'help show',
    may: 'help.read',
    alone: true,
    takes: () => true,
    args: z.object({ topic: text().optional() }),
    async run(context) {
      const everything = all()
      const allowed = everything.filter((each) => context.by.may(each.may))
      const topic = context.args.topic?.replace(/^\//, '').trim()
      if (topic === undefined) return { card: overview(allowed, context) }
      const typed = topic.split(/\s+/)
      const { locale } = context.reader
      const noun = context.words.leading('nouns', typed, locale)
      const known = everything.filter((each) => nounOf(each) === noun?.value)
      const own = known.filter((each) => allowed.includes(each))
      if (noun === undefined || known.length === 0)
        throw unknown(
          topic,
          typed[0] ?? '',
          allowed.map((each) => nameOfNoun(context.words, locale, nounOf(each))),
        )
      const [first] = known
      if (own.length === 0 && first !== undefined) throw mayNot(first, context)
      const rest = typed.slice(noun.taken)
      if (rest.length === 0) return { card: ofNoun(noun.value, own, context) }
      const verb = context.words.leading(`nouns.${noun.value}.verbs`, rest, locale)
      const one = known.find((each) => verbOf(each) === verb?.value)
      if (one === undefined)
        throw unknown(
          topic,
          topic,
          own.map((each) => nameOfCommand(context.words, locale, each)),
        )
      if (!own.includes(one)) throw mayNot(one, context)
      return { card: ofCommand(one, context) }
    },
  }),
  command({
    name: 'help menu',
    may: 'help.read',
    args: none,
    async run({ by, t }) {
      return {
        card: { title: t('menu.title'), text: t('menu.typed'), buttons: menuButtons(by, t) },
      }
    },
  }),
]

type Asked = Pick<Context<unknown>, 't' | 'words' | 'reader'>

function overview(allowed: readonly Command[], { t, words, reader }: Asked) {
  const [first = 'help show'] = allowed.map(({ name }) => name)
  const nouns = [...new Set(allowed.map(nounOf))]
  const lines = nouns.map((noun) =>
    t('help.noun', { noun: nameOfNoun(words, reader.locale, noun), does: t(`nouns.${noun}.does`) }),
  )
  return {
    title: t('help.title'),
    sections: [{ lines }],
    footer: t('help.grammar', { example: exampleOf(words, reader.locale, first) }),
  }
}

function ofNoun(noun: string, own: readonly Command[], { t, words, reader }: Asked) {
  const lines = own.map((each) =>
    t('help.verb', {
      command: nameOfCommand(words, reader.locale, each),
      does: t(`nouns.${noun}.verbs.${verbOf(each)}.does`),
    }),
  )
  const [first] = own
  return {
    title: t('help.noun', { noun: nameOfNoun(words, reader.locale, noun), does: t(`nouns.${noun}.does`) }),
    sections: [
      { lines },
      {
        title: t('help.example'),
        lines: first === undefined ? [] : [exampleOf(words, reader.locale, first.name)],
      },
    ],
  }
}

function ofCommand(one: Command, { t, words, reader }: Asked) {
  const names = Object.keys(one.args.shape).filter((name) =>
    labelOf(one, name, 'label', { words, locale: reader.locale }),
  )
  const takes: Section = {
    title: t('help.args'),
    lines: names.map((name) => argLine(one, name, { t, words, reader })),
  }
  return {
    title: t('help.verb', {
      command: nameOfCommand(words, reader.locale, one),
      does: t(`nouns.${nounOf(one)}.verbs.${verbOf(one)}.does`),
    }),
    sections: [
      ...(names.length === 0 ? [] : [takes]),
      { title: t('help.example'), lines: [exampleOf(words, reader.locale, one.name)] },
    ],
    footer: t('help.who', { role: t(`values.role.${capabilities[one.may]}.name`) }),
  }
}

function argLine(one: Command, name: string, { t, words, reader }: Asked): Text {
  const { locale } = reader
  const schema = shapeOf(one, name)
  const { kind } = argMeta(schema)
  const shown = words.set('args', locale).get(name)?.name ?? name
  const needed = isRequired(schema) ? [t('help.required')] : []
  const label = join([labelOf(one, name, 'label', { words, locale }) ?? name, ...needed])
  const help = labelOf(one, name, 'help', { words, locale })
  if (kind.startsWith('word:')) {
    const choices = [...words.set(`values.${kind.slice('word:'.length)}`, locale).values()]
    return t('help.choices', { name: shown, label, choices: choices.map((each) => each.name).join(', ') })
  }
  return help === undefined
    ? t('help.arg', { name: shown, label })
    : t('help.argHelp', { name: shown, label, help })
}

/** Says that nothing bears that name, and what of one's own comes nearest to it. */
function unknown(topic: string, typed: string, names: string[]): UserError {
  const folded = foldWord(typed)
  const near = [...names].sort((a, b) => distance(folded, foldWord(a)) - distance(folded, foldWord(b)))
  return new UserError('help.unknown', {
    typed: topic.slice(0, 60),
    nearest: [{ command: `/${near[0] ?? ''}` }],
  })
}

const mayNot = (one: Command, { by, reader, words }: Pick<Context<unknown>, 'by' | 'reader' | 'words'>) =>
  new UserError('bot.mayNot', (t) => ({
    command: commandText(words, reader.locale, one),
    role: t(`values.role.${capabilities[one.may]}.name`),
    own: t(`values.role.${by.role}.name`),
  }))
