import { type Fields, fieldsIn, isFields } from '../checks.ts'
import { problemsOf } from './limits.ts'
import { type House, type Method, refuse, shownView } from './method.ts'
import type { View } from './model.ts'
import { valuesOf } from './state.ts'

/** The most modals one can lie upon another. */
const stackDepth = 3

/** Refuses a view Slack would refuse. */
export function checkView(surface: 'modal' | 'home', view: unknown): asserts view is View['view'] {
  const problems = problemsOf(surface, view)
  if (problems.length > 0)
    throw refuse('invalid_arguments', `view: ${problems.join('; ')}`, {
      response_metadata: { messages: problems.map((it) => `[ERROR] ${it}`) },
    })
}

const hashOf = ({ space, now }: House): string => `${Math.floor(now() / 1000)}.${space.id('h').toLowerCase()}`

/** A view as it is shown to somebody. */
export function makeView(user: string, view: View['view'], house: House, under?: View): View {
  const { space } = house
  const id = space.id('V')
  const blocks = space.named(fieldsIn(view.blocks))
  return {
    ...{ id, user, hash: hashOf(house), view: { ...view, blocks }, values: valuesOf(blocks), errors: {} },
    ...{ root: under?.root ?? id, previous: under?.id ?? null },
  }
}

/** Shows another content in a view: what was given stays where its field stays. */
export function changeView(it: View, view: View['view'], house: House): void {
  const { space } = house
  const blocks = space.named(fieldsIn(view.blocks))
  Object.assign(it, {
    view: { ...view, blocks },
    hash: hashOf(house),
    values: valuesOf(blocks, it.values),
    errors: {},
  })
}

/** Puts a modal upon the one it came from. */
export function pushView(user: string, view: View['view'], house: House): View {
  const stack = house.space.modals.get(user) ?? []
  if (stack.length >= stackDepth)
    throw refuse('push_limit_reached', `more than ${stackDepth} modals upon each other`)
  const made = makeView(user, view, house, stack.at(-1))
  house.space.modals.set(user, [...stack, made])
  return made
}

function triggered(args: Fields, { passes }: House): { user: string; view?: string } {
  const found = passes.use(String(args.trigger_id))
  if ('error' in found) throw refuse(found.error, `the trigger id: ${found.error}`)
  return found
}

function external(view: Fields, { space }: House, besides?: View): void {
  const { external_id: id } = view
  if (id === undefined || id === '') return
  const others = [...[...space.modals.values()].flat(), ...space.homes.values()]
  if (others.some((it) => it !== besides && it.view.external_id === id))
    throw refuse('duplicate_external_id', `external_id ${id} is another view's`)
}

/** Modals and Home. */
export const viewMethods: Record<string, Method> = {
  'views.open': {
    required: { trigger_id: 'text', view: 'json' },
    run(args, house) {
      const { user } = triggered(args, house)
      checkView('modal', args.view)
      external(args.view, house)
      const made = makeView(user, args.view, house)
      house.space.modals.set(user, [made])
      return { view: shownView(made, house.space) }
    },
  },

  'views.push': {
    required: { trigger_id: 'text', view: 'json' },
    run(args, house) {
      const { user, view } = triggered(args, house)
      if (view === undefined)
        throw refuse('invalid_trigger_id', 'views.push with a trigger that is not from a modal')
      checkView('modal', args.view)
      external(args.view, house)
      return { view: shownView(pushView(user, args.view, house), house.space) }
    },
  },

  'views.update': {
    required: { view: 'json' },
    optional: { view_id: 'text', external_id: 'text', hash: 'text' },
    run(args, house) {
      const { view_id: id, external_id: external, hash } = args
      if (id === undefined && external === undefined)
        throw refuse('invalid_arguments', 'views.update without view_id or external_id')
      const found = [...house.space.modals.values()]
        .flat()
        .find((it) => (id === undefined ? it.view.external_id === external : it.id === id))
      if (found === undefined) throw refuse('not_found')
      if (hash !== undefined && hash !== found.hash) throw refuse('hash_conflict')
      checkView('modal', args.view)
      changeView(found, args.view, house)
      return { view: shownView(found, house.space) }
    },
  },

  'views.publish': {
    required: { user_id: 'text', view: 'json' },
    optional: { hash: 'text' },
    run({ user_id: id, view, hash }, house) {
      const user = house.space.users.get(String(id))
      if (user === undefined || user.deleted) throw refuse('user_not_found')
      const shown = house.space.homes.get(user.id)
      if (hash !== undefined && shown !== undefined && hash !== shown.hash) throw refuse('hash_conflict')
      if (isFields(view) && view.type !== 'home')
        throw refuse('invalid_arguments', 'views.publish of no Home')
      checkView('home', view)
      if (shown === undefined) house.space.homes.set(user.id, makeView(user.id, view, house))
      else changeView(shown, view, house)
      const now = house.space.homes.get(user.id)
      return now === undefined ? {} : { view: shownView(now, house.space) }
    },
  },
}
