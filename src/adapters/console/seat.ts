import type { Account, Locale, Place, Role } from '../../core/person.ts'
import { directPlace } from './directory.ts'
import type { Named } from './receive.ts'

/** The language and zone of the community, asked anew for each line. */
export type Home = () => Promise<{ locale: Locale; zone: string }>

/** Who types at the terminal, where, and how they read. */
export interface Seat {
  /** The language the program was started in, if it was. */
  readonly language?: Locale
  by(): Account
  here(): Place
  reader(): { locale: Locale; zone: string }
  /** Lets somebody else sit down, in their own direct conversation. */
  become(who: Named): void
  /** Goes to a channel or thread; back to the direct conversation without one. */
  go(place?: Place): void
  /** Remembers the language the bot answers this person in. */
  spoken(locale: Locale): void
  /** Looks at the community's language and zone again. */
  look(): Promise<void>
}

/** What a seat begins with. `told` is where the roles people came with are written. */
interface SeatParts {
  space: string
  who: Named
  told: Map<string, Role>
  home: Home
  initial: { locale: Locale; zone: string }
  language?: Locale
}

/** Seats somebody at the terminal. */
export function createSeat({ space, who, told, home, initial, language }: SeatParts): Seat {
  let name = who.name
  let place: Place | undefined
  let community = initial
  let own: Locale | undefined = language
  if (who.role !== undefined) told.set(who.name, who.role)
  const by = (): Account => ({ platform: 'console', space, id: name })
  return {
    ...(language && { language }),
    by,
    here: () => place ?? directPlace(by()),
    reader: () => ({ locale: own ?? community.locale, zone: community.zone }),
    become(next) {
      name = next.name
      place = undefined
      own = language
      if (next.role !== undefined) told.set(next.name, next.role)
    },
    go: (to) => {
      place = to
    },
    spoken: (locale) => {
      own = locale
    },
    async look() {
      community = await home()
    },
  }
}
