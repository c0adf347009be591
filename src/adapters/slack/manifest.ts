import type { webApi } from '@slack/bolt'
import type { Command } from '../../core/command.ts'
import { menuNameOf, nameOfNoun, nounOf, verbOf } from '../../core/naming.ts'
import type { Locale } from '../../core/person.ts'
import { plain } from '../../core/plain.ts'
import type { Words } from '../../core/words.ts'
import { shortcutId } from './shortcuts.ts'

/** What a manifest is made for. `address` is where Slack sends everything in http mode. */
interface ManifestOptions {
  /** The root command: '/vigie'. */
  command: string
  locale: Locale
  mode: 'socket' | 'http'
  words: Words
  address?: string
}

/** A manifest as Slack's own method for making apps takes it. */
export type Manifest = webApi.AppsManifestCreateArguments['manifest']
type Features = NonNullable<Manifest['features']>
type Settings = NonNullable<Manifest['settings']>

/** Everything the app asks to be allowed; why, and what stops working without it, is in the locales. */
export const scopes = [
  'commands',
  'chat:write',
  'im:write',
  'users:read',
  'usergroups:read',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'im:history',
] as const

/**
 * What Slack tells unasked: that somebody opens Home, and that the app's tokens count no more. What becomes of a
 * channel is not among it: a post that is refused tells the same, without an event from every channel there is.
 */
const events = ['app_home_opened', 'app_uninstalled', 'tokens_revoked'] as const

/** Stands in the manifests for http, until the one who installs puts the server's own there. */
const anywhere = 'https://vigie.example.com/slack/events'

/** Most shortcuts an app may have. */
export const mostShortcuts = 10

/** One row of the table of scopes. */
interface ScopeRow {
  scope: (typeof scopes)[number]
  why: string
  without: string
}

/** Tells of each scope why it is asked for and what stops working without it. */
export function scopeRows(words: Words, locale: Locale): ScopeRow[] {
  const t = words.t(locale)
  return scopes.map((scope) => ({
    scope,
    why: plain(t(`slack.manifest.scopes.${scope.replace(':', '-')}.why`)),
    without: plain(t(`slack.manifest.scopes.${scope.replace(':', '-')}.without`)),
  }))
}

/** Returns the manifest an app is made from: one root command, and what is offered on messages and as shortcuts. */
export function manifestOf(commands: readonly Command[], options: ManifestOptions): Manifest {
  const { locale, words } = options
  const t = words.t(locale)
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: 'Vigie',
      description: plain(t('slack.manifest.description')),
      long_description: plain(t('slack.manifest.long')),
      background_color: '#1f3a4d',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: 'vigie', always_online: true },
      shortcuts: shortcutsOf(commands, options),
      slash_commands: [slashCommand(commands, options)],
    },
    oauth_config: { scopes: { bot: [...scopes] } },
    settings: settingsOf(options),
  }
}

function slashCommand(
  commands: readonly Command[],
  { address = anywhere, command, locale, mode, words }: ManifestOptions,
): NonNullable<Features['slash_commands']>[number] {
  const nouns = [...new Set(commands.map(nounOf))].map((noun) => nameOfNoun(words, locale, noun))
  return {
    command,
    ...(mode === 'http' ? { url: address } : {}),
    description: plain(words.t(locale)('slack.manifest.command')),
    usage_hint: nouns.join(' · '),
    // Mentions come without ids otherwise.
    should_escape: true,
  }
}

function shortcutsOf(
  commands: readonly Command[],
  { locale, words }: ManifestOptions,
): NonNullable<Features['shortcuts']> {
  const t = words.t(locale)
  const offered = (type: 'global' | 'message') =>
    commands.flatMap((command) => {
      const name = menuNameOf(words, locale, command, type === 'global' ? 'anywhere' : 'message')
      if (name === undefined) return []
      const does = plain(t(`nouns.${nounOf(command)}.verbs.${verbOf(command)}.does`))
      return [{ name, type, callback_id: shortcutId(command.name, type), description: does }]
    })
  return [...offered('global'), ...offered('message')]
}

function settingsOf({ address = anywhere, mode }: ManifestOptions): Settings {
  const isHttp = mode === 'http'
  return {
    event_subscriptions: { ...(isHttp ? { request_url: address } : {}), bot_events: [...events] },
    interactivity: {
      is_enabled: true,
      ...(isHttp ? { request_url: address, message_menu_options_url: address } : {}),
    },
    org_deploy_enabled: false,
    socket_mode_enabled: !isHttp,
    token_rotation_enabled: false,
  }
}
