/**
 * What a block of the routine can have the digest show, by the name used in the routine's files. A part with
 * nothing to say takes no space.
 */
export const parts = [
  /** What was opened and closed since the previous digest. */
  'night',
  /** Questions that wait for somebody else. */
  'questions',
  /** Answers to the reader's own questions. */
  'answers',
  /** Today's content with its hour, network, person and state. */
  'today',
  /** Content that was sent and that nobody confirmed. */
  'unconfirmed',
  /** Content that Vigie could not send in time. */
  'missed',
  /** The reader's own open cases. */
  'mine',
  /** The other open cases. */
  'open',
  /** Open cases that are old or that nobody has. */
  'old',
  /** Incidents and first answers beside their 7-day average. */
  'numbers',
  /** How much of the last day's content was done. */
  'content',
  /** First answers that were late. */
  'late',
  /** How much is planned for tomorrow. */
  'tomorrow',
  /** Days of the next fortnight for which nothing is planned. */
  'gaps',
] as const
export type Part = (typeof parts)[number]
