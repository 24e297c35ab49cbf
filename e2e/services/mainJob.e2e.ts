import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { expect, test } from '../support/test'

const status = (page: Page) => page.getByRole('main').locator('header')

async function choose(page: Page, action: string) {
  // During an update, the panel of the update offers some of the same actions.
  const button = status(page).getByRole('button', { name: action, exact: true })
  if (await button.isVisible()) return button.click()
  await status(page).getByRole('button', { name: 'More actions' }).first().click()
  return page.getByRole('menuitem', { name: action }).click()
}

const dialog = (page: Page) => page.getByRole('dialog')

test('an operator creates, scales, updates, rolls back, redeploys, describes and deletes a service', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const name = 'rehearsal'

  await test.step('sign in', async () => {
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Sign in to Gantry' })).toBeVisible()
    await expectAccessible(page)
    await page.getByLabel('User name').fill('admin')
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple')
    await page.getByRole('button', { name: 'Sign in' }).click()
  })

  await test.step('clusters', async () => {
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
    const menu = page.getByRole('navigation', { name: 'Main navigation' })
    await menu.getByRole('link', { name: 'Clusters' }).click()
    await expect(page.getByRole('heading', { name: 'Clusters', level: 1 })).toBeVisible()
    await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'shop-staging' }).click()
    await expect(page.getByRole('heading', { name: 'shop-staging', level: 1 })).toBeVisible()
    await expectAccessible(page)
    const parts = page.getByRole('navigation', { name: 'Cluster sections' })
    await parts.getByRole('link', { name: /Nodes/ }).click()
    await expect(
      page.getByRole('table', { name: 'Nodes' }).getByText('Normal').first(),
    ).toBeVisible()
    await parts.getByRole('link', { name: 'Namespaces' }).click()
    await expect(page.getByRole('link', { name: 'kube-system' })).toBeVisible()
    await parts.getByRole('link', { name: 'Services' }).click()
    await expect(page.getByRole('link', { name: 'orders-api' })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('the form reports an invalid name, then creates', async () => {
    await page.getByRole('button', { name: 'Create service' }).click()
    await expect(page.getByRole('heading', { name: 'Create service' })).toBeVisible()
    await page.getByLabel('Name', { exact: true }).fill('Not A Name')
    await page.getByRole('button', { name: 'Create service' }).click()
    await expect(
      page.getByRole('alert').getByText('Enter up to 63 lowercase letters').first(),
    ).toBeVisible()
    await expectAccessible(page)

    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('Image', { exact: true }).fill('nginx:1.25')
    await page.getByLabel('Number of instances', { exact: true }).fill('3')
    await page.getByRole('button', { name: 'Add variable' }).click()
    await page.getByLabel('Variable 1', { exact: true }).fill('GREETING')
    await page.getByLabel('Value of variable 1').fill('@hello & good-bye=100% +你好')
    await page.getByLabel('Public').check()
    const port = page.getByRole('group', { name: 'Port 1' })
    await port.getByLabel('Port', { exact: true }).fill('80')
    await port.getByLabel('Container port').fill('8080')
    await page.getByRole('button', { name: 'Create service' }).click()
    await expect(dialog(page).getByText(/API call: CreateClusterService/)).toBeVisible()
    await expectAccessible(page)
    await dialog(page).getByRole('button', { name: 'Create service' }).click()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    await expect(status(page).getByText('Normal')).toBeVisible({ timeout: 40_000 })
    await expect(page.getByText('3 of 3')).toBeVisible()
    await expect(page.getByText('GREETING=@hello & good-bye=100% +你好')).toBeVisible()
    await expectAccessible(page)
  })

  const parts = page.getByRole('navigation', { name: 'Service sections' })

  await test.step('instances and events', async () => {
    await parts.getByRole('link', { name: 'Instances' }).click()
    await expect(page.getByRole('table', { name: 'Instances' }).getByText('Running')).toHaveCount(3)
    await expectAccessible(page)
    await parts.getByRole('link', { name: 'Events' }).click()
    await expect(
      page.getByRole('table', { name: 'Events' }).getByText('Scheduled').first(),
    ).toBeVisible()
    await expectAccessible(page)
    await parts.getByRole('link', { name: 'Overview' }).click()
  })

  await test.step('scale', async () => {
    await choose(page, 'Scale')
    await dialog(page).getByLabel('Instances').fill('5')
    await expect(dialog(page).getByText('Starts 2 instances.')).toBeVisible()
    await expectAccessible(page)
    await dialog(page).getByRole('button', { name: 'Scale' }).click()
    await expect(page.getByText('5 of 5')).toBeVisible({ timeout: 40_000 })
  })

  await test.step('change the image, pause during the update, resume', async () => {
    await choose(page, 'Change image')
    await dialog(page).getByLabel('Image of rehearsal').fill('nginx:1.27-slow')
    await dialog(page).getByRole('button', { name: 'Change image' }).click()
    await expect(status(page).getByText('Updating')).toBeVisible()
    await choose(page, 'Pause')
    await expect(status(page).getByText('Paused')).toBeVisible()
    await choose(page, 'Resume')
    await expect(status(page).getByText('Paused')).toBeHidden()
  })

  await test.step('roll back', async () => {
    await choose(page, 'Roll back')
    await dialog(page).getByRole('button', { name: 'Roll back' }).click()
    await expect(status(page).getByText('Normal')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText('nginx:1.25').first()).toBeVisible()
  })

  await test.step('redeploy', async () => {
    await choose(page, 'Redeploy')
    await dialog(page).getByRole('button', { name: 'Redeploy' }).click()
    await expect(page.getByText('Redeploying rehearsal')).toBeVisible()
    await expect(status(page).getByText('Normal')).toBeVisible({ timeout: 60_000 })
  })

  await test.step('describe', async () => {
    await choose(page, 'Edit description')
    await dialog(page).getByLabel('Description').fill('For the end-to-end test')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('main').getByText('For the end-to-end test')).toBeVisible()
  })

  await test.step('delete', async () => {
    await choose(page, 'Delete service')
    await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused()
    await expect(dialog(page).getByText(/Its load balancer/)).toBeVisible()
    await expectAccessible(page)
    await dialog(page).getByRole('button', { name: 'Delete service' }).click()
    await expect(page.getByRole('link', { name: 'orders-api' })).toBeVisible()
    await expect(page.getByRole('link', { name, exact: true })).toBeHidden({ timeout: 30_000 })
  })
})

