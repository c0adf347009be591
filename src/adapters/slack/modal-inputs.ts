import type { types } from '@slack/bolt'
import { type Asked, isDay } from '../../core/asked.ts'
import { limits } from './limits.ts'

type Element = types.InputBlock['element']
type Draw = (it: Asked) => Element | undefined

function day({ field, read }: Asked): Element | undefined {
  if (field.many === true || (read !== undefined && !isDay(read))) return undefined
  return {
    type: 'datepicker',
    action_id: 'datepicker',
    ...(read !== undefined && { initial_date: read }),
  }
}

function time({ read }: Asked): Element | undefined {
  if (read !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(read)) return undefined
  return { type: 'timepicker', action_id: 'timepicker', ...(read !== undefined && { initial_time: read }) }
}

/** A moment as milliseconds, also as `later` writes one; Slack counts seconds, of ten digits. */
function moment({ read }: Asked): Element | undefined {
  const ms = /^(?:at )?(\d{13})$/.exec(read ?? '')?.[1]
  if (read !== undefined && (ms === undefined || Number(ms) < 1_000_000_000_000)) return undefined
  return {
    type: 'datetimepicker',
    action_id: 'datetimepicker',
    ...(ms !== undefined && { initial_date_time: Math.floor(Number(ms) / 1000) }),
  }
}

function integer({ read }: Asked): Element | undefined {
  if (read !== undefined && !/^[1-9]\d{0,6}$/.test(read)) return undefined
  return {
    type: 'number_input',
    action_id: 'number_input',
    is_decimal_allowed: false,
    min_value: '1',
    ...(read !== undefined && { initial_value: read }),
  }
}

function link({ read }: Asked): Element | undefined {
  if (read !== undefined && read.length > limits.input) return undefined
  return {
    type: 'url_text_input',
    action_id: 'url_text_input',
    ...(read !== undefined && { initial_value: read }),
  }
}

/** Slack's own inputs by kind: days, hours, moments, numbers and addresses, where they can show what stands there. */
export const inputs: Record<string, Draw> = {
  day,
  'past-day': day,
  'reminder-date': day,
  'clock-time': time,
  moment,
  past: moment,
  later: moment,
  integer,
  link,
}
