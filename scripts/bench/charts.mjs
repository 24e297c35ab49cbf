// Compares the console's charts with bare uPlot on the same points in Chromium: medians of
// alternating runs.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { ensureBrowser } from '../lib/browser.mjs'
import { inRoot } from '../lib/paths.mjs'

const runs = 7
const loads = [
  { points: 1_440, lines: 1 },
  { points: 10_080, lines: 1 },
  { points: 10_080, lines: 20 },
]
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)]

/**
 * Builds the pages of both libraries with the product's build settings, into a folder that is not
 * shipped.
 */
async function build(folder) {
  const { build: vite } = await import('vite')
  const { default: react } = await import('@vitejs/plugin-react')
  await vite({
    configFile: false,
    root: inRoot('scripts/bench/charts'),
    base: './',
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 2000 },
  })
}

function serve(folder) {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1')
    const file = path.join(folder, pathname === '/' ? 'index.html' : pathname)
    if (!file.startsWith(folder) || !fs.existsSync(file)) response.writeHead(404).end()
    else {
      response.writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'text/plain' })
      fs.createReadStream(file).pipe(response)
    }
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/**
 * Milliseconds from a pointer move over the first chart until the lines of all twelve have moved.
 */
async function crosshair(page) {
  const box = await page.getByRole('slider').first().boundingBox()
  const moves = 120
  await page.mouse.move(box.x + 60, box.y + 80)
  await page.evaluate(() => {
    const slider = document.querySelector('[role="slider"]')
    const isFirst = window.delays === undefined
    window.delays = []
    if (!isFirst) return
    slider.addEventListener('pointermove', (event) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => window.delays.push(performance.now() - event.timeStamp)
      // The lines move in the next frame; the message arrives once it is drawn.
      requestAnimationFrame(() => port2.postMessage(null))
    })
  })
  for (let at = 0; at < moves; at += 1) {
    await page.mouse.move(box.x + 60 + (at * 330) / moves, box.y + 60 + (at % 7) * 5)
  }
  await page.waitForTimeout(100)
  return page.evaluate(() => window.delays)
}

export async function bench(report) {
  const folder = inRoot('node_modules/.cache/bench-charts')
  await build(folder)
  const server = await serve(folder)
  const url = `http://127.0.0.1:${server.address().port}/`
  const { chromium } = await import('@playwright/test')
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  })
  const openPage = async () => {
    // Tall enough for all twelve charts with legends.
    const page = await browser.newPage({ viewport: { width: 1440, height: 1800 } })
    await page.goto(url)
    await page.waitForFunction(() => 'gantry' in window)
    return page
  }
  const measure = async (name, load) => {
    const page = await openPage()
    const result = await page.evaluate(([library, load]) => window[library](load), [name, load])
    await page.close()
    return result
  }
  try {
    for (const load of loads) {
      const results = { uplot: [], gantry: [] }
      for (let run = 0; run < runs; run += 1) {
        for (const name of ['uplot', 'gantry']) results[name].push(await measure(name, load))
      }
      const median = (name, metric) =>
        quantile(
          results[name].map((result) => result[metric]),
          0.5,
        )
      const prefix = `12 × ${load.points.toLocaleString('en')}${load.lines > 1 ? ` × ${load.lines}` : ''}`
      for (const [metric, label, maxRatio] of [
        ['shown', 'on the screen', 4],
        ['updated', 'update', 6],
      ]) {
        const [ours, theirs] = [median('gantry', metric), median('uplot', metric)]
        report(`${prefix}: ${label}, uPlot`, `${theirs.toFixed(0)} ms`)
        report(`${prefix}: ${label}`, `${ours.toFixed(0)} ms`)
        report(
          `${prefix}: ${label}, of uPlot’s time`,
          `${(ours / theirs).toFixed(2)} ×`,
          `at most ${maxRatio}`,
        )
      }
    }
    const page = await openPage()
    await page.evaluate((load) => window.gantry(load), loads[2])
    const frame = quantile(await page.evaluate(() => window.frames(60)), 0.5)
    const idleFrame = quantile(await page.evaluate(() => window.frames(120)), 0.95)
    const passes = []
    for (let pass = 0; pass < runs; pass += 1) passes.push(await crosshair(page))
    const delays = passes.flat()
    const slowest = quantile(
      passes.map((pass) => quantile(pass, 0.95)),
      0.5,
    )
    report('crosshair over 12 charts × 20 series: moves seen', delays.length)
    report('crosshair: one frame of this browser', `${frame.toFixed(1)} ms`)
    report('this browser at rest: 95th percentile', `${(idleFrame / frame).toFixed(2)} frames`)
    report('crosshair: pointer to line, median', `${quantile(delays, 0.5).toFixed(1)} ms`)
    report(
      'crosshair: pointer to line, 95th percentile',
      `${(slowest / frame).toFixed(2)} frames`,
      'at most 2',
    )
  } finally {
    await browser.close()
    server.close()
  }
}
