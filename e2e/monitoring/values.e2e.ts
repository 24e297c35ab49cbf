import type { Locator } from '@playwright/test'
import { chart, choose, clusterNamed, minute } from '../support/charts'
import { signIn } from '../support/script'
import { expect, test } from '../support/test'

const day = 86_400_000

/** The start of the last complete period of the given length, in Beijing time. */
function settled(seconds: number): number {
  const step = Math.max(3600, seconds) * 1000
  const zone = 8 * 3_600_000
  return Math.floor((Date.now() + zone) / step) * step - zone - step
}

const beijing = (moment: number) =>
  new Date(moment + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
const instant = (time: string) => Date.parse(`${time.replace(' ', 'T')}+08:00`)

/** All values of a chart's table, from all its pages, by time. */
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
  test(`the chart shows every point of GetMonitorData: ${span / minute} minutes at ${period} s`, async ({
    signedIn: page,
    server,
  }) => {
    const id = await clusterNamed(server.url, 'shop-prod')
    const script = await signIn(server.url)
    const to = settled(period)
    const from = to - span
    const expectedValues = new Map<number, number | null>()
    // One request may ask for at most 1,440 values.
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
        if (moment >= from && moment <= to) expectedValues.set(moment, value)
      }
    }
    const range = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`
    await page.goto(`/clusters/${id}/services/web/storefront/monitoring?${range}&period=${period}`)
    const part = chart(page, 'CPU used')
    await expect(part.locator('path').first()).toBeVisible()
    await choose(part, 'Show as table')
    const shownValues = await tableOf(part)
    expect([...shownValues].toSorted(([a], [b]) => a - b)).toEqual(
      [...expectedValues].toSorted(([a], [b]) => a - b),
    )
    expect(shownValues.size).toBeGreaterThan(span / period / 1000 - 2)
  })
}
