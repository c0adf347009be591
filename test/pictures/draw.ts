import { mkdir, writeFile } from 'node:fs/promises'
import { locales } from '../../src/core/person.ts'
import { photograph } from './chromium.ts'
import { pageOf as discordPageOf } from './discord/page.ts'
import * as discord from './discord/shots.ts'
import { playStory as playDiscordStory } from './discord/story.ts'
import { pageOf } from './frames.ts'
import { readPng, trimmed, writePng } from './png.ts'
import { fileOf, shots } from './shots.ts'
import { playStory } from './story.ts'

/** No picture is higher, in CSS pixels; what stays empty at the end is cut off but for a margin. */
const most = 3000
const margin = 24

// Draws the README's pictures: plays the story on each chat in each language and photographs what its people saw.
for (const locale of locales) {
  const onSlack = await playStory(locale)
  for (const shot of shots) {
    const seen = shot.subjects.map((subject) => onSlack[subject])
    await draw(pageOf(seen, shot.screen), shot.width, fileOf(shot, locale))
  }
  const onDiscord = await playDiscordStory(locale)
  for (const shot of discord.shots) {
    const seen = shot.subjects.map((subject) => onDiscord[subject])
    await draw(discordPageOf(seen), discord.width, discord.fileOf(shot, locale))
  }
}

async function draw(page: string, width: number, file: URL): Promise<void> {
  const png = writePng(trimmed(readPng(await photograph(page, width, most)), margin))
  await mkdir(new URL('./', file), { recursive: true })
  await writeFile(file, png)
  console.log(`${file.pathname.split('/pictures/')[1]}: ${Math.round(png.length / 1024)} kB`)
}
