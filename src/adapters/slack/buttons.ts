import type { types } from '@slack/bolt'
import type { Button } from '../../core/card.ts'
import { lineOf } from '../../core/safe.ts'
import { plainText } from './choices.ts'
import { costOf } from './fit.ts'
import { limits, type Surface } from './limits.ts'
import { encodeMenu, encodePress, type Press } from './press.ts'

/** Numbers what can be pressed: an action id is there once in a message. */
export type Count = () => number

type Pressable = types.Button | types.StaticSelect

const aroundBlock = 40

/** Returns the count of one message. */
export function createCount(): Count {
  let nth = 0
  return () => ++nth
}

/** Writes buttons, up to 25 a block, as many as have room; the last are left out, and can still be typed. */
export function actionBlocks(buttons: readonly Button[], room: Surface, count: Count): types.ActionsBlock[] {
  const blocks: types.ActionsBlock[] = []
  let left = room.cost
  for (const button of buttons)
    for (const element of pressablesOf(button, count)) {
      const last = blocks.at(-1)
      const joins = last !== undefined && last.elements.length < limits.actions
      left -= costOf(element) + 1 + (joins ? 0 : aroundBlock)
      if (left < 0 || (!joins && blocks.length === room.blocks)) return blocks
      if (joins) last.elements.push(element)
      else blocks.push({ type: 'actions', elements: [element] })
    }
  return blocks
}

/** Characters of JSON that some buttons would take, and no more than there is. */
export const costOfButtons = (buttons: readonly Button[], room: Surface): number =>
  actionBlocks(buttons, room, () => 1000).reduce(
    (sum, block) => sum + aroundBlock + costOf(block.elements) + 1,
    0,
  )

/** A button; a menu where there are choices; a button for each choice where a menu cannot hold them. */
function pressablesOf(button: Button, count: Count): Pressable[] {
  const { choices = [], label } = button
  const press: Press = { command: button.command, input: button.input }
  if (choices.length === 0) return buttonOf(label, press, button.style, count)
  const offered = choices.slice(0, limits.options)
  const menu = encodeMenu(
    press,
    offered.map(({ input }) => input),
    count(),
  )
  if (menu === undefined)
    return offered.flatMap((choice) =>
      buttonOf(
        `${label}: ${choice.label}`,
        { ...press, input: { ...press.input, ...choice.input } },
        button.style,
        count,
      ),
    )
  return [
    {
      type: 'static_select',
      action_id: menu.action_id,
      placeholder: labelled(label, limits.placeholder, press),
      options: offered.map((choice, index) => ({
        text: labelled(choice.label, limits.option, press),
        value: menu.values[index] ?? '{}',
      })),
    },
  ]
}

function buttonOf(label: string, press: Press, style: Button['style'], count: Count): types.Button[] {
  const encoded = encodePress(press, count())
  if (encoded === undefined) return []
  return [{ type: 'button', ...encoded, text: labelled(label, limits.label, press), ...(style && { style }) }]
}

/** A label, by the command's name where it has none: Slack takes no empty ones. */
const labelled = (label: string, max: number, { command }: Press): types.PlainTextElement =>
  plainText(label, max, lineOf(command, max))