test('the pages are accessible in the dark theme and in Chinese', async ({ signedIn: page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/clusters?lang=zh-CN')
  await expect(page.getByRole('heading', { name: '集群', level: 1 })).toBeVisible()
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
  await expectAccessible(page)
  await page.goto('/services')
  await expect(page.getByRole('link', { name: 'invoice-worker' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'invoice-worker' }).click()
  await expect(page.getByRole('heading', { name: 'invoice-worker', level: 1 })).toBeVisible()
  await expect(page.getByText('异常').first()).toBeVisible()
  await expectAccessible(page)
  await page.goto('/services/new')
  await expect(page.getByRole('heading', { name: '新建服务' })).toBeVisible()
  await expectAccessible(page)
})

test('an error of the endpoint appears in the form, which keeps its values', async ({
  signedIn: page,
}) => {
  await page.goto('/services/new')
  await page.getByLabel('Cluster', { exact: true }).selectOption({ index: 1 })
  await page.getByLabel('Name', { exact: true }).fill('fault-5100')
  await page.getByLabel('Image', { exact: true }).fill('nginx:1.25')
  await page.getByLabel('None').check()
  await page.getByRole('button', { name: 'Create service' }).click()
  await dialog(page).getByRole('button', { name: 'Create service' }).click()
  await expect(page.getByRole('alert').getByText(/5100/)).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('fault-5100')
})

test('an expired session leaves a half-filled form unchanged', async ({ signedIn: page }) => {
  await page.goto('/services/new')
  await page.getByLabel('Cluster', { exact: true }).selectOption({ index: 1 })
  await page.getByLabel('Name', { exact: true }).fill('half-done')
  await page.getByLabel('Image', { exact: true }).fill('nginx:1.25')
  await page.getByLabel('None').check()
  await page.getByRole('button', { name: 'Create service' }).click()
  await page.context().clearCookies()
  await dialog(page).getByRole('button', { name: 'Create service' }).click()
  const signInDialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await signInDialog.getByLabel('Password', { exact: true }).fill('correct horse battery staple')
  await signInDialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(signInDialog).toBeHidden()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('half-done')
})
