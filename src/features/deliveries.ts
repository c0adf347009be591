import type { Deliveries } from './courier/options.ts'
import { digestDeliveries } from './digest/schedule.ts'
import { escalationDeliveries } from './escalations/unreached.ts'
import { firstRunDeliveries } from './first-run.ts'
import { incidentDeliveries } from './incidents/threads.ts'
import { unheardDeliveries } from './incidents/unheard.ts'
import { reminderDeliveries } from './reminders/hooks.ts'
import { troubleDeliveries } from './reminders/trouble.ts'

/** What features do when something becomes of their deliveries, by the name of the view. */
export const deliveryHooks: Deliveries = {
  ...incidentDeliveries,
  ...unheardDeliveries,
  ...escalationDeliveries,
  ...reminderDeliveries,
  ...troubleDeliveries,
  ...digestDeliveries,
  ...firstRunDeliveries,
}
