import { envelope } from '../../server/test/proxy/upstream'
import { expectAccessible } from '../support/axe'
import { scriptFor, test } from '../support/services'
import { expect, signInPage } from '../support/test'

test.describe.configure({ timeout: 180_000 })

test('a list whose cluster cannot be reached keeps its rows, greyed out, with their time', async ({
  page,
  recorded,
}) => {
  const { clusterId } = await scriptFor(recorded)
  await signInPage(page, recorded.server.url)
  const list = `${recorded.server.url}/clusters/${clusterId}/services`
  for (const [lang, refresh, words] of [
    ['en', 'Refresh', /Couldn’t refresh. Showing data from .*\d\d:\d\d:\d\d/],
    ['zh-CN', '刷新', /刷新失败，当前显示的是 .*\d\d:\d\d:\d\d/],
  ] as const) {
    recorded.refuse(undefined)
    await page.goto(`${list}?lang=${lang}`)
    const table = page.getByRole('table')
    const row = table.getByRole('link').first()
    await expect(row).toBeVisible()
    await expect(table).not.toHaveAttribute('data-stale')
    const failureReason = "the cluster's API server does not answer: ECONNREFUSED"
    recorded.refuse(({ params }) =>
      params.Action === 'DescribeClusterService'
        ? envelope(6200, 'ServiceUnavailable', failureReason)
        : undefined,
    )
    await page.getByRole('button', { name: refresh, exact: true }).click()
    await expect(page.getByText(words)).toBeVisible()
    await expect(page.getByText(/ECONNREFUSED/)).toBeVisible()
    await expect(row).toBeVisible()
    await expect(table).toHaveAttribute('data-stale')
    await expectAccessible(page)
    await page.screenshot({ path: test.info().outputPath(`stale-${lang}.png`), fullPage: true })
  }
})
