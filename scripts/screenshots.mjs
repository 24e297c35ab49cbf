// npm run screenshots: writes screenshots of the console, light and dark, to docs/images.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureBrowser } from './lib/browser.mjs'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot } from './lib/paths.mjs'
import { startBuilt } from './lib/serve.mjs'

await ensureInstalled()
if (!(await ensureBuilt())) process.exit(1)

/** Larger pictures would slow down the README. */
const maxBytes = 200_000
const password = 'only for screenshots'
const folder = inRoot('docs/images')
const location = 'account=embedded&region=gz'

/** File name, URL of the page, and a selector that matches once the page shows its data. */
const shots = (clusterId) => [
  ['services', `/clusters/${clusterId}/services?${location}`, 'table tbody a'],
  [
    'service',
    `/clusters/${clusterId}/services/web/storefront/instances?${location}`,
    'table tbody tr',
  ],
  [
    'monitoring',
    `/clusters/${clusterId}/services/web/storefront/monitoring?${location}`,
    'svg.recharts-surface',
  ],
]

/**
 * Signs in by the API, because the form's texts may change, and returns the ID of the demo's main
 * cluster.
 */
async function signIn(context, url) {
  const headers = { 'X-Gantry': '1', Origin: url }
  const session = await context.request.post(`${url}/api/session`, {
    headers,
    data: { user: 'admin', password },
  })
  if (!session.ok()) throw new Error(`sign-in: ${session.status()} ${await session.text()}`)
  const secret = (await session.json()).data.sessionSecret
  await context.addInitScript((value) => localStorage.setItem('gantry-session', value), secret)
  const clusters = await context.request.post(`${url}/api/call/DescribeCluster`, {
    headers: { ...headers, 'X-Gantry-Session': secret },
    data: { account: 'embedded', region: 'gz', params: {} },
  })
  const { data } = await clusters.json()
  return data.clusters.find(({ clusterName }) => clusterName === 'shop-prod').clusterId
}

/** Waits until the page has its data and all animations have ended. */
async function settled(page, selector) {
  await page.locator(selector).first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() =>
    document.getAnimations().every((animation) => animation.playState !== 'running'),
  )
}

async function takeScreenshots(browser, url, theme) {
  const context = await browser.newContext({
    colorScheme: theme,
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  })
  // Allows for a busy machine.
  context.setDefaultTimeout(120_000)
  const clusterId = await signIn(context, url)
  for (const [name, address, selector] of shots(clusterId)) {
    const page = await context.newPage()
    await page.goto(url + address)
    await settled(page, selector)
    const file = path.join(folder, `${name}-${theme}.png`)
    await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
    await page.close()
    const { size } = fs.statSync(file)
    process.stdout.write(`  ${path.relative(inRoot(), file)}  ${Math.round(size / 1000)} KB\n`)
    if (size > maxBytes) throw new Error(`${file} has more than ${maxBytes} bytes`)
  }
  await context.close()
}

const executablePath = await ensureBrowser()
const { chromium } = await import('@playwright/test')
const data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-screenshots-'))
const server = await startBuilt(data, { GANTRY_ADMIN_PASSWORD: password })
const browser = await chromium.launch({
  executablePath,
  // Chromium cannot use its sandbox as root.
  args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
})
try {
  fs.mkdirSync(folder, { recursive: true })
  for (const theme of ['light', 'dark']) await takeScreenshots(browser, server.url, theme)
} finally {
  await browser.close()
  await server.stop()
  fs.rmSync(data, { recursive: true, force: true })
}
