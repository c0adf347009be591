import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import type { Button } from '../../core/card.ts'
import { type Count, type Drawing, type Press, pressablesOf } from '../../core/press.ts'
import { lineOf } from '../../core/safe.ts'
import type { Look } from './inline.ts'
import { limits } from './limits.ts'
import { encodeMenu, encodePress } from './press.ts'

/** A row of what can be pressed: up to five buttons, or one menu. */
export type Row = APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>

/**
 * Writes buttons as rows, up to 25 in all; the last are left out, and can still be typed. Menus take a row each and
 * stand below the buttons, so that those share as few rows as there can be.
 */
export function rowsOf(buttons: readonly Button[], look: Look, count: Count): Row[] {
  const rows: Row[] = []
  const menus: Row[] = []
  const all = buttons.slice(0, limits.buttons).flatMap((button) => pressablesOf(button, drawing(look, count)))
  for (const element of all.slice(0, limits.buttons)) {
    const last = rows.at(-1)
    if (element.type !== ComponentType.Button) menus.push(rowOf(element))
    else if (last !== undefined && last.components.length < limits.row) last.components.push(element)
    else rows.push(rowOf(element))
  }
  return [...rows, ...menus]
}

const rowOf = (element: Row['components'][number]): Row => ({
  type: ComponentType.ActionRow,
  components: [element],
})

/** As much of some rows as has room, each taking a component more than what it holds. */
export function rowsWithin(rows: readonly Row[], room: number): Row[] {
  let left = room
  const kept: Row[] = []
  for (const row of rows) {
    const components = row.components.slice(0, Math.max(0, left - 1))
    if (components.length > 0) kept.push({ ...row, components })
    left -= 1 + components.length
  }
  return kept
}

const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const

const drawing = (look: Look, count: Count): Drawing<Row['components'][number]> => ({
  most: limits.options,
  button(label, press, style) {
    const custom_id = encodePress(onServer(press, look), count())
    if (custom_id === undefined) return []
    return [
      {
        type: ComponentType.Button,
        style: style === undefined ? ButtonStyle.Secondary : styles[style],
        label: labelled(label, limits.label, press),
        custom_id,
      },
    ]
  },
  menu(label, press, choices) {
    const inputs = choices.map(({ input }) => input)
    const menu = encodeMenu(onServer(press, look), inputs, count())
    if (menu === undefined) return undefined
    // Two choices that mean the same are one: Discord takes no value twice.
    const options = new Map(
      menu.values.map((value, index) => [
        value,
        { value, label: labelled(choices[index]?.label ?? '', limits.option, press) },
      ]),
    )
    return [
      {
        type: ComponentType.StringSelect,
        custom_id: menu.id,
        placeholder: labelled(label, limits.placeholder, press),
        options: [...options.values()],
      },
    ]
  },
})

/** Says to which server a press belongs, where nothing else would. */
const onServer = (press: Press, { direct, space }: Look) => ({ ...press, ...(direct && { space }) })

/** A label, by the command's name where it has none: Discord takes no empty ones. */
const labelled = (label: string, max: number, { command }: Press): string =>
  lineOf(label, max, lineOf(command, max))
