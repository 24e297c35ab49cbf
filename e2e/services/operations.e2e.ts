import fs from 'node:fs/promises'
import { expectAccessible } from '../support/axe'
import { createdIn, dialog, header, pathOf, press, test } from '../support/services'
import { expect } from '../support/test'

// A rollout takes up to a minute on two busy cores.
test.describe.configure({ timeout: 180_000 })

const english = {
  normal: 'Normal',
  change: 'Change image',
  image: 'Image of web',
  title: 'Rollout in progress',
  forward: 'Replacing instances',
  old: /Old instances \([1-6]\)/,
  pause: 'Pause',
  paused: /Paused: no instances are replaced/,
  resume: 'Resume',
  rollback: 'Roll back',
  ended: 'Rollout finished',
  took: /It took \d+ s/,
}

const chinese: typeof english = {
  normal: '运行中',
  change: '更新镜像',
  image: 'web 的镜像',
  title: '正在更新',
  forward: '正在替换实例',
  old: /旧实例.*[1-6]/,
  pause: '暂停更新',
  paused: /已暂停，继续更新之前不会替换实例/,
  resume: '继续更新',
  rollback: '回滚',
  ended: '更新已结束',
  took: /用时 \d+ 秒/,
}

for (const [language, words] of Object.entries({ en: english, 'zh-CN': chinese })) {
  test(`a rollout shows its progress and can be paused, resumed and rolled back (${language})`, async ({
    signedIn: page,
    server,
  }) => {
    const { serviceRef } = await createdIn(server.url, `watched-${language.slice(0, 2)}`, {
      // Enough replicas that the rollout is still running at the rollback, even if the analyses are
      // slow.
      replicas: 6,
    })
    await page.goto(`${pathOf(serviceRef)}?lang=${language}`)
    await expect(header(page).getByText(words.normal)).toBeVisible({ timeout: 40_000 })
    await press(page, words.change)
    await dialog(page).getByLabel(words.image).fill('nginx:1.27-slow')
    await press(page, words.change, dialog(page))
    const rollout = page.getByRole('region', { name: words.title })
    await expect(rollout.getByText(words.forward)).toBeVisible({ timeout: 40_000 })
    await expect(rollout.getByRole('progressbar')).toBeVisible()
    await expect(rollout.getByRole('heading', { name: words.old })).toBeVisible()
    await expect(rollout.getByText('nginx:1.27-slow').first()).toBeVisible()
    await press(page, words.pause, rollout)
    await expect(rollout.getByText(words.paused)).toBeVisible()
    await expectAccessible(page)
    await press(page, words.resume, rollout)
    await expect(rollout.getByText(words.forward)).toBeVisible()
    await press(page, words.rollback, rollout)
    await press(page, words.rollback, dialog(page))
    const ended = page.getByRole('status', { name: words.ended })
    await expect(ended.getByText(words.took)).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText('nginx:1.25').first()).toBeVisible()
  })
}

test('settings are downloaded as YAML of this API and of Kubernetes', async ({
  signedIn: page,
  server,
}) => {
  const { serviceRef } = await createdIn(server.url, 'exported')
  for (const [as, file, words] of [
    ['service', 'exported.ccs.yaml', /^clusterId: cls-/],
    ['kubernetes', 'exported.yaml', /^apiVersion: .*\nkind: Deployment/],
  ] as const) {
    await page.goto(`${pathOf(serviceRef)}/config?as=${as}`)
    const coming = page.waitForEvent('download')
    await press(page, 'Download')
    const download = await coming
    expect(download.suggestedFilename()).toBe(file)
    expect(await fs.readFile(await download.path(), 'utf8')).toMatch(words)
  }
})

test('restoring the settings of five changes ago shows the difference first', async ({
  signedIn: page,
  server,
}) => {
  const { script, serviceRef } = await createdIn(server.url, 'remembered')
  for (const scaleTo of [1, 2, 1, 2])
    await script.data('ModifyServiceReplicas', { ...serviceRef, scaleTo })
  await script.data('ModifyClusterServiceImage', { ...serviceRef, image: 'nginx:1.27' })
  await page.goto(`${pathOf(serviceRef)}/history`)
  const revisions = page.getByRole('table', { name: 'Revisions', exact: true })
  await expect(revisions.getByRole('row')).toHaveCount(7)
  await expect(page.getByRole('region', { name: 'Compare revisions' })).toBeVisible()
  await expectAccessible(page)
  await press(page, 'Restore', revisions.getByRole('row').nth(6))
  const changes = dialog(page).getByRole('table', { name: 'Changes' })
  await expect(changes.getByRole('row')).toHaveCount(3)
  await expect(changes.getByText('image changes')).toBeVisible()
  await expectAccessible(page)
  await press(page, 'Restore', dialog(page))
  await expect(dialog(page)).toBeHidden()
  await expect(revisions.getByRole('row')).toHaveCount(8)
  const { service } = await script.data('DescribeClusterServiceInfo', serviceRef)
  expect(service).toMatchObject({ desiredReplicas: 3, containers: [{ image: 'nginx:1.25' }] })
  await page.getByRole('button', { name: 'Timeline' }).click()
  await expect(
    page.getByRole('list', { name: 'Timeline' }).getByText('Revision').first(),
  ).toBeVisible()
  await expectAccessible(page)
})

test('a rebuild reports a result per instance, and the logs of new instances can be read', async ({
  signedIn: page,
  server,
}) => {
  test.setTimeout(180_000)
  const { serviceRef } = await createdIn(server.url, 'rebuilt')
  await page.goto(`${pathOf(serviceRef)}/instances`)
  const table = page.getByRole('table', { name: 'Instances' })
  await expect(table.getByText('Running')).toHaveCount(3, { timeout: 40_000 })
  const logs = table.getByRole('button', { name: /^Logs of/ })
  const labels = await logs.evaluateAll((all) => all.map((tag) => tag.getAttribute('aria-label')))
  const ofOld = labels.filter((label) => label !== null)
  expect(ofOld).toHaveLength(3)
  await page.getByLabel('Select all').check()
  await press(page, 'Rebuild')
  await expectAccessible(page)
  await press(page, 'Rebuild', dialog(page))
  await expect(dialog(page).getByText('3 of 3 succeeded, 0 failed')).toBeVisible()
  await press(page, 'Close', dialog(page).locator('form, div').last())
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  // The list may still show the old instances.
  for (const name of ofOld) {
    await expect(table.getByRole('button', { name })).toBeHidden({ timeout: 40_000 })
  }
  await expect(table.getByText('Running')).toHaveCount(3, { timeout: 40_000 })
  await press(page, /^Logs of/, table.getByRole('row').nth(1))
  // A new instance logs its first line within half a minute.
  await expect(dialog(page).getByRole('log')).toBeVisible({ timeout: 40_000 })
  await dialog(page).getByLabel('Search logs').fill('GET')
  await expect(dialog(page).locator('mark').first()).toBeVisible()
  await expectAccessible(page)
})
