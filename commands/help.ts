import * as z from 'zod'
import { text } from '../src/args/index.ts'
import { argMeta, isRequired } from '../src/core/args.ts'
import type { Section } from '../src/core/card.ts'
import { type Command, type Context, command } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import { exampleOf, labelOf, nameOfCommand, nameOfNoun, nounOf, shapeOf, verbOf } from '../src/core/naming.ts'
import { capabilities } from '../src/core/person.ts'
import type { Text } from '../src/core/text.ts'

/** `/help`, `/help incident`, `/help incident log`: what this person may do, and how. Handed the whole list. */
export const helpCommands = (all: () => readonly Command[]) => [
  command({
    name: 'help show',
    may: 'help.read',
    alone: true,
    takes: () => true,
    args: z.object({ topic: text().optional() }),
    async run(context) {
      const allowed = all().filter((each) => context.by.may(each.may))
      const topic = context.args.topic?.replace(/^\//, '').trim()
      if (topic === undefined) return { card: overview(allowed, context) }
      const typed = topic.split(/\s+/)
      const noun = context.words.leading('nouns', typed, context.reader.locale)
      const own = allowed.filter((each) => nounOf(each) === noun?.value)
      if (noun === undefined || own.length === 0) throw unknown(topic, 'nouns', '', context)
      const rest = typed.slice(noun.taken)
      if (rest.length === 0) return { card: ofNoun(noun.value, own, context) }
      const branch = `nouns.${noun.value}.verbs`
      const verb = context.words.leading(branch, rest, context.reader.locale)
      const one = own.find((each) => verbOf(each) === verb?.value)
      if (one === undefined)
        throw unknown(
          topic,
          branch,
          `${nameOfNoun(context.words, context.reader.locale, noun.value)} `,
          context,
        )
      return { card: ofCommand(one, context) }
    },
  }),
]

type Asked = Pick<Context<unknown>, 't' | 'words' | 'reader'>

function overview(allowed: readonly Command[], { t, words, reader }: Asked) {
  const nouns = [...new Set(allowed.map(nounOf))]
  const lines = nouns.map((noun) =>
    t('help.noun', { noun: nameOfNoun(words, reader.locale, noun), does: t(`nouns.${noun}.does`) }),
  )
  return { title: t('help.title'), sections: [{ lines }], footer: t('help.grammar') }
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
  const needed = isRequired(schema) ? ` (${t('help.required')})` : ''
  const label = `${labelOf(one, name, 'label', { words, locale }) ?? name}${needed}`
  const help = labelOf(one, name, 'help', { words, locale })
  if (kind.startsWith('word:')) {
    const choices = [...words.set(`values.${kind.slice('word:'.length)}`, locale).values()]
    return t('help.choices', { name: shown, label, choices: choices.map((each) => each.name).join(', ') })
  }
  return help === undefined
    ? t('help.arg', { name: shown, label })
    : t('help.argHelp', { name: shown, label, help })
}

function unknown(topic: string, branch: string, before: string, { words, reader }: Asked): UserError {
  const said = topic.split(/\s+/).at(before === '' ? 0 : 1) ?? topic
  const found = words.find(branch, said, reader.locale)
  const [nearest = ''] = 'nearest' in found ? found.nearest : []
  return new UserError('help.unknown', { typed: topic.slice(0, 60), nearest: `/${before}${nearest}` })
}
