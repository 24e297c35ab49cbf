import { expectAccessible } from '../support/axe'
import {
  completeService,
  createdIn,
  dialog,
  lastReceived,
  pathOf,
  press,
  test,
} from '../support/services'
import { expect, signInPage } from '../support/test'

// Many pages are analysed, which takes minutes on two busy cores.
test.describe.configure({ timeout: 180_000 })

for (const width of [1440, 390]) {
  test(`all pages of a service are accessible in Chinese and the dark theme, ${width} pixels wide`, async ({
    signedIn: page,
    server,
  }) => {
    const { script, serviceRef } = await createdIn(server.url, `chinese-${width}`)
    await script.data('ModifyServiceReplicas', { ...serviceRef, scaleTo: 2 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto('/clusters?lang=zh-CN')
    await page.setViewportSize({ width, height: 900 })
    for (const [tab, words] of [
      ['/edit?yaml=1', '编辑服务 chinese-'],
      ['/config?as=kubernetes', 'kind: Deployment'],
      ['/history', '比较修订版本'],
      ['/history?view=timeline', '修订版本'],
      ['/events', '云 API 只提供最近 1 小时的事件'],
      ['/instances', 'chinese-\\d+-\\d'],
    ] as const) {
      await page.goto(`${pathOf(serviceRef)}${tab}`)
      await expect(page.getByText(new RegExp(words)).first()).toBeVisible()
      await expectAccessible(page)
    }
    await page.goto('/services?regions=all')
    await expect(page.getByRole('link', { name: 'invoice-worker' })).toBeVisible()
    await expectAccessible(page)
    await page.goto(`/clusters/${serviceRef.clusterId}/instances`)
    await expect(page.getByText(/^chinese-\d+-\d/).first()).toBeVisible()
    await expectAccessible(page)
  })
}

test('editing one field in Chinese sends only that change, and undo reverts it', async ({
  page,
  recorded,
}) => {
  const { serviceRef, sent } = await completeService(recorded, 'zhong-wen-bian-ji')
  const { url } = recorded.server
  await signInPage(page, url)
  await page.goto(`${url}${pathOf(serviceRef)}/edit?lang=zh-CN`)
  await expect(page.getByRole('heading', { name: '编辑服务 zhong-wen-bian-ji' })).toBeVisible()
  await page.getByLabel('描述', { exact: true }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('只改这里')
  await press(page, '查看变更')
  const changes = dialog(page).getByRole('table', { name: '变更内容' })
  await expect(changes.getByRole('row')).toHaveCount(2)
  await expectAccessible(page)
  await press(page, '保存修改', dialog(page))
  await expect(page.getByRole('heading', { name: 'zhong-wen-bian-ji', exact: true })).toBeVisible()
  expect(lastReceived(recorded, 'ModifyClusterService')).toEqual({
    ...sent,
    serviceDesc: '只改这里',
  })
  await press(page, '撤销')
  await press(page, '撤销', dialog(page))
  await expect(dialog(page)).toBeHidden()
  await expect.poll(() => lastReceived(recorded, 'ModifyClusterService')).toEqual(sent)
})
