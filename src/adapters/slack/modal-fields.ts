import type { types } from '@slack/bolt'
import { type Asked as AskedOfAny, isUnread, listIn, textRoom } from '../../core/asked.ts'
import type { Choice, Field } from '../../core/form.ts'
import { plain } from '../../core/plain.ts'
import { type Openness, optionOf, optionsOf, plainText } from './choices.ts'
import { limits } from './limits.ts'
import { inputs } from './modal-inputs.ts'
import { peopleIn, placeIn, placesIn } from './modal-people.ts'
import { cutMark, nothing } from './modal-values.ts'

/** What an input block asks with. */
type Element = types.InputBlock['element']

/** A field, and how many characters of a text are shown in it. */
export interface Asked extends AskedOfAny {
  most: number
}

type Draw = (it: Asked) => Element | undefined

/** Draws a field's control: Slack's own where it can show what stands in the field, else its text. */
export const elementOf = (it: Asked): Element =>
  (isUnread(it) ? undefined : drawerOf(it.field)?.(it)) ?? text(it)

function drawerOf({ kind, choices }: Field): Draw | undefined {
  return (choices ?? []).length > 0 ? words : drawers[kind]
}

/** Slack's controls by kind; a kind that is missing is a text. */
const drawers: Record<string, Draw> = {
  person: people,
  member: offered('open'),
  target: offered('listed'),
  group: offered('listed'),
  zone: offered('listed'),
  block: offered('listed'),
  digest: offered('number'),
  reminder: offered('number'),
  incident: offered('number'),
  'other-incident': offered('number'),
  place: places,
  'place-or-none': places,
  ...inputs,
}

function text({ field, most: shown, read, typed }: Asked): Element {
  const value = field.kind === 'text' ? (read ?? typed) : typed
  const { isLong, most } = textRoom(field, value, limits.input)
  return {
    type: 'plain_text_input',
    action_id: value.length > shown ? `plain_text_input${cutMark}` : 'plain_text_input',
    ...(isLong && { multiline: true }),
    ...(value !== '' && { initial_value: value.slice(0, shown).toWellFormed() }),
    max_length: most,
  }
}

function words({ field, read, t, typed }: Asked): Element | undefined {
  // What stands where nothing is given needs no choice that leaves it out.
  const mayLeave = !field.required && field.many !== true && (read === undefined || typed !== '')
  const out = mayLeave ? [{ value: nothing, label: plain(t('slack.form.none')) }] : []
  const options = optionsOf([...(field.choices ?? []).slice(0, limits.options - out.length), ...out])
  const [first, ...others] = options
  if (first === undefined) return undefined
  const wanted = field.many === true ? listIn(read) : read === undefined ? [] : [read]
  const chosen = wanted.flatMap((value) => options.find((option) => option.value === value) ?? [])
  const [one] = chosen
  if (chosen.length !== wanted.length) return undefined
  const placeholder = plainText(plain(t('form.choose')), limits.placeholder)
  if (field.many === true)
    return {
      type: 'multi_static_select',
      action_id: 'multi_static_select',
      placeholder,
      options,
      ...(chosen.length > 0 && { initial_options: chosen }),
    }
  // Who has pressed a radio button can press another one, but none no more.
  const isHinted = options.some(({ description }) => description !== undefined)
  if (field.required && isHinted && options.length <= 4)
    return {
      type: 'radio_buttons',
      action_id: 'radio_buttons',
      options: [first, ...others],
      ...(one && { initial_option: one }),
    }
  return {
    type: 'static_select',
    action_id: 'static_select',
    placeholder,
    options,
    ...(one && { initial_option: one }),
  }
}

/**
 * People of the workspace, by Slack's own list; where some are on another chat too, those that are suggested. Somebody
 * of elsewhere stays among those.
 */
function people(it: Asked): Element | undefined {
  const { field, linked, read, space } = it
  if (linked) return offered('listed')(it)
  const here = peopleIn(read, field.many === true, space)
  if (here === undefined) return offered('open')(it)
  const ids = here.flatMap(({ id }) => id ?? [])
  if (ids.length < here.length) return offered('open')(it)
  const [one] = ids
  const placeholder = plainText(plain(it.t('form.person')), limits.placeholder)
  return field.many === true
    ? {
        type: 'multi_users_select',
        action_id: 'multi_users_select',
        placeholder,
        ...(ids.length > 0 && { initial_users: ids }),
      }
    : {
        type: 'users_select',
        action_id: 'users_select',
        placeholder,
        ...(one !== undefined && { initial_user: one }),
      }
}

/** Kinds whose canonical strings tell who is meant. */
const named = new Set(['member', 'person', 'target', 'group'])

/** What Vigie suggests, and what may be taken as it is typed, as `suggested` reads it again. */
function offered(how: Openness): Draw {
  return (it) => {
    const { field, t } = it
    const many = field.many === true
    const choices = standing(it)
    const chosen = choices?.map((choice: Choice) => optionOf(choice))
    if (chosen === undefined || chosen.includes(undefined)) return undefined
    const kept = optionsOf(choices ?? [])
    const [one] = kept
    const element = {
      action_id: `${many ? 'multi_external_select' : 'external_select'}/${how}`,
      placeholder: plainText(plain(t('slack.form.search')), limits.placeholder),
      min_query_length: 0,
    }
    return many
      ? { ...element, type: 'multi_external_select', ...(kept.length > 0 && { initial_options: kept }) }
      : { ...element, type: 'external_select', ...(one && { initial_option: one }) }
  }
}

/** What stands in a field, as one of its choices; `undefined` where it is none. */
function standing({ field, read, shown, space, typed }: Asked): Choice[] | undefined {
  if (isPlace(field)) return placesIn(read, shown)
  if (named.has(field.kind))
    return peopleIn(read, field.many === true, space)?.map(({ label, value }) => ({
      label: shown ?? label,
      value,
    }))
  return read === undefined ? [] : [{ value: read, label: shown ?? (typed === '' ? read : typed) }]
}

const isPlace = ({ kind }: Field): boolean => kind === 'place' || kind === 'place-or-none'

/** Channels of the workspace, by Slack's own list; where there are those of another chat too, those that are suggested. */
function places(it: Asked): Element | undefined {
  const { linked, read, space, t } = it
  if (linked) return offered('listed')(it)
  const channel = read === undefined ? undefined : placeIn(read, space)
  if (read !== undefined && channel === undefined) return undefined
  return {
    type: 'conversations_select',
    action_id: 'conversations_select',
    placeholder: plainText(plain(t('form.channel')), limits.placeholder),
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(channel !== undefined && { initial_conversation: channel }),
  }
}
