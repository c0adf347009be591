import en from '../config/locales/en.json' with { type: 'json' }
import fr from '../config/locales/fr.json' with { type: 'json' }
import type { House } from '../src/core/house.ts'
import { createWords, type LocaleFile } from '../src/core/words.ts'

/** The words of Vigie, as the product has them. */
export const words = createWords({ en: en as LocaleFile, fr: fr as LocaleFile })

/** A house on the console, in UTC, where `anna:manager` is called so and is a manager. */
export const testHouse: House = {
  version: '0.0.0',
  store: 'memory',
  simulated: true,
  started: 0,
  defaults: { zone: 'UTC', locale: 'en' },
  routine: { en: [], fr: [] },
  words,
  directory: () => ({
    direct: async ({ platform, space, id }) => ({ platform, space, channel: `@${id.split(':')[0]}` }),
    profile: async ({ id }) => ({ name: id.split(':')[0] ?? id }),
    groups: async ({ id }) => (id.includes(':') ? [`role:${id.split(':')[1]}`] : []),
    place: async () => ({ sees: 'team', problems: [] }),
  }),
}
