import { fieldsOf, type House, type Routes } from './house.ts'
import { channelJson, guildJson, memberJson, roleJson, userJson } from './json.ts'
import { problemsOf, type Surface } from './limits.ts'
import { kinds } from './model.ts'
import { holds, type Permission } from './permissions.ts'
import { refuse, refuseProblems } from './refusals.ts'

/** The server a route names, if the bot is in it. */
function own(id: string | undefined, { guild }: House): void {
  if (id !== guild.id || !guild.joined) throw refuse(10_004)
}

function allowed(permission: Permission, { guild }: House): void {
  if (!holds(guild.allowedAnywhere(guild.bot), permission)) throw refuse(50_013)
}

const application = ({ guild }: House) => ({
  ...{ id: guild.bot.id, name: 'Vigie', icon: null, description: '', summary: '', bot_public: true },
  ...{ bot_require_code_grant: false, verify_key: '', flags: 0, owner: userJson(guild.owner), team: null },
  ...{ bot: userJson(guild.bot), approximate_guild_count: guild.joined ? 1 : 0 },
  ...{ integration_types_config: {}, redirect_uris: [], interactions_endpoint_url: null, hook: true },
})

function mine(params: Record<string, string>, house: House): void {
  if (params.application !== house.guild.bot.id) throw refuse(50_001, "another application's commands")
  if (params.guild !== undefined && (params.guild !== house.guild.id || !house.guild.joined))
    throw refuse(50_001)
}

const checked = (surface: Surface, body: unknown): void => refuseProblems(problemsOf(surface, body))

const scopeOf = (params: Record<string, string>) => (params.guild === undefined ? 'global' : 'guild')

/** Commands everywhere, and commands of one server. */
const commandRoutes = (base: string): Routes => ({
  [`GET ${base}`]({ params, query }, house) {
    mine(params, house)
    return house.book.shown(scopeOf(params), query.get('with_localizations') === 'true')
  },
  [`PUT ${base}`]({ params, body }, house) {
    mine(params, house)
    checked('commands', body)
    house.book.put(scopeOf(params), Array.isArray(body) ? body : [])
    return house.book.shown(scopeOf(params), true)
  },
  [`POST ${base}`]({ params, body }, house) {
    mine(params, house)
    checked('command', body)
    checked('commands', house.book.with(scopeOf(params), fieldsOf(body)))
    house.book.put(scopeOf(params), house.book.with(scopeOf(params), fieldsOf(body)))
    return house.book.shown(scopeOf(params), true).find(({ name }) => name === fieldsOf(body).name)
  },
  [`DELETE ${base}/:command`]({ params }, house) {
    mine(params, house)
    const all = house.book.list(scopeOf(params))
    if (!all.some(({ id }) => id === params.command)) throw refuse(10_063)
    house.book.put(
      scopeOf(params),
      all.filter(({ id }) => id !== params.command),
    )
    return undefined
  },
})

const begins = (name: string, typed: string): boolean => name.toLowerCase().startsWith(typed)

/** The bot, its commands, and the server with its people and roles. */
export const guildRoutes: Routes = {
  'GET /gateway': (_, house) => ({ url: house.gateway() }),
  'GET /gateway/bot': (_, house) => ({
    ...{ url: house.gateway(), shards: 1 },
    session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
  }),
  'GET /users/@me': (_, { guild }) => ({
    ...userJson(guild.bot),
    verified: true,
    mfa_enabled: false,
    locale: 'en-US',
  }),
  'GET /users/@me/guilds': (_, { guild }) =>
    guild.joined
      ? [
          {
            id: guild.id,
            name: guild.name,
            owner: false,
            permissions: `${guild.allowedAnywhere(guild.bot)}`,
            features: [],
          },
        ]
      : [],
  'GET /users/:user'({ params }, { guild }) {
    const user = guild.users.get(String(params.user))
    if (user === undefined) throw refuse(10_013)
    return userJson(user)
  },
  'GET /oauth2/applications/@me': (_, house) => application(house),
  'GET /applications/@me': (_, house) => application(house),
  ...commandRoutes('/applications/:application/commands'),
  ...commandRoutes('/applications/:application/guilds/:guild/commands'),

  'GET /guilds/:guild'({ params }, house) {
    own(params.guild, house)
    return guildJson(house.guild)
  },
  'GET /guilds/:guild/channels'({ params }, house) {
    own(params.guild, house)
    return [...house.guild.channels.values()]
      .filter(({ type }) => type === kinds.text)
      .map((it) => channelJson(it, house.guild))
  },
  'GET /guilds/:guild/threads/active'({ params }, house) {
    own(params.guild, house)
    const threads = [...house.guild.channels.values()]
      .filter(({ type, archived }) => type === kinds.thread && !archived)
      .filter((it) => house.guild.may(house.guild.bot, it, 'ViewChannel'))
    return { threads: threads.map((it) => channelJson(it, house.guild)), members: [] }
  },
  'GET /guilds/:guild/roles'({ params }, house) {
    own(params.guild, house)
    return [...house.guild.roles.values()].map(roleJson)
  },
  'GET /guilds/:guild/members/search'({ params, query }, house) {
    own(params.guild, house)
    const typed = query.get('query')?.toLowerCase() ?? ''
    if (typed === '') throw refuse(50_035, 'query: required')
    return [...house.guild.users.values()]
      .filter(({ member, name, nick = '' }) => member && [name, nick].some((it) => begins(it, typed)))
      .slice(0, Number(query.get('limit') ?? 1))
      .map((it) => memberJson(it))
  },
  'GET /guilds/:guild/members/:user'({ params }, house) {
    own(params.guild, house)
    const user = house.guild.users.get(String(params.user === '@me' ? house.guild.bot.id : params.user))
    if (user === undefined) throw refuse(10_013)
    if (!user.member) throw refuse(10_007)
    return memberJson(user)
  },
  'GET /guilds/:guild/members'({ params }, house) {
    own(params.guild, house)
    throw refuse(50_001, 'everybody can be listed only with the intent for members')
  },
  'GET /guilds/:guild/audit-logs'({ params }, house) {
    own(params.guild, house)
    allowed('ViewAuditLog', house)
    const { bot, owner, snowflake } = house.guild
    const entry = { id: snowflake(), target_id: bot.id, user_id: owner.id, action_type: 28 }
    return {
      ...{ audit_log_entries: [entry], users: [owner, bot].map(userJson), application_commands: [] },
      ...{
        auto_moderation_rules: [],
        guild_scheduled_events: [],
        integrations: [],
        threads: [],
        webhooks: [],
      },
    }
  },
}
