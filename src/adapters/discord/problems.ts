import { RESTJSONErrorCodes as codes } from 'discord.js'
import type { Failed as FailedCall } from '../../core/call.ts'
import type { Problem } from '../../core/chat.ts'

/** Why a call has no result: `error` is Discord's code for why, or the HTTP status where it gave none. */
export type Failed = FailedCall<number>

/** A refusal as Discord sends it; `open` where the call needed no token, so that 401 is about something else. */
interface Refusal {
  status: number
  code?: number
  message?: string
  open?: boolean
}

/** How long to wait where Discord asks for a pause without saying how long, in milliseconds. */
export const pauseUntold = 10_000

/** How long to wait where something is over for a while, in milliseconds. */
const longPause = 60_000

/** Nothing happened, and it will pass. */
const passing: readonly number[] = [
  codes.ActionCannotBePerformedDueToSlowmodeRateLimit,
  codes.AnnouncementEditLimitExceeded,
  codes.ChannelWriteRateLimit,
  codes.ServerWriteRateLimit,
  codes.OpeningDirectMessagesTooFast,
  codes.ServiceResourceIsBeingRateLimited,
  codes.APIResourceOverloaded,
]

/** Nothing happened, and it will take a while to pass. */
const passingSlowly: readonly number[] = [
  codes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
  codes.SendMessagesHasBeenTemporarilyDisabled,
  codes.FeatureTemporarilyDisabledServerSide,
]

type Meaning = [code: Problem['code'], scope: Problem['scope'], errors: readonly number[]]

/** What Discord's codes mean to a delivery; one that is not here is about this one message. */
const meanings: readonly Meaning[] = [
  ['auth', 'space', [codes.Unauthorized, codes.InvalidToken]],
  [
    'forbidden',
    'space',
    [codes.BotsCannotUseThisEndpoint, codes.CloudflareIsBlockingYourRequest, codes.UserBannedFromThisGuild],
  ],
  [
    'forbidden',
    'place',
    [
      codes.CannotEditMessageAuthoredByAnotherUser,
      codes.CannotExecuteActionOnDMChannel,
      codes.CannotExecuteActionOnSystemMessage,
      codes.CannotExecuteActionOnThisChannelType,
      codes.CannotReplyWithoutPermissionToReadMessageHistory,
      codes.CannotSendAMessageInAForumChannel,
      codes.CannotSendMessagesInNonTextChannel,
      codes.ChannelVerificationLevelTooHighForYouToGainAccess,
      codes.MissingAccess,
      codes.MissingPermissions,
    ],
  ],
  ['archived', 'place', [codes.InvalidActionOnArchivedThread]],
  [
    'closed',
    'place',
    [
      codes.CannotSendMessagesToThisUser,
      codes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
      codes.InvalidRecipients,
      codes.UnknownUser,
    ],
  ],
  ['gone', 'space', [codes.UnknownGuild]],
  [
    'gone',
    'place',
    [
      codes.InvalidWebhookToken,
      // Nothing can be put into such a thread any more, as if it were not there.
      codes.ThreadLocked,
      codes.UnknownChannel,
      codes.UnknownInteraction,
      codes.UnknownMember,
      codes.UnknownMessage,
      codes.UnknownWebhook,
    ],
  ],
]

/** What a status means whose body has no code that is known. */
const statuses: Record<number, readonly [Problem['code'], Problem['scope']]> = {
  403: ['forbidden', 'place'],
  404: ['gone', 'place'],
}

const invalid: readonly [Problem['code'], Problem['scope']] = ['invalid', 'place']

/** Says what a refusal of Discord's means. Its own words are said, never those of what was sent. */
export function readRefusal({ status, code = 0, message, open = false }: Refusal): Failed {
  if (passing.includes(code)) return { later: pauseUntold }
  if (passingSlowly.includes(code)) return { later: longPause }
  const error = code === 0 ? status : code
  const meant = meanings.find(([, , errors]) => errors.includes(code))
  const [problem, scope] =
    status === 401 && !open ? (['auth', 'space'] as const) : (meant ?? statuses[status] ?? invalid)
  const [said = ''] = (message ?? '').split('\n')
  const say = said === '' ? String(error) : `${said.slice(0, 200)} (${error})`
  return { refused: { code: problem, scope, say }, error }
}
