import fs from 'node:fs'
import { expectAccessible } from '../support/axe'
import { chart, choose, clusterNamed, minute } from '../support/charts'
import { signIn } from '../support/script'
import { expect, test } from '../support/test'

test('the crosshair spans all charts, a drag zooms, Back undoes it, and a refresh reports its delay', async ({
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
  await expect(first.getByText(/UTC\+[12]$/)).toBeVisible()
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

test('drilling down from cluster to service, instance and container keeps the time range', async ({
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

test('the layout does not shift when chart values arrive', async ({ signedIn: page, server }) => {
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
  for (const item of await page.locator('section[aria-busy]').all()) {
    await item.scrollIntoViewIfNeeded()
    await expect(item).toHaveAttribute('aria-busy', 'false')
  }
  expect(await moved.jsonValue()).toEqual([])
})

test('an error appears at its own chart, and the other charts are unaffected', async ({
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
  await page.goto(`/monitoring?${new URLSearchParams(charts.map((item) => ['c', item]))}`)
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

test('charts are combined, saved as a board, opened by its link, and exported as CSV and PNG', async ({
  signedIn: page,
}) => {
  await page.goto('/monitoring')
  await expect(page.getByRole('heading', { name: 'No charts yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Add charts' }).first().click()
  const addCharts = page.getByRole('region', { name: 'Add charts' })
  await addCharts.getByLabel('Cluster', { exact: true }).selectOption({ label: 'shop-prod' })
  await addCharts.getByLabel('web/storefront').check()
  await addCharts.getByLabel('data/search').check()
  await addCharts.getByLabel('CPU used', { exact: true }).check()
  await addCharts.getByLabel('Memory used', { exact: true }).check()
  await addCharts.getByRole('button', { name: 'Add 2 charts' }).click()
  await addCharts.getByLabel('Object type').selectOption({ label: 'Cluster' })
  await addCharts.getByLabel('shop-prod').check()
  await addCharts.getByLabel('CPU usage').check()
  await expectAccessible(page)
  await addCharts.getByRole('button', { name: 'Add 1 chart' }).click()
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

test('charts mark a scaling with its user', async ({ signedIn: page, server }) => {
  const id = await clusterNamed(server.url, 'shop-prod')
  const script = await signIn(server.url)
  const edgeService = { clusterId: id, namespace: 'web', serviceName: 'edge' }
  await script.data('ModifyServiceReplicas', { ...edgeService, scaleTo: 5 })
  // A relative range ends with the last whole minute; a fixed one includes the current minute.
  const now = Date.now()
  const range = { from: new Date(now - 30 * minute), to: new Date(now + minute) }
  await page.goto(
    `/clusters/${id}/services/web/edge/monitoring?from=${range.from.toISOString()}&to=${range.to.toISOString()}`,
  )
  await expect(page.getByText('web/edge: ModifyServiceReplicas by admin').first()).toBeVisible()
  await expect(chart(page, 'CPU used').getByText('■').first()).toBeVisible()
})

test('charts show a rollout as one span with its trigger', async ({ signedIn: page, server }) => {
  const id = await clusterNamed(server.url, 'shop-prod')
  const script = await signIn(server.url)
  // No other test looks at this service, whose instances are new afterwards.
  const service = { clusterId: id, namespace: 'orders', serviceName: 'order-worker' }
  /** Steps of rollouts in which the last instance of an older version went. */
  const ends = async () => {
    const { eventList } = await script.data('DescribeServiceEvent', service)
    return eventList.filter(
      ({ reason, message }) => reason === 'ScalingReplicaSet' && message.endsWith(' to 0'),
    ).length
  }
  const endsBefore = await ends()
  await script.data('RedeployClusterService', service)
  await expect.poll(ends).toBeGreaterThan(endsBefore)
  const now = Date.now()
  const range = { from: new Date(now - 30 * minute), to: new Date(now + minute) }
  await page.goto(
    `/clusters/${id}/services/orders/order-worker/monitoring?from=${range.from.toISOString()}&to=${range.to.toISOString()}`,
  )
  const rollout = page.getByText(
    /^Rollout: orders\/order-worker: RedeployClusterService by admin · order-worker/,
  )
  await expect(rollout).toHaveText(/order-worker-\w+ replaced order-worker-\w+$/)
  await expect(page.getByText(/^Scaling:/)).toHaveCount(0)
  // Earlier rollouts of the demo world are in the range too.
  const rollouts = await page.getByText(/^Rollout:/).count()
  await expect(chart(page, 'CPU used').getByText('▲')).toHaveCount(rollouts)
})

test('monitoring is accessible in both themes and languages, by keyboard, and on a phone', async ({
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
