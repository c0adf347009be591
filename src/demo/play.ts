import type { Block } from '../core/house.ts'
import type { Log } from '../core/errors.ts'
import type { Locale } from '../core/person.ts'
import type { Surroundings } from '../start/surroundings.ts'

interface Played { around: Surroundings; locale: Locale; grace: number; routine: Record<Locale, readonly Block[]>; log: Log }
export async function playDemo(_it: Played): Promise<void> {}
