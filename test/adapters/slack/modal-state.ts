import type { types } from '@slack/bolt'

type Fields = Record<string, unknown>

/** The inputs of a modal, in order. */
export const inputsOf = (view: types.ModalView): types.InputBlock[] =>
  view.blocks.filter((it): it is types.InputBlock => it.type === 'input')

/** What Slack sends of a modal that is submitted as it opened: every input's initial value, by block and action. */
export function submitted(view: types.ModalView): Fields {
  const values = Object.fromEntries(
    inputsOf(view).map((block) => {
      const element = block.element as unknown as Fields
      return [block.block_id, { [String(element.action_id)]: { type: element.type, ...stateOf(element) } }]
    }),
  )
  return { ...view, id: 'V024BE7LH', hash: '1.abc', team_id: 'T1', state: { values } }
}

function stateOf(element: Fields): Fields {
  const given = (name: string, initial: string) => ({ [name]: element[initial] ?? null })
  const several = (name: string, initial: string) => ({ [name]: element[initial] ?? [] })
  switch (element.type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return given('selected_option', 'initial_option')
    case 'multi_static_select':
    case 'multi_external_select':
      return several('selected_options', 'initial_options')
    case 'users_select':
      return given('selected_user', 'initial_user')
    case 'multi_users_select':
      return several('selected_users', 'initial_users')
    case 'conversations_select':
      return given('selected_conversation', 'initial_conversation')
    case 'datepicker':
      return given('selected_date', 'initial_date')
    case 'timepicker':
      return given('selected_time', 'initial_time')
    case 'datetimepicker':
      return given('selected_date_time', 'initial_date_time')
    default:
      return given('value', 'initial_value')
  }
}
