import fs from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { signIn } from './support/script'
import { expect, expectAccessible, test } from './support/test'

const minute = 60_000
const day = 86_400_000

/** The latest moment that begins a period of that many seconds, in Beijing time, which is over. */
function settled(seconds: number): number {
  const step = Math.max(3600, seconds) * 1000
  const zone = 8 * 3_600_000
  return Math.floor((Date.now() + zone) / step) * step - zone - step
}

const beijing = (moment: number) =>
  new Date(moment + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
const instant = (time: string) => Date.parse(`${time.replace(' ', 'T')}+08:00`)

async function clusterNamed(url: string, name: string): Promise<string> {
  const script = await signIn(url)
  const { clusters } = await script.data('DescribeCluster', {})
  const id = clusters.find((one) => one.clusterName === name)?.clusterId
  if (!id) throw new Error(`there is no cluster ${name}`)
  return id
}

const chart = (page: Page, name: string | RegExp) =>
  page.getByRole('region', { name, exact: true }).first()

async function choose(part: Locator, item: string) {
  await part.getByRole('button', { name: /^More actions for/ }).click()
  await part.page().getByRole('menuitem', { name: item }).click()
}

/** All values of a chart's table, on all its pages, by their moments. */
async function tableOf(part: Locator): Promise<Map<number, number | null>> {
  const values = new Map<number, number | null>()
  const earlier = part.getByRole('button', { name: 'Earlier values' })
  for (;;) {
    const rows = await part.getByRole('region', { name: /all values$/ }).evaluate((table) =>
      [...table.querySelectorAll('tbody tr')].map((row) => ({
        time: row.querySelector('time')?.dateTime ?? '',
        value: row.querySelector('data')?.value,
      })),
    )
    for (const { time, value } of rows) {
      values.set(Date.parse(time), value === undefined ? null : Number(value))
    }
    if (!(await earlier.isVisible()) || (await earlier.isDisabled())) return values
    await earlier.click()
  }
}

const periods = [
  { period: 60, span: 2 * 3_600_000 },
  { period: 60, span: 2 * day },
  { period: 300, span: day },
  { period: 3600, span: 7 * day },
  { period: 86_400, span: 60 * day },
]

for (const { period, span } of periods) {
  test(`the chart says what GetMonitorData says, point by point: ${span / minute} minutes at ${period} s`, async ({
    signedIn: page,
    server,
  }) => {
    const id = await clusterNamed(server.url, 'shop-prod')
    const script = await signIn(server.url)
    const to = settled(period)
    const from = to - span
    const wanted = new Map<number, number | null>()
    // A thousand values at a time, which is within what one request may ask for.
    const long = 1000 * period * 1000
    for (let begin = from; begin <= to; begin += long) {
      const answer = await script.data('GetMonitorData', {
        namespace: 'qce/docker',
        metricName: 'service_cpu_used',
        dimensions: [
          { name: 'clusterId', value: id },
          { name: 'namespace', value: 'web' },
          { name: 'serviceName', value: 'storefront' },
        ],
        period,
        startTime: beijing(begin),
        endTime: beijing(Math.min(to, begin + long)),
      })
      const first = instant(answer.startTime)
      for (const [at, value] of answer.dataPoints.entries()) {
        const moment = first + at * answer.period * 1000
        if (moment >= from && moment <= to) wanted.set(moment, value)
      }
    }
    const range = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`
    await page.goto(`/clusters/${id}/services/web/storefront/monitoring?${range}&period=${period}`)
    const part = chart(page, 'CPU used')
    await expect(part.locator('path').first()).toBeVisible()
    await choose(part, 'Show as table')
    const shown = await tableOf(part)
    expect([...shown].toSorted(([a], [b]) => a - b)).toEqual(
      [...wanted].toSorted(([a], [b]) => a - b),
    )
    expect(shown.size).toBeGreaterThan(span / period / 1000 - 2)
  })
}

test('the crosshair goes over all charts, a drag zooms, Back goes back, and refreshing says that it waits', async ({
  signedIn: page,
  server,
}) => {
  const id = await clusterNamed(server.url, 'shop-prod')
  await page.goto(`/clusters/${id}/monitoring`)
  await expect(page.getByText('Refreshes every 1 min')).toBeVisible()
  const [first, second] = [chart(page, 'CPU usage'), chart(page, 'Memory usage')]
  const slider = first.getByRole('slider')
  await expect(slider).toBeVisible()
  await expect(second.locator('path').first()).toBeVisible()
  const box = await slider.boundingBox()
  if (!box) throw new Error('the chart has no size')
  await page.mouse.move(box.x + 200, box.y + 60)
  await expect(page.getByText('Refresh paused while you inspect the chart')).toBeVisible()
  await expect(first.getByText(/GMT\+[12]$/)).toBeVisible()
  await expect(second.getByText(/^[\d.]+\s%$/)).toBeVisible()

  await page.mouse.down()
  await page.mouse.move(box.x + 320, box.y + 60, { steps: 4 })
  await page.mouse.up()
  await expect(page).toHaveURL(/from=.*&to=/)
  await page.mouse.move(5, 5)
  await expect(page.getByText('Not refreshing: fixed time range')).toBeVisible()
  const span = () => {
    const search = new URL(page.url()).searchParams
    return Date.parse(search.get('to') ?? '') - Date.parse(search.get('from') ?? '')
  }
  const zoomed = span()
  expect(zoomed).toBeLessThan(3_600_000)
  await page.getByRole('button', { name: 'Zoom out' }).click()
  await expect.poll(span).toBeGreaterThan(zoomed * 1.5)
  await page.goBack()
  await page.goBack()
  await expect(page).not.toHaveURL(/from=/)
  await expect(page.getByRole('button', { name: '1 h', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})

test('one steps down from cluster to service, instance and container, at the same time', async ({
  signedIn: page,
  server,
}) => {
  const id = await clusterNamed(server.url, 'shop-prod')
  await page.goto(`/clusters/${id}/monitoring?range=3h`)
  await page
    .getByRole('navigation', { name: 'View a service' })
    .getByRole('link', { name: 'web/storefront' })
    .click()
  await expect(page.getByRole('heading', { name: 'storefront', level: 1 })).toBeVisible()
  await expect(chart(page, 'Packets in')).toBeVisible()
  await page.getByRole('navigation', { name: 'View an instance' }).getByRole('link').first().click()
  const trail = page.getByRole('navigation', { name: 'Breadcrumb' })
  await expect(trail).toBeVisible()
  await page.getByRole('navigation', { name: 'View a container' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/range=3h/)
  const used = chart(page, 'CPU used')
  await expect(used.getByText('Request', { exact: true })).toBeVisible()
  await expect(used.getByText('Limit', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await trail.getByRole('link', { name: 'storefront', exact: true }).first().click()
  await expect(trail).toBeHidden()
})

test('nothing moves when the values of charts come', async ({ signedIn: page, server }) => {
  const id = await clusterNamed(server.url, 'shop-prod')
  await page.goto(`/clusters/${id}/services/web/storefront/monitoring?range=3h`)
  await expect(chart(page, 'CPU used').locator('path.recharts-curve')).toHaveCount(1)
  const moved = await page.evaluateHandle(() => {
    const moved: string[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const sources: { node?: Element }[] = 'sources' in entry ? (entry.sources as []) : []
        moved.push(...sources.map(({ node }) => node?.textContent?.slice(0, 80) ?? '?'))
      }
    }).observe({ type: 'layout-shift' })
    return moved
  })
  for (const one of await page.locator('section[aria-busy]').all()) {
    await one.scrollIntoViewIfNeeded()
    await expect(one).toHaveAttribute('aria-busy', 'false')
  }
  expect(await moved.jsonValue()).toEqual([])
})

test('what is wrong stands at its chart, and the others are as ever', async ({
  signedIn: page,
  server,
}) => {
  const id = await clusterNamed(server.url, 'shop-prod')
  const charts = [
    `dc_cpu_usage:${id}`,
    'dc_cpu_usage:cls-gone',
    'no_such_metric:cls-1',
    `service_cpu_used:${id}/web/storefront,${id}/web/gone`,
  ]
  await page.goto(`/monitoring?${new URLSearchParams(charts.map((one) => ['c', one]))}`)
  await expect(page.getByText('cls-gone doesn’t exist')).toBeVisible()
  await expect(page.getByText('Unknown metric for this object')).toBeVisible()
  await expect(page.getByText('gone doesn’t exist').last()).toBeVisible()
  await expect(page.locator('path.recharts-curve')).toHaveCount(2)
  await expectAccessible(page)

  for (const [range, words] of [
    ['from=2031-01-01T00:00:00Z&to=2031-01-02T00:00:00Z', 'The range is in the future'],
    [
      'from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z',
      'The range is older than the retention period',
    ],
    ['from=2020-01-02T00:00:00Z&to=2020-01-01T00:00:00Z', 'The range ends before it starts'],
    ['from=yesterday', 'The time range isn’t valid'],
  ]) {
    await page.goto(`/monitoring?c=dc_cpu_usage:${id}&${range}`)
    await expect(chart(page, 'CPU usage').getByText(words ?? '')).toBeVisible()
  }
})

test('charts are put together, kept as a board, opened by its link, and saved as files', async ({
  signedIn: page,
}) => {
  await page.goto('/monitoring')
  await expect(page.getByRole('heading', { name: 'No charts yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Add charts' }).first().click()
  const add = page.getByRole('region', { name: 'Add charts' })
  await add.getByLabel('Cluster', { exact: true }).selectOption({ label: 'shop-prod' })
  await add.getByLabel('web/storefront').check()
  await add.getByLabel('data/search').check()
  await add.getByLabel('CPU used', { exact: true }).check()
  await add.getByLabel('Memory used', { exact: true }).check()
  await add.getByRole('button', { name: 'Add 2 charts' }).click()
  await add.getByLabel('Object type').selectOption({ label: 'Cluster' })
  await add.getByLabel('shop-prod').check()
  await add.getByLabel('CPU usage').check()
  await expectAccessible(page)
  await add.getByRole('button', { name: 'Add 1 chart' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(chart(page, 'CPU used').locator('path.recharts-curve')).toHaveCount(2)
  await expect(chart(page, 'CPU usage').locator('path.recharts-curve')).toHaveCount(1)

  await choose(chart(page, 'CPU usage'), 'Set threshold…')
  await page.getByRole('dialog').getByLabel('Value (%)').fill('80')
  await page.getByRole('button', { name: 'Set threshold' }).click()
  await expect(chart(page, 'CPU usage').getByText('Threshold', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Save as dashboard' }).click()
  await page.getByRole('dialog').getByLabel('Dashboard name').fill('Shop at a glance')
  await page.getByRole('dialog').getByRole('button', { name: 'Save as dashboard' }).click()
  await expect(page.getByRole('heading', { name: 'Shop at a glance', level: 1 })).toBeVisible()
  await expect(page).not.toHaveURL(/[?&]c=/)
  const link = page.url()

  const csv = page.waitForEvent('download')
  await choose(chart(page, 'CPU used'), 'Download CSV')
  const lines = fs
    .readFileSync(await (await csv).path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines[0]).toBe('time (UTC),search [core],storefront [core]')
  expect(lines.length).toBeGreaterThan(55)
  const png = page.waitForEvent('download')
  await choose(chart(page, 'CPU used'), 'Download PNG')
  const picture = fs.readFileSync(await (await png).path())
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  expect(picture.length).toBeGreaterThan(5_000)

  await page.goto('/clusters')
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'Shop at a glance', level: 1 })).toBeVisible()
  await expect(page.locator('path.recharts-curve')).toHaveCount(5)
  await page.getByRole('button', { name: 'Delete dashboard' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete dashboard' }).click()
  await expect(page.getByRole('heading', { name: 'No charts yet' })).toBeVisible()
})

test('a scaling is marked on the charts, with who did it', async ({ signedIn: page, server }) => {
  const id = await clusterNamed(server.url, 'shop-prod')
  const script = await signIn(server.url)
  const place = { clusterId: id, namespace: 'web', serviceName: 'edge' }
  await script.data('ModifyServiceReplicas', { ...place, scaleTo: 5 })
  // The range ends with the last whole minute; a fixed one holds the present one too.
  const now = Date.now()
  const range = { from: new Date(now - 30 * minute), to: new Date(now + minute) }
  await page.goto(
    `/clusters/${id}/services/web/edge/monitoring?from=${range.from.toISOString()}&to=${range.to.toISOString()}`,
  )
  await expect(page.getByText('web/edge: ModifyServiceReplicas by admin').first()).toBeVisible()
  await expect(chart(page, 'CPU used').getByText('■').first()).toBeVisible()
})

test('monitoring is accessible in both themes and languages, by keys, and on a phone', async ({
  signedIn: page,
  server,
}) => {
  const id = await clusterNamed(server.url, 'shop-prod')
  const path = `/clusters/${id}/services/web/storefront/monitoring`
  await page.goto(`${path}?compare=day`)
  await expect(page.locator('path.recharts-curve').first()).toBeVisible()
  const slider = chart(page, 'CPU used').getByRole('slider')
  await slider.focus()
  await slider.press('Home')
  await expect(slider).toHaveAttribute('aria-valuetext', /storefront [\d.,]+/)
  await slider.press('Shift+PageUp')
  await slider.press('Enter')
  await expect(page).toHaveURL(/from=/)
  await choose(chart(page, 'CPU used'), 'Show as table')
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${path}?lang=zh-CN`)
  await expect(page.getByRole('region', { name: 'CPU 使用量' }).first()).toBeVisible()
  await expect(page.locator('path.recharts-curve').first()).toBeVisible()
  await expectAccessible(page)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(390)
  await page.goto('/monitoring')
  await expect(page.getByRole('heading', { name: '还没有图表' })).toBeVisible()
  await expectAccessible(page)
})
