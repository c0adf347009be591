import {
  all,
  byType,
  type Check,
  type Fields,
  fieldsIn,
  flag,
  isFields,
  known,
  like,
  listOf,
  oneOf,
  rule,
  shape,
  text,
  twice,
} from '../checks.ts'
import { accessory, actions, imageWith, inputs } from './limits-elements.ts'
import { anyText, elementsIn, lengthOf, plainText, richText } from './limits-text.ts'

/** Where a payload is shown. */
export type Surface = 'message' | 'modal' | 'home'

/** The most text a message may hold in all its blocks: written down nowhere, seen as `msg_blocks_too_long`. */
const messageLength = 13_200

/** The most one text of a context block says: on the safe side of the 3000 of any text. */
const footerLength = 2000

const ids = { block_id: text(1, 255) }

const block = byType({
  section: all(
    shape({}, { ...ids, text: anyText(3000), fields: listOf(anyText(2000), 1, 10), accessory, expand: flag }),
    rule((it) => (it.text === undefined && it.fields === undefined ? 'neither text nor fields' : undefined)),
  ),
  header: shape({ text: plainText(150) }, ids),
  divider: shape({}, ids),
  context: shape(
    {
      elements: listOf(
        (value, at) =>
          isFields(value) && value.type === 'image'
            ? byType({ image: imageWith({}) })(value, at)
            : anyText(footerLength)(value, at),
        1,
        10,
      ),
    },
    ids,
  ),
  actions: shape({ elements: listOf(actions, 1, 25) }, ids),
  image: imageWith({ ...ids, title: plainText(2000) }),
  rich_text: richText(ids),
  input: shape(
    { label: plainText(2000), element: inputs },
    { ...ids, hint: plainText(2000), optional: flag, dispatch_action: flag },
  ),
})

const worth: Check = (value, at) =>
  ['string', 'number', 'boolean'].includes(typeof value) ? [] : [`${at}: not a string, number or boolean`]
const flat: Check = (value, at) =>
  isFields(value)
    ? Object.entries(value).flatMap(([name, it]) => worth(it, `${at}.${name}`))
    : worth(value, at)

const metadata = shape({
  event_type: like(/^[A-Za-z0-9_.]{1,255}$/, 'an event type of letters, digits, . and _'),
  event_payload: (value, at) =>
    isFields(value)
      ? Object.entries(value).flatMap(([name, it]) =>
          Array.isArray(it) ? it.flatMap((one) => flat(one, `${at}.${name}`)) : flat(it, `${at}.${name}`),
        )
      : [`${at}: not an object`],
})

const ts = like(/^\d{10}\.\d{6}$/, "a message's ts")
/** What goes with a message to Slack besides what it shows. */
const envelope = {
  ...{ token: known, channel: text(1, 255), user: text(1, 255), ts, thread_ts: ts, metadata },
  ...{ mrkdwn: flag, unfurl_links: flag, unfurl_media: flag, reply_broadcast: flag, link_names: known },
  ...{ parse: oneOf('none', 'full'), response_type: oneOf('in_channel', 'ephemeral') },
  ...{ replace_original: flag, delete_original: flag, client_msg_id: text(1, 255) },
}

const message = all(
  shape({}, { ...envelope, text: text(0, 4000), blocks: listOf(block, 0, 50) }),
  rule(({ text: words, blocks, delete_original }) => {
    if (delete_original === true || (typeof words === 'string' && words !== '')) return undefined
    return fieldsIn(blocks).length > 0 ? 'no text beside blocks' : 'neither text nor blocks'
  }),
  rule(({ blocks }) => {
    const length = lengthOf(blocks)
    return length > messageLength ? `${length} characters in all blocks, at most ${messageLength}` : undefined
  }),
)

const viewed = {
  type: oneOf('modal', 'home'),
  blocks: listOf(block, 1, 100),
}
const marks = { private_metadata: text(0, 3000), callback_id: text(0, 255), external_id: text(0, 255) }
const small = rule((it) =>
  JSON.stringify(it).length > 250_000 ? 'a view of more than 250,000 characters' : undefined,
)

const modal = all(
  shape(
    { ...viewed, type: oneOf('modal'), title: plainText(24) },
    {
      ...marks,
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: flag,
      notify_on_close: flag,
      submit_disabled: flag,
    },
  ),
  rule(({ blocks, submit }) =>
    submit === undefined && fieldsIn(blocks).some(({ type }) => type === 'input')
      ? 'submit is required where there are inputs'
      : undefined,
  ),
  small,
)

const home = all(shape({ ...viewed, type: oneOf('home') }, marks), small)

/** Ids: a block's is unique in what is shown, an element's in its block - in a message, in all of it. */
function repeated(surface: Surface, payload: Fields): string[] {
  const blocks = fieldsIn(payload.blocks)
  const within = surface === 'message' ? [blocks] : blocks.map((it) => [it])
  return [
    ...twice(blocks.map(({ block_id }) => block_id)).map((id) => `blocks: block_id ${id} twice`),
    ...within
      .flatMap((part) => twice(elementsIn(part).map(({ action_id }) => action_id)))
      .map((id) => `blocks: action_id ${id} twice`),
    ...(elementsIn(blocks).filter(({ focus_on_load }) => focus_on_load === true).length > 1
      ? ['blocks: more than one element has focus_on_load']
      : []),
  ]
}

/**
 * Tells everything Slack would refuse about a message, a modal or a Home, and what it would cut or leave out
 * without a word: limits of Block Kit, unknown types and properties, ids used twice. Empty where all is well.
 * Limits that Slack does not write down are on the safe side.
 */
export function problemsOf(surface: Surface, payload: unknown): string[] {
  const check = { message, modal, home }[surface]
  return [...check(payload, ''), ...(isFields(payload) ? repeated(surface, payload) : [])]
}
