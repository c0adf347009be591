import type { Fields } from '../checks.ts'
import { type Method, page, refuse } from './method.ts'
import type { Group, User } from './model.ts'
import type { Workspace } from './workspace.ts'

const offset = (zone: string, at: number): number => {
  const named = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    at,
  )
  const [, sign = '+', hours = '0', minutes = '0'] =
    /GMT([+-])(\d+):(\d+)/.exec(named.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}

const described = (it: User, { team }: Workspace, locale: boolean, now: number): Fields => ({
  ...{ id: it.id, team_id: team.id, name: it.name, deleted: it.deleted, real_name: it.name, is_bot: it.bot },
  profile: { display_name: it.name, display_name_normalized: it.name, real_name: it.name, team: team.id },
  ...(it.deleted
    ? {}
    : {
        ...{ tz: it.tz, tz_label: it.tz, tz_offset: offset(it.tz, now), is_restricted: false },
        ...{ is_admin: it.admin || it.owner, is_owner: it.owner, is_primary_owner: false },
        ...{ is_ultra_restricted: false, is_app_user: false },
        ...(locale ? { locale: it.locale } : {}),
      }),
})

const grouped = (it: Group, { team }: Workspace, users: boolean): Fields => ({
  ...{ id: it.id, team_id: team.id, is_usergroup: true, name: it.handle, handle: it.handle, date_delete: 0 },
  ...{ user_count: it.users.length, ...(users ? { users: it.users } : {}) },
})

/** People, groups and the workspace itself. */
export const peopleMethods: Record<string, Method> = {
  'auth.test': {
    run: (_, { space: { team, bot, botId } }) => ({
      ...{ url: team.url, team: team.name, user: bot.name, team_id: team.id, user_id: bot.id, bot_id: botId },
      is_enterprise_install: false,
    }),
  },

  'apps.connections.open': {
    scopes: () => ['connections:write'],
    run: (_, house) => ({ url: house.connection() }),
  },

  'team.info': {
    optional: { team: 'text' },
    scopes: () => ['team:read'],
    run: (_, { space: { team } }) => ({ team: { ...team, email_domain: '' } }),
  },

  'users.info': {
    required: { user: 'text' },
    optional: { include_locale: 'flag' },
    scopes: () => ['users:read'],
    run(args, { space, now }) {
      const user = space.users.get(String(args.user))
      if (user === undefined) throw refuse('user_not_found')
      return { user: described(user, space, args.include_locale === true, now()) }
    },
  },

  'users.list': {
    optional: { cursor: 'text', limit: 'number', include_locale: 'flag' },
    scopes: () => ['users:read'],
    run(args, { space, now }) {
      const { items, more } = page([...space.users.values()], args, 1000, 1000)
      const members = items.map((it) => described(it, space, args.include_locale === true, now()))
      return { members, cache_ts: Math.floor(now() / 1000), ...more }
    },
  },

  'usergroups.list': {
    optional: { include_users: 'flag', include_disabled: 'flag', include_count: 'flag' },
    scopes: () => ['usergroups:read'],
    run: (args, { space }) => ({
      usergroups: [...space.groups.values()].map((it) => grouped(it, space, args.include_users === true)),
    }),
  },

  'usergroups.users.list': {
    required: { usergroup: 'text' },
    optional: { include_disabled: 'flag' },
    scopes: () => ['usergroups:read'],
    run(args, { space }) {
      const group = space.groups.get(String(args.usergroup))
      if (group === undefined) throw refuse('no_such_subteam')
      return { users: group.users }
    },
  },
}
