import type { Card } from '../core/card.ts'
import type { Account, Who } from '../core/person.ts'
import type { Text, Translate } from '../core/text.ts'
import { join } from '../core/text.ts'
import type { Joining } from '../features/accounts/join.ts'
import { nameOn, type PersonRecord } from '../features/people.ts'
import { chatText, nameText, timeText } from './words.ts'

/** Names an account with its chat: '@mod_est (Discord)'. */
const accountText = (t: Translate, it: Pick<Who, 'account' | 'name'>): Text =>
  t('account.on', { who: nameText(it), chat: chatText({ t }, it.account.platform) })

/** Names all accounts of somebody, each with its chat. */
export const accountsText = (t: Translate, it: PersonRecord): Text =>
  join(
    it.accounts.map((account) => accountText(t, { account, name: nameOn(it, account) })),
    ', ',
  )

/** Gives somebody a code, good until a time in milliseconds. Every chat has its own way to type the command. */
export const codeCard = (t: Translate, code: string, until: number): Card => ({
  title: [{ code }],
  text: t('account.code', { until: timeText(until, 'time') }),
  footer: t('account.codeOnce'),
})

/** Asks whether both accounts are one human's, saying what comes of it. */
export const joiningCard = (t: Translate, { becomes }: Joining, offer: Who, through: Account): Card => ({
  title: t('account.ask', { other: accountText(t, offer) }),
  text: t(becomes.supervised ? 'account.comesOfSupervised' : 'account.comesOfPlain', {
    accounts: accountsText(t, becomes),
    role: t(`values.role.${becomes.role}.name`),
    chat: chatText({ t }, through.platform),
  }),
  footer: t('account.onlyYours'),
})

/** Says that somebody's accounts are one person now, and how they are separated again. */
export const joinedCard = (t: Translate, { becomes }: Joining, command: Text): Card => ({
  text: t('account.joined', {
    accounts: accountsText(t, becomes),
    role: t(`values.role.${becomes.role}.name`),
  }),
  footer: t('account.separateHint', { command }),
})

/** Asks whether somebody's accounts are to be people of their own again. */
export const separatingCard = (t: Translate, it: PersonRecord): Card => ({
  title: t('account.askSeparate', { accounts: accountsText(t, it) }),
  text: t('account.separating'),
})

/** Says who somebody's accounts are now, each on its own. */
export const separatedCard = (t: Translate, people: readonly PersonRecord[]): Card => ({
  title: t('account.separated'),
  sections: [
    {
      lines: people.map((it) =>
        t('account.alone', { account: accountsText(t, it), role: t(`values.role.${it.role}.name`) }),
      ),
    },
  ],
})
