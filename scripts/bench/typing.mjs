// Measures typing in a service form of 400 environment variables in Chromium: how long a key stroke
// keeps the page busy, and how long it takes to be drawn.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureBrowser } from '../lib/browser.mjs'
import { startBuilt } from '../lib/serve.mjs'

const variables = 400
const strokes = 50
const password = 'correct horse battery staple'

const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.ceil((values.length - 1) * share)]

/** In the page: records each stroke's busy time and the time until it is drawn. */
function observe() {
  window.busy = []
  window.drawn = []
  const started = { at: 0, stamp: 0 }
  const runAfterTask = (work) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = work
    port2.postMessage(null)
  }
  window.addEventListener(
    'keydown',
    (event) => {
      started.at = performance.now()
      started.stamp = event.timeStamp
    },
    true,
  )
  window.addEventListener(
    'input',
    () => {
      const { at, stamp } = started
      // React has handled the event by now; reading a size finishes the layout.
      runAfterTask(() => {
        window.busy.push(performance.now() - at + 0 * document.body.offsetHeight)
      })
      requestAnimationFrame(() => runAfterTask(() => window.drawn.push(performance.now() - stamp)))
    },
    true,
  )
}

async function signIn(page, url) {
  await page.goto(`${url}/login`)
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((at) => at.pathname !== '/login')
}

/** Pastes lines into the first variable; each becomes a variable. */
async function addVariables(page) {
  await page.getByRole('button', { name: 'Add variable' }).click()
  await page.getByLabel('Variable 1', { exact: true }).evaluate((input, count) => {
    const lines = Array.from({ length: count }, (_, at) => `NAME_${at}=value ${at}`)
    const data = new DataTransfer()
    data.setData('text/plain', lines.join('\n'))
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  }, variables)
  await page.getByLabel(`Variable ${variables}`, { exact: true }).waitFor()
}

async function typeInto(page, label) {
  await page.getByLabel(label, { exact: true }).first().focus()
  await page.evaluate(() => {
    window.busy.length = 0
    window.drawn.length = 0
  })
  // The draft is saved while the user types, so type at the pace of a fast typist.
  for (let at = 0; at < strokes; at += 1) {
    await page.keyboard.press('x')
    await page.waitForTimeout(60)
  }
  await page.waitForTimeout(300)
  return page.evaluate(() => ({ busy: window.busy, drawn: window.drawn }))
}

export async function bench(report) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-bench-'))
  const server = await startBuilt(data, { GANTRY_ADMIN_PASSWORD: password })
  const { chromium } = await import('@playwright/test')
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en' })
    await signIn(page, server.url)
    await page.goto(`${server.url}/services/new?account=embedded&region=gz`)
    await addVariables(page)
    await page.evaluate(observe)
    for (const label of [
      'Value of variable 200',
      'Variable 200',
      'Container port',
      'Container name',
    ]) {
      const { busy, drawn } = await typeInto(page, label)
      report(
        `${variables} variables, ${label}: busy, median`,
        `${quantile(busy, 0.5).toFixed(1)} ms`,
      )
      report(
        `${variables} variables, ${label}: busy, 95th percentile`,
        `${quantile(busy, 0.95).toFixed(1)} ms`,
        'at most 16',
      )
      report(
        `${variables} variables, ${label}: drawn, median / 95th`,
        `${quantile(drawn, 0.5).toFixed(1)} / ${quantile(drawn, 0.95).toFixed(1)} ms`,
      )
    }
  } finally {
    await browser.close()
    await server.stop()
    fs.rmSync(data, { recursive: true, force: true })
  }
}
