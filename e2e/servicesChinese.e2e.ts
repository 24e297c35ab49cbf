import { createdIn, pathOf, test } from './support/services'
import { expect, expectAccessible } from './support/test'

// Two busy cores take their time over so many pages.
test.describe.configure({ timeout: 180_000 })

test('everything about a service is accessible in Chinese, in the dark and on a phone', async ({
  signedIn: page,
  server,
}) => {
  const { script, place } = await createdIn(server.url, 'chinese')
  await script.data('ModifyServiceReplicas', { ...place, scaleTo: 2 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/clusters?lang=zh-CN')
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    for (const [tab, words] of [
      ['/edit?yaml=1', '编辑 chinese'],
      ['/config?as=kubernetes', 'kind: Deployment'],
      ['/history', '比较两个版本'],
      ['/history?view=timeline', '修订|版本'],
      ['/events', '云端只提供最近一小时的事件'],
      ['/instances', 'chinese-\\d'],
    ] as const) {
      await page.goto(`${pathOf(place)}${tab}`)
      await expect(page.getByText(new RegExp(words)).first()).toBeVisible()
      await expectAccessible(page)
    }
    await page.goto('/services?regions=all')
    await expect(page.getByRole('link', { name: 'invoice-worker' })).toBeVisible()
    await expectAccessible(page)
    await page.goto(`/clusters/${place.clusterId}/instances`)
    await expect(page.getByText(/^chinese-/).first()).toBeVisible()
    await expectAccessible(page)
  }
})
