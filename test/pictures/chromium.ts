import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Nothing but the page: no profile of anybody's, nothing asked of the network. */
const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ...['--force-device-scale-factor=2', '--virtual-time-budget=1000'],
]

/** Photographs a page, so many CSS pixels wide and high, two pixels for each; answers the PNG. */
export async function photograph(html: string, width: number, height: number): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-picture-'))
  const [page, picture] = [join(folder, 'page.html'), join(folder, 'page.png')]
  try {
    await writeFile(page, html)
    await run(process.env.CHROMIUM ?? 'chromium', [
      ...flags,
      `--user-data-dir=${join(folder, 'profile')}`,
      `--window-size=${width},${height}`,
      `--screenshot=${picture}`,
      `file://${page}`,
    ])
    return await readFile(picture)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
