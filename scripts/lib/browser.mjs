import fs from 'node:fs'
import { bin } from './paths.mjs'
import { run } from './run.mjs'

/** Prefer the headless shell: it needs about 60 % of the time of a full Chromium. */
const candidatePaths = [
  process.env.GANTRY_CHROMIUM,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

async function downloadedBrowser() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

async function findBrowser() {
  const candidates = [...candidatePaths, await downloadedBrowser()]
  return candidates.find((place) => place && fs.existsSync(place))
}

/** Path of a Chromium, installed if missing: Debian's as root, else Playwright's. */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found) return found
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    process.stdout.write('Installing chromium …\n')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env, quiet: true })
    const packages = ['chromium-headless-shell', 'fonts-noto-cjk']
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      env,
      quiet: true,
    })
  } else {
    await run(bin('playwright'), ['install', 'chromium'])
  }
  return findBrowser()
}
