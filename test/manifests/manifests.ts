import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { commands } from '../../commands/index.ts'
import { type Manifest, manifestOf } from '../../src/adapters/slack/manifest.ts'
import { locales } from '../../src/core/person.ts'
import { words } from '../test-house.ts'

/** One manifest: where its file is, and what it is made of. */
export interface ManifestFile {
  name: string
  path: string
  manifest: Manifest
}

/** Returns every manifest, made anew from the commands: for each way of listening, in each language. */
export const manifestsMade = (): ManifestFile[] =>
  (['socket', 'http'] as const).flatMap((mode) =>
    locales.map((locale) => {
      const name = `config/slack/manifest.${mode}.${locale}.json`
      const path = fileURLToPath(new URL(`../../${name}`, import.meta.url))
      return { name, path, manifest: manifestOf(commands, { command: '/vigie', locale, mode, words }) }
    }),
  )

/** Writes a manifest the way its file holds it. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`

/** Returns what stands in a manifest's file. */
export const manifestNow = ({ path }: ManifestFile): string => readFileSync(path, 'utf8')

/** Writes the manifests' files. */
export function writeManifests(): void {
  for (const { manifest, path } of manifestsMade()) writeFileSync(path, manifestText(manifest))
}
