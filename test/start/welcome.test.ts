import { describe, expect, test } from 'vitest'
import { welcome } from '../../src/start/welcome.ts'
import { loadWords } from '../../src/start/words.ts'

const words = loadWords()
const system = { locale: 'en' as const, zone: 'Europe/Paris' }
const now = Temporal.Instant.from('2027-03-10T08:00:00Z')

/** Asks as the program does, with these answers typed; `undefined` is Esc or the end. */
async function asked(answers: (string | undefined)[], settled = {}) {
  let screen = ''
  const write = (text: string) => {
    screen += text
  }
  const ask = async (question: string) => {
    screen += `${question}\n`
    return answers.shift()
  }
  const ways = await welcome({ ask, write }, words, { proposed: system, settled, now })
  return { ways, screen, left: answers }
}

describe('the first run', () => {
  test('proposes what the system says, and Enter accepts it', async () => {
    const { ways, screen } = await asked(['', ''])
    expect(ways).toEqual(system)
    expect(screen).toContain('Its language (English, French) [English] › ')
    expect(screen).toContain('Its time zone [Europe/Paris] › ')
  })

  test('goes on in the language that was chosen, and takes a city for its zone', async () => {
    const { ways, screen } = await asked(['français', 'Montréal'])
    expect(ways).toEqual({ locale: 'fr', zone: expect.stringMatching(/^America\/(Montreal|Toronto)$/) })
    expect(screen).toContain('Son fuseau horaire [Europe/Paris] › ')
  })

  test('asks again for what it does not know, with the nearest', async () => {
    const { ways, screen } = await asked(['klingon', 'en', 'Europe/Pari', 'Asia/Kolkata'])
    expect(ways).toEqual({ locale: 'en', zone: 'Asia/Kolkata' })
    expect(screen).toContain("“klingon” isn't one of: English, French.")
    expect(screen).toMatch(/“Europe\/Pari” isn't a time zone\. Nearest: Europe\/Paris/)
  })

  test('does not ask for what a flag or the configuration has settled', async () => {
    const { ways, screen } = await asked(['UTC'], { locale: 'fr' })
    expect(ways).toEqual({ locale: 'fr', zone: 'UTC' })
    expect(screen).not.toContain('Sa langue')
    expect(await asked(['never'], { locale: 'fr', zone: 'UTC' })).toMatchObject({
      screen: '',
      left: ['never'],
    })
  })

  test('settles nothing when it is broken off, and asks nothing where nobody sits', async () => {
    expect((await asked([undefined])).ways).toBeUndefined()
    const ways = await welcome({ write: () => {} }, words, {
      proposed: system,
      settled: { locale: 'fr' },
      now,
    })
    expect(ways).toEqual({ locale: 'fr', zone: 'Europe/Paris' })
  })
})
