import type { View } from './core/card.ts'
import type { Titles } from './features/courier/index.ts'
import { deliveryHooks } from './features/deliveries.ts'
import { digestAlarms } from './features/digest/schedule.ts'
import { escalationAlarms } from './features/escalations/alarms.ts'
import { refreshingAlarms, refreshingDeliveries } from './features/home.ts'
import { incidentAlarms } from './features/incidents/closing.ts'
import { importAlarms } from './features/link/job.ts'
import { reminderAlarms } from './features/reminders/fire.ts'
import { answerView } from './views/answer.ts'
import { digestTitles, digestViews } from './views/digest/view.ts'
import { escalationView } from './views/escalation.ts'
import { escalationLineView } from './views/escalation-line.ts'
import { beginningView } from './views/first-run.ts'
import { homeCard, homeView } from './views/home.ts'
import { incidentTitle, incidentView } from './views/incident.ts'
import { assignedView } from './views/incident-assigned.ts'
import { incidentStepView } from './views/incident-step.ts'
import { incidentUnheardView } from './views/incident-unheard.ts'
import { importedView } from './views/link.ts'
import { firedView, reminderTitle, unpressedView } from './views/reminder.ts'
import { brokenView } from './views/reminder-trouble.ts'

const listed: readonly View[] = [
  incidentView,
  incidentStepView,
  assignedView,
  incidentUnheardView,
  escalationView,
  escalationLineView,
  answerView,
  firedView,
  unpressedView,
  brokenView,
  beginningView,
  importedView,
  homeView,
]

/** What is hung up and kept up to date, by name. */
const views: Readonly<Record<string, View>> = {
  ...Object.fromEntries(listed.map((view) => [view.name, view])),
  ...digestViews,
}

/** One line for each of several that are late. */
const titles: Titles = {
  ...digestTitles,
  [incidentView.name]: incidentTitle,
  [assignedView.name]: incidentTitle,
  [firedView.name]: reminderTitle,
}

/** Everything the features bring to the courier and to Home. */
export const registry = {
  views,
  deliveries: refreshingDeliveries(deliveryHooks),
  titles,
  alarms: {
    ...refreshingAlarms({ ...incidentAlarms, ...escalationAlarms, ...reminderAlarms, ...digestAlarms }),
    // What is brought over is shown on Homes once it is all there.
    ...importAlarms(),
  },
  home: homeCard,
}
