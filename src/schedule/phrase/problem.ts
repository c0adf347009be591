/**
 * Why a phrase was refused; each has its words in the locales under `time.problem`. `hour` and `day`: one is
 * missing; `time` and `date`: there is no such; `weekday`: it is not that date's; `ambiguous`: 03/04 is two dates;
 * `midnight`: it lies between two days; `ended`: the end comes before the first time; `never`: it never comes
 * round; `once`: an end of something that does not repeat.
 */
export type Problem =
  | 'unknown'
  | 'long'
  | 'hour'
  | 'day'
  | 'time'
  | 'date'
  | 'weekday'
  | 'past'
  | 'future'
  | 'zone'
  | 'ambiguous'
  | 'midnight'
  | 'ended'
  | 'never'
  | 'count'
  | 'once'

/** A refusal; `nearest` are the zones that may have been meant. */
export interface Trouble {
  problem: Problem
  nearest?: string[]
}

/** Tells a refusal from a value. */
export const isTrouble = (it: object): it is Trouble => 'problem' in it
