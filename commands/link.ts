import * as z from 'zod'
import { text } from '../src/args/index.ts'
import { type Context, command, type Outcome } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Work } from '../src/core/work.ts'
import { audit } from '../src/features/audit/entries.ts'
import { newCode } from '../src/features/codes.ts'
import { actorAt } from '../src/features/incidents/reference.ts'
import {
  barredUntil,
  countWrong,
  type Invitation,
  invitationOf,
  invite,
} from '../src/features/link/invitation.ts'
import { join } from '../src/features/link/join.ts'
import { planOf } from '../src/features/link/plan.ts'
import { joinedTo, type Space } from '../src/features/link/space.ts'
import { settingsOf } from '../src/features/settings.ts'
import { alreadyLinkedText, codeCard, linkedCard, linkQuestion } from '../src/views/link.ts'
import { chatText, nameText, timeText } from '../src/views/words.ts'

const args = z.object({ code: text().optional() })
type Linking = Context<z.output<typeof args>>

/** Makes two chats one community: gives a code on the one, joins it by that code on the other. */
const link = command({
  name: 'settings link',
  may: 'settings.write',
  args,
  bare: ['code'],
  run: (it) => (it.args.code === undefined ? give(it) : take(it, it.args.code)),
})

async function give({ by, here, t, use }: Linking): Promise<Outcome> {
  const who = actorAt(by, here)
  const code = newCode()
  const expires = await invite(use, code, { by: who, from: here })
  audit(use, { by: who, did: 'settings.invited', of: 'settings', what: { until: expires } })
  return { card: codeCard(code, expires, await joinedTo(use), t), secret: true }
}

async function take(it: Linking, code: string): Promise<Outcome> {
  const { by, confirmed, here, reader, t, use } = it
  const barred = await barredUntil(use, by.id)
  if (barred !== undefined) throw new UserError('link.tooMany', { until: timeText(barred) })
  const invitation = await invitationOf(use, code)
  if (invitation === undefined) {
    await countWrong(use, by.id)
    return { card: { text: t('link.wrong', { code }) } }
  }
  if (invitation.community === use.community) return same(invitation, here, it)
  check(invitation, use)
  await checkOthers(use)
  const plan = await planOf(use, invitation, spaceOf(here))
  if (confirmed !== plan.token)
    return { ask: linkQuestion(plan, await settingsOf(use), reader, t), token: plan.token, yes: yes(it) }
  await join(use, code, plan, { by: actorAt(by, here), space: spaceOf(here) })
  return { card: linkedCard(plan, t) }
}

const yes = ({ t }: Linking): string => String(t('link.yes'))
const spaceOf = ({ platform, space }: Space): Space => ({ platform, space })

/** A code of one's own community: it was used from here, or it is to be typed elsewhere. */
function same({ platform, used }: Invitation, here: Space, { t }: Linking): Outcome {
  if (used?.platform === here.platform && used.space === here.space)
    return { card: { text: alreadyLinkedText({ platform, space: '' }, used, t) } }
  throw new UserError(used === undefined ? 'link.same' : 'link.used')
}

function check({ by, expires, used }: Invitation, use: Work): void {
  if (used !== undefined) throw new UserError('link.used')
  if (expires < use.now.epochMilliseconds)
    throw new UserError('link.expired', { time: timeText(expires), who: nameText(by) })
}

/** A community that others were joined to cannot be joined itself: they would belong nowhere. */
async function checkOthers(use: Work): Promise<void> {
  const [other] = await joinedTo(use)
  if (other === undefined) return
  throw new UserError('link.hasOthers', (t) => ({ chat: chatText({ t }, other.platform) }))
}

/** `/settings link`: one community on two chats. */
export const linkCommands = [link]
