import * as z from 'zod'
import { person, text } from '../src/args/index.ts'
import { command } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import { whoIs } from '../src/core/person.ts'
import { plain } from '../src/core/plain.ts'
import { endOffer, offerAccount, offered } from '../src/features/accounts/code.ts'
import { join, joining, separate } from '../src/features/accounts/join.ts'
import { newCode } from '../src/features/codes.ts'
import { personRecordOf } from '../src/features/people.ts'
import { codeCard, joinedCard, joiningCard, separatedCard, separatingCard } from '../src/views/account.ts'
import { commandLine } from '../src/views/command-line.ts'
import { nameText } from '../src/views/words.ts'

const link = command({
  name: 'settings account',
  may: 'settings.own',
  args: z.object({ code: text().optional() }),
  bare: ['code'],
  async run({ args: { code }, by, confirmed, t, use, words }) {
    const me = whoIs(by)
    if (code === undefined) {
      const made = newCode()
      return { card: codeCard(t, made, offerAccount(use, made, me)), secret: true }
    }
    const offer = await offered(use, code)
    if (offer === undefined) throw new UserError('account.wrong', { code: code.slice(0, 20) })
    const both = await joining(use, offer, me)
    // Another role, or other accounts by now, is another question.
    const { accounts, id, role } = both.becomes
    const token = JSON.stringify([id, both.goes.id, role, accounts.length])
    if (confirmed !== token)
      return {
        ask: joiningCard(t, both, offer, me.account),
        token,
        yes: plain(t('account.yes')),
      }
    await join(use, me, both)
    endOffer(use, code)
    return { card: joinedCard(t, both, [{ command: commandLine(words, by.locale, unlink.name) }]) }
  },
})

const unlink = command({
  name: 'settings separate',
  may: 'settings.own',
  args: z.object({ person: person().optional() }),
  bare: ['person'],
  async run({ args, by, confirmed, t, use }) {
    const whom = args.person ?? whoIs(by)
    const who = nameText(whom)
    if (whom.person !== by.id && !by.may('team.write')) throw new UserError('account.notYours', { who })
    const it = await personRecordOf(use, whom.person)
    if (it === undefined || it.accounts.length < 2)
      throw new UserError(whom.person === by.id ? 'account.noneOfYours' : 'account.none', { who })
    const token = it.accounts
      .map(({ platform, space, id }) => `${platform}/${space}/${id}`)
      .sort()
      .join(' ')
    if (confirmed !== token) return { ask: separatingCard(t, it), token }
    return { card: separatedCard(t, await separate(use, whoIs(by), it)) }
  },
})

/** `/settings account` and `/settings separate`: which accounts are one person's. */
export const accountCommands = [link, unlink]
