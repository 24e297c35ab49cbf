import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { createdIn, dialog, pathOf, press, test } from '../support/services'
import { expect } from '../support/test'

test.describe.configure({ timeout: 120_000 })

/** Adds fields to the responses of an action, which this world does not cause by itself. */
async function extendResponses(page: Page, action: string, extend: (body: object) => object) {
  await page.route(`**/api/call/${action}`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: extend(await response.json()) })
  })
}

test('a form in two tabs keeps both versions until one is chosen, and both afterwards', async ({
  signedIn: first,
}) => {
  const form = '/services/new?account=embedded&region=gz'
  const saved = (page: Page, status: number) =>
    page.waitForResponse(
      (answer) =>
        answer.url().includes('/api/drafts/') &&
        answer.request().method() === 'PUT' &&
        answer.status() === status,
    )
  const nameIn = (page: Page) => page.getByLabel('Name', { exact: true })
  const fillName = async (page: Page, name: string, status = 200) => {
    const answer = saved(page, status)
    await nameIn(page).fill(name)
    await answer
  }
  await first.goto(form)
  await fillName(first, 'first')
  const second = await first.context().newPage()
  await second.goto(form)
  await expect(nameIn(second)).toHaveValue('first')
  await fillName(second, 'second')
  await fillName(first, 'first-more', 409)
  await expect(
    first.getByRole('heading', { name: 'There is another version of this form' }),
  ).toBeVisible()
  await expectAccessible(first)
  await press(first, 'Use the other version')
  await expect(nameIn(first)).toHaveValue('second')
  const chosen = saved(first, 200)
  await press(first, 'Use my version')
  await chosen
  await expect(nameIn(first)).toHaveValue('first-more')
  await expect(first.getByRole('button', { name: 'Use the other version' })).toBeVisible()
  await first.reload()
  await expect(nameIn(first)).toHaveValue('first-more')
  await press(first, 'Discard draft')
})

test('past instances are listed with their reasons, and deleted together after a confirmation', async ({
  signedIn: page,
  server,
}) => {
  const { serviceRef } = await createdIn(server.url, 'evicting')
  const past = ['evicting-1', 'evicting-2'].map((name) => ({
    ...{ name, reason: 'Evicted', message: 'The node was low on memory.' },
    createdAt: '2026-11-29 16:29:10',
  }))
  await extendResponses(page, 'DescribeServiceInstance', (body) => ({
    ...body,
    data: { ...Object(body).data, past },
  }))
  await page.goto(`${pathOf(serviceRef)}/instances`)
  await expect(page.getByRole('heading', { name: 'Past instances' })).toBeVisible()
  const row = page.getByRole('row', { name: /^evicting-2 / })
  await expect(row).toContainText('Evicted')
  await expect(row).toContainText('The node was low on memory.')
  await expectAccessible(page)
  await press(page, 'Delete past instances')
  await expect(dialog(page)).toContainText('Delete past instances (2)?')
  await expect(dialog(page)).toContainText('This permanently deletes the records')
  await expectAccessible(page)
  const sent = page.waitForRequest('**/api/call/DeleteInstances')
  await press(page, 'Delete past instances', dialog(page))
  expect((await sent).postDataJSON().params).toMatchObject({
    clusterId: serviceRef.clusterId,
    instances: ['evicting-1', 'evicting-2'],
  })
})

test('a list that was too long for the scope says how much of it was checked', async ({
  signedIn: page,
}) => {
  await extendResponses(page, 'DescribeCluster', (body) => ({
    ...body,
    partial: { read: 5000, total: 7200 },
  }))
  await page.goto('/clusters?account=embedded&region=gz')
  const notice = page.getByRole('status').filter({ hasText: 'This list is incomplete.' })
  await expect(notice).toContainText('the first 5,000 of 7,200 entries')
  await expect(page.getByRole('link', { name: 'shop-prod' })).toBeVisible()
  await expectAccessible(page)
})
