import { mkdir, writeFile } from 'node:fs/promises'
import { locales } from '../../src/core/person.ts'
import { photograph } from './chromium.ts'
import { pageOf } from './frames.ts'
import { readPng, trimmed, writePng } from './png.ts'
import { fileOf, shots } from './shots.ts'
import { playStory } from './story.ts'

/** No picture is higher, in CSS pixels; what stays empty at the end is cut off but for a margin. */
const most = 3000
const margin = 24

// Draws the README's pictures: plays the story in each language and photographs what its people saw.
for (const locale of locales) {
  const sights = await playStory(locale)
  for (const shot of shots) {
    const seen = shot.subjects.map((subject) => sights[subject])
    const photo = await photograph(pageOf(seen, shot.screen), shot.width, most)
    const png = writePng(trimmed(readPng(photo), margin))
    const file = fileOf(shot, locale)
    await mkdir(new URL('./', file), { recursive: true })
    await writeFile(file, png)
    console.log(`${locale}/${shot.name}.png: ${Math.round(png.length / 1024)} kB`)
  }
}
