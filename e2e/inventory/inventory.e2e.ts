import type { Page } from '@playwright/test'
import * as z from 'zod/mini'
import type { InventoryObject } from '../../src/contract/console/inventory/objects'
import { listInventory } from '../../src/contract/console/inventory/routes'
import { administer } from '../support/administer'
import { expectAccessible, expectNoViolations } from '../support/axe'
import { expect, secretHeader, test } from '../support/test'

test.describe.configure({ timeout: 120_000 })

/** An instance of a service, as soon as the inventory has read it. */
async function instanceOf(page: Page, serviceName: string): Promise<InventoryObject> {
  const headers = await secretHeader(page)
  let instance: InventoryObject | undefined
  await expect(async () => {
    const answer = await page.request.get('/api/inventory/objects?kind=instance&limit=1000', {
      headers,
    })
    const { data } = z.parse(z.object({ data: listInventory.response }), await answer.json())
    instance = data.objects.find(
      (object) => object.clusterName === 'shop-prod' && object.serviceName === serviceName,
    )
    expect(instance).toBeDefined()
  }).toPass({ timeout: 60_000 })
  if (!instance) throw new Error(`${serviceName} has no instance`)
  return instance
}

const problems = (page: Page) => page.getByRole('table', { name: 'Problems' })
const field = (page: Page) =>
  page.getByRole('searchbox', { name: 'Search all accounts and regions' })

test('a crash that begins elsewhere is on the overview, with the name and cause', async ({
  signedIn: page,
  server,
}) => {
  await page.goto('/overview')
  await expect(problems(page).getByRole('link', { name: 'recommender' })).toBeVisible()
  await expect(page.getByText('Reading…')).toBeHidden({ timeout: 60_000 })
  await expectNoViolations(page, ['light', 'dark'])
  // The service keeps crashing, so no other test uses it.
  const { clusterId, namespace, name: instance } = await instanceOf(page, 'payments-api')
  const crash = { clusterId, namespace, instance, mode: 'loop' }
  expect((await administer(server, '/pods/crash', crash)).status).toBe(200)
  const row = problems(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: 'payments-api' }) })
  await expect(row.getByText('Abnormal')).toBeVisible({ timeout: 30_000 })
  await expect(row).toContainText('shop-prod')
  await row.getByRole('link', { name: 'Open instances' }).click()
  await expect(page.getByRole('heading', { name: 'payments-api', level: 1 })).toBeVisible()
})

test('the search finds an instance by its address and opens it by the keyboard', async ({
  signedIn: page,
}) => {
  const { name, addresses } = await instanceOf(page, 'orders-api')
  await expect(page.getByRole('link', { name: 'Search' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(field(page)).toBeFocused()
  await page.keyboard.type(addresses?.[0] ?? '')
  const results = page.getByRole('list', { name: 'Results' })
  await expect(results.getByRole('link', { name })).toBeVisible()
  await expectNoViolations(page, ['light', 'dark'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Instances' })).toContainText(name)
})

test('overview and search fit a phone', async ({ signedIn: page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['/overview?lang=zh-CN', '/search?q=storefront&lang=zh-CN']) {
    await page.goto(path)
    await expect(page.getByRole('link', { name: /recommender|storefront/ }).first()).toBeVisible({
      timeout: 60_000,
    })
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBe(390)
    await expectAccessible(page)
  }
})

test('an open overview makes at most 30 calls a minute', async ({ signedIn: page }) => {
  await page.clock.install()
  await page.goto('/overview')
  await expect(problems(page)).toBeVisible()
  const calls: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) calls.push(pathname)
  })
  for (let second = 0; second < 60; second += 1) {
    await page.clock.runFor(1_000)
    await page.evaluate(() => fetch('/healthz'))
  }
  expect(calls.length).toBeGreaterThan(5)
  expect(calls.length).toBeLessThanOrEqual(30)
})
