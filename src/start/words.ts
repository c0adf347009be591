import en from '../../config/locales/en.json' with { type: 'json' }
import fr from '../../config/locales/fr.json' with { type: 'json' }
import { createWords, type Words } from '../core/words.ts'

/** Builds the words of Vigie from its files of locales. */
export const loadWords = (): Words => createWords({ en, fr })
