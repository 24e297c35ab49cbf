import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { startServer } from '../support/server'
import { expect, signInPage, test } from '../support/test'

const dialog = (page: Page) => page.getByRole('dialog')
const parts = (page: Page) => page.getByRole('navigation', { name: 'Repository sections' })

test('a repository can be created, pushed to, connected to a trigger, cleaned up and deleted', async ({
  signedIn: page,
}) => {
  test.setTimeout(180_000)
  await page.goto('/registry')
  await expect(page.getByRole('link', { name: 'shop/storefront' })).toBeVisible()
  await expectAccessible(page)

  await test.step('create it, with the name checked while typing', async () => {
    await page.getByRole('button', { name: 'Create repository' }).click()
    await dialog(page).getByLabel('Namespace').selectOption('qa')
    await dialog(page).getByLabel('Name', { exact: true }).fill('k6')
    await expect(dialog(page).getByText('qa/k6 already exists')).toBeVisible()
    await dialog(page).getByLabel('Name', { exact: true }).fill('smoke')
    await expect(dialog(page).getByText('qa/smoke is available')).toBeVisible()
    await expectAccessible(page)
    await dialog(page).getByRole('button', { name: 'Create repository' }).click()
    await expect(page.getByRole('heading', { name: 'qa/smoke', level: 1 })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'No tags yet' })).toBeVisible()
  })

  await test.step('push a tag', async () => {
    await page.getByRole('button', { name: 'Push tag' }).click()
    await dialog(page).getByLabel('Tag').fill('0.1.0')
    await expect(dialog(page).getByText('No trigger fires.')).toBeVisible()
    await dialog(page).getByRole('button', { name: 'Push tag', exact: true }).click()
    await expect(page.getByRole('table', { name: 'Tags' }).getByText('0.1.0')).toBeVisible()
  })

  await test.step('copy the tag to another name', async () => {
    await page.getByRole('button', { name: 'Actions for 0.1.0' }).click()
    await page.getByRole('menuitem', { name: 'Copy tag' }).click()
    await dialog(page).getByLabel('New tag').fill('stable')
    await dialog(page).getByRole('button', { name: 'Copy tag', exact: true }).click()
    await expect(page.getByRole('table', { name: 'Tags' }).getByText('stable')).toBeVisible()
    await page.getByRole('checkbox', { name: 'Select 0.1.0' }).check()
    await page.getByRole('checkbox', { name: 'Select stable' }).check()
    await page.getByRole('button', { name: 'Compare' }).click()
    await expect(dialog(page).getByText('Both tags point to the same image.')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  })

  await test.step('create a trigger, tested while it is entered', async () => {
    await parts(page).getByRole('link', { name: 'Triggers' }).click()
    await page.getByRole('button', { name: 'Create trigger' }).click()
    await page.getByLabel('Name', { exact: true }).fill('smoke-tests')
    const expr = page.getByRole('textbox', { name: 'Regular expression' })
    await expr.fill('(a+)+\\1')
    await expect(page.getByText(/at character 6: .*exponential time/).first()).toBeVisible()
    await expr.fill('^0\\.\\d+\\.\\d+$')
    await expect(page.getByText('1 of 2 existing tags match')).toBeVisible()
    const cluster = page.getByLabel('Cluster', { exact: true })
    await expect(cluster.getByRole('option', { name: /shop-staging/ })).toBeAttached()
    const staging = await cluster
      .getByRole('option', { name: /shop-staging/ })
      .getAttribute('value')
    await cluster.selectOption(staging)
    for (const [label, value] of [
      ['Namespace', 'default'],
      ['Service', 'load-test'],
      ['Container', 'k6'],
    ] as const) {
      const select = page.getByLabel(label, { exact: true })
      await expect(select.getByRole('option', { name: value, exact: true })).toBeAttached()
      await select.selectOption(value)
    }
    await page.getByLabel('Tag to test').fill('0.2.0')
    await expect(page.getByText(/k6:0.19.0/).first()).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Create trigger' }).click()
    await expect(page.getByRole('link', { name: 'smoke-tests' })).toBeVisible()
  })

  await test.step('a push updates the service and is logged', async () => {
    await page.getByRole('button', { name: 'Push tag' }).click()
    await dialog(page).getByLabel('Tag').fill('0.2.0')
    await expect(dialog(page).getByText('1 trigger fires:')).toBeVisible()
    await dialog(page).getByRole('button', { name: 'Push tag', exact: true }).click()
    const log = page.getByRole('table', { name: 'Trigger log' })
    await expect(log.getByText('updated to revision 2')).toBeVisible()
    await expectAccessible(page)
    await log.getByRole('link', { name: 'default/load-test' }).click()
    await expect(page.getByRole('heading', { name: 'load-test', level: 1 })).toBeVisible()
    await expect(page).toHaveURL(/\/load-test\/history/)
    await expect(page.getByText('smoke:0.2.0').first()).toBeVisible()
    await page.goto('/registry/qa/smoke/tags')
  })

  await test.step('deleting a running tag takes a second confirmation', async () => {
    await page.getByRole('button', { name: 'Actions for 0.2.0' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused()
    await dialog(page).getByRole('checkbox', { name: 'Also delete the tag that is in use' }).check()
    await dialog(page).getByRole('button', { name: 'Delete tag' }).click()
    await expect(page.getByRole('button', { name: 'Actions for 0.2.0' })).toBeHidden()
  })

  await test.step('change settings and delete the repository', async () => {
    await parts(page).getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Make public' }).click()
    await expect(dialog(page).getByText(/without signing in/)).toBeVisible()
    await dialog(page).getByRole('button', { name: 'Make public' }).click()
    await expect(
      page.getByRole('banner').or(page.locator('main header')).getByText('Public').first(),
    ).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Delete repository' }).click()
    await expect(dialog(page).getByText(/1 trigger is deleted too/)).toBeVisible()
    await dialog(page).getByLabel('Type qa/smoke to confirm').fill('qa/smoke')
    await dialog(page).getByRole('button', { name: 'Delete repository' }).click()
    await expect(page.getByRole('heading', { name: 'Registry', level: 1 })).toBeVisible()
    await expect(page.getByRole('link', { name: 'qa/smoke' })).toBeHidden()
  })
})

test('retention deletes the previewed tags, and none before a push', async ({ signedIn: page }) => {
  test.setTimeout(120_000)
  await page.goto('/registry/data/collector/retention')
  const preview = page.getByRole('table', { name: 'Preview: if the quota were reached now' })
  await page.getByLabel('Tags to keep').fill('7')
  await expect(page.getByText(/7 kept, 93 deleted/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Result' }).first().click()
  await page.getByRole('menuitemcheckbox', { name: 'Kept' }).click()
  await page.keyboard.press('Escape')
  await expect(preview.getByRole('row')).toHaveCount(8)
  const keptTags = await preview.locator('tbody tr td:first-child').allTextContents()
  await page.getByRole('button', { name: 'Set policy' }).click()
  await dialog(page).getByRole('button', { name: 'Set policy' }).click()
  await expect(page.getByText('Active: keeps the newest 7 tags.')).toBeVisible()
  await expect(parts(page).getByRole('link', { name: /Tags\s*100/ })).toBeVisible()

  await page.getByRole('button', { name: 'Push tag' }).click()
  await dialog(page).getByLabel('Tag').fill('fresh')
  await dialog(page).getByRole('button', { name: 'Push tag', exact: true }).click()
  await parts(page).getByRole('link', { name: /Tags/ }).click()
  const rows = page.getByRole('table', { name: 'Tags' }).locator('tbody tr td:first-child')
  await expect(rows).toHaveText(['fresh', ...keptTags])
})

test('the registry is accessible in the dark theme, in Chinese and on a phone', async ({
  signedIn: page,
}) => {
  test.setTimeout(120_000)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  for (const [path, heading] of [
    ['/registry', '镜像仓库'],
    ['/registry/namespaces', '镜像仓库'],
    ['/registry/shop/storefront/tags', 'shop/storefront'],
    ['/registry/shop/storefront/triggers', 'shop/storefront'],
    ['/registry/shop/storefront/retention', 'shop/storefront'],
    ['/registry/shop/storefront/settings', 'shop/storefront'],
    ['/triggers', '触发器'],
    ['/triggers/bff/edit', '编辑触发器 bff'],
  ] as const) {
    await page.goto(`${path}?lang=zh-CN`)
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expectAccessible(page)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide, path).toBeLessThanOrEqual(390)
  }
})

test('the menu of a tag works by keyboard', async ({ signedIn: page }) => {
  await page.goto('/registry/shop/admin/tags')
  await expect(page.getByRole('button', { name: 'Actions for 1.9.0' })).toBeVisible()
  await page.getByRole('button', { name: 'Actions for 1.9.0' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Copy pull command' })).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    const deploy = page.getByRole('menuitem', { name: 'Deploy to services' })
    await expect(deploy).toBeFocused({ timeout: 300 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByText('already running this tag')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
})

test('5,000 tags load by page on demand, and all of them to sort by version', async ({ page }) => {
  test.setTimeout(180_000)
  const server = await startServer({ env: { GANTRY_CLOUD_WORLD: 'large' } })
  try {
    await signInPage(page, server.url)
    let pages = 0
    page.on('request', (request) => {
      if (request.url().endsWith('/api/call/GetTagList')) pages += 1
    })
    await page.goto(`${server.url}/registry/shop/web/tags`)
    const rows = page.getByRole('table', { name: 'Tags' }).locator('tbody tr[data-index]')
    await expect(rows.first()).toContainText('0.182.')
    expect(await rows.count()).toBeLessThan(120)
    expect(pages).toBeLessThan(8)
    await page.getByLabel('Sort by').selectOption('-version')
    await expect(rows.first()).toContainText('1.3.0')
    await page.getByRole('searchbox', { name: 'Search' }).fill('0.120.59')
    await expect(rows).toHaveCount(1)
  } finally {
    await server.stop()
  }
})
