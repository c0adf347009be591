import { type Fields, isFields } from '../checks.ts'
import { changeView, checkView, pushView } from './api-views.ts'
import { type House, refusalOf } from './method.ts'
import type { View } from './model.ts'

/** Does what the acknowledgement of a submitted form says: errors, another content, one on top, or the end. */
export function afterSubmission(body: Fields, it: View, house: House): void {
  const { space } = house
  try {
    switch (body.response_action) {
      case undefined:
        if (Object.keys(body).length > 0)
          house.violate(`view_submission: an acknowledgement without response_action: ${Object.keys(body)}`)
        else close(it, house)
        break
      case 'clear':
        space.modals.delete(it.user)
        break
      case 'errors':
        showErrors(body.errors, it, house)
        break
      case 'update':
        checkView('modal', body.view)
        changeView(it, body.view, house)
        break
      case 'push':
        checkView('modal', body.view)
        pushView(it.user, body.view, house)
        break
      default:
        house.violate(`view_submission: unknown response_action ${body.response_action}`)
    }
  } catch (thrown) {
    const { error, violation } = refusalOf(thrown)
    house.violate(`view_submission: ${body.response_action}: ${violation ?? error}`)
  }
}

/** Takes a modal away: the one beneath it is seen again. */
export function close(it: View, { space }: House): void {
  const rest = (space.modals.get(it.user) ?? []).filter((other) => other !== it)
  if (rest.length === 0) space.modals.delete(it.user)
  else space.modals.set(it.user, rest)
}

function showErrors(errors: unknown, it: View, house: House): void {
  if (!isFields(errors) || Object.keys(errors).length === 0) {
    house.violate('view_submission: errors without an error')
    return
  }
  const inputs = it.view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id)
  for (const [block, error] of Object.entries(errors)) {
    if (!inputs.includes(block))
      house.violate(`view_submission: an error for ${block}, which is no input of the view`)
    if (typeof error !== 'string' || error === '')
      house.violate(`view_submission: an error for ${block} without words`)
  }
  it.errors = Object.fromEntries(Object.entries(errors).map(([block, error]) => [block, String(error)]))
}
