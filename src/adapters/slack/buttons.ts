import type { types } from '@slack/bolt'
import type { Button } from '../../core/card.ts'
import { type Count, type Drawing, type Press, pressablesOf } from '../../core/press.ts'
import { lineOf } from '../../core/safe.ts'
import { plainText } from './choices.ts'
import { costOf } from './fit.ts'
import { limits, type Surface } from './limits.ts'
import { encodeMenu, encodePress } from './press.ts'

type Pressable = types.Button | types.StaticSelect

const aroundBlock = 40

/** Writes buttons, up to 25 a block, as many as have room; the last are left out, and can still be typed. */
export function actionBlocks(buttons: readonly Button[], room: Surface, count: Count): types.ActionsBlock[] {
  const blocks: types.ActionsBlock[] = []
  let left = room.cost
  for (const button of buttons)
    for (const element of pressablesOf(button, drawing(count))) {
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

const drawing = (count: Count): Drawing<Pressable> => ({
  most: limits.options,
  button(label, press, style) {
    const encoded = encodePress(press, count())
    if (encoded === undefined) return []
    return [
      { type: 'button', ...encoded, text: labelled(label, limits.label, press), ...(style && { style }) },
    ]
  },
  menu(label, press, choices) {
    const inputs = choices.map(({ input }) => input)
    const menu = encodeMenu(press, inputs, count())
    if (menu === undefined) return undefined
    return [
      {
        type: 'static_select',
        action_id: menu.action_id,
        placeholder: labelled(label, limits.placeholder, press),
        options: choices.map((choice, index) => ({
          text: labelled(choice.label, limits.option, press),
          value: menu.values[index] ?? '{}',
        })),
      },
    ]
  },
})

/** A label, by the command's name where it has none: Slack takes no empty ones. */
const labelled = (label: string, max: number, { command }: Press): types.PlainTextElement =>
  plainText(label, max, lineOf(command, max))
