import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { knownKeys, startCloudAlone } from './support/cloudAlone'
import {
  chinese,
  english,
  expectClean,
  liveOn,
  lookAtTasks,
  orderCluster,
} from './support/clusterLife'
import { startFlaky } from './support/flaky'
import { signIn } from './support/script'
import { adminPassword, secretId, secretKey, startServer } from './support/server'
import { expect, test } from './support/test'

// Machines take minutes to come and go; nobody looks at them while they do.
test.use({ speed: '60' })

/** What a test has started, ended however the test ends. */
const started: (() => Promise<void>)[] = []
test.afterEach(async () => {
  for (const end of started.splice(0).reverse()) await end()
})

async function enterConsole(page: Page, url: string) {
  await page.goto(`${url}/login`)
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/clusters/)
}

test('a cluster is created, grown, labelled, drained, shrunk and deleted with the keyboard alone', async ({
  signedIn: page,
}) => {
  test.setTimeout(360_000)
  const clean = () => expectClean(page, ['light', 'dark'])
  const life = { page, words: english, name: 'by-keyboard', clean }
  await clean()
  await orderCluster(life)
  await expect(page.getByRole('heading', { name: 'by-keyboard', level: 1 })).toBeVisible()
  await liveOn(life)
  await lookAtTasks(life)
})

test('the same in Chinese', async ({ signedIn: page }) => {
  test.setTimeout(360_000)
  await page.goto('/clusters?lang=zh-CN')
  const clean = () => expectClean(page, ['dark'])
  const life = { page, words: chinese, name: 'jian-pan', clean }
  await orderCluster(life)
  await expect(page.getByRole('heading', { name: 'jian-pan', level: 1 })).toBeVisible()
  await liveOn(life)
  await lookAtTasks(life)
})

test('the same with a slow and failing endpoint, whose answer to the creation is lost', async ({
  page,
}) => {
  test.setTimeout(360_000)
  const cloud = await startCloudAlone({ env: { ...knownKeys, GANTRY_CLOUD_SPEED: '60' } })
  started.push(cloud.stop)
  const flaky = await startFlaky(cloud.url, 120)
  started.push(flaky.close)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-accounts-'))
  const accounts = path.join(folder, 'accounts.json')
  const hosts = ['ccs', 'ccr', 'monitor', 'cvm', 'vpc', 'dfw', 'cbs', 'account']
  const endpoints = Object.fromEntries(hosts.map((host) => [host, flaky.url]))
  const bare = { name: 'bare', endpoints: { ccs: flaky.url } }
  fs.writeFileSync(
    accounts,
    JSON.stringify([
      { name: 'far', secretId, secretKey: { value: secretKey }, regions: ['gz'], endpoints },
      { ...bare, secretId, secretKey: { value: secretKey }, regions: ['gz'] },
    ]),
  )
  const server = await startServer({ env: { GANTRY_ACCOUNTS: accounts } })
  started.push(server.stop)
  await enterConsole(page, server.url)

  // An endpoint without look-ups: ids can be typed.
  await page.goto(`${server.url}/clusters/new?account=bare&region=gz&step=network`)
  await expect(
    page.getByText('This endpoint doesn’t support listing. Enter the ID instead.'),
  ).toHaveCount(3)
  await page.getByLabel('VPC', { exact: true }).fill('vpc-typed')
  await expectClean(page, ['light', 'dark'])
  await page.goto(`${server.url}/clusters?account=far&region=gz`)

  const life = { page, words: english, name: 'far-away', clean: async () => {} }
  flaky.lose('CreateCluster')
  await orderCluster(life)
  // Nobody knows whether it was done: said so, and found out by the server.
  await expect(
    page
      .getByRole('alert')
      .getByText(/unknown/)
      .first(),
  ).toBeVisible()
  await expectClean(page, ['light', 'dark'])
  await page.goto(`${server.url}/tasks`)
  const table = page.getByRole('table')
  await expect(table.getByText('Done').first()).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Tab')
  await page.getByRole('link', { name: 'Create cluster far-away' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'far-away', level: 1 })).toBeVisible()
  await liveOn(life)
  expect(flaky.broken()).toBeGreaterThan(10)
})

test('two presses make one cluster', async ({ signedIn: page, server }) => {
  await page.goto('/clusters/new')
  await page.getByLabel('Name', { exact: true }).fill('only-one')
  await page.getByRole('button', { name: /^Next/ }).click()
  await page.getByLabel('VPC', { exact: true }).selectOption({ index: 2 })
  await page.getByLabel('Zone', { exact: true }).selectOption({ index: 1 })
  await page.getByLabel('Subnet', { exact: true }).selectOption({ index: 1 })
  await page.getByRole('button', { name: /^Use/ }).click()
  await page.getByRole('button', { name: /^Next/ }).click()
  await page.getByRole('button', { name: /^Next/ }).click()
  await page.getByLabel('Generated password').check()
  await page.getByRole('button', { name: /^Next/ }).click()
  await page.getByRole('button', { name: 'Create cluster' }).dblclick()
  await expect(page.getByRole('heading', { name: 'only-one', level: 1 })).toBeVisible()
  const script = await signIn(server.url)
  const { totalCount } = await script.data('DescribeCluster', {
    clusterName: 'only-one',
  })
  expect(totalCount).toBe(1)
})

test('a form half filled is there after a reload and another sign-in, without the password', async ({
  signedIn: page,
}) => {
  await page.goto('/clusters/new')
  await page.getByLabel('Name', { exact: true }).fill('half-done')
  await page.getByRole('button', { name: /^Next/ }).click()
  await page.getByLabel('VPC', { exact: true }).selectOption({ index: 1 })
  const kept = page.waitForResponse(
    (answer) => answer.url().includes('/api/drafts/') && answer.request().method() === 'PUT',
  )
  await page.getByLabel('Container network', { exact: true }).fill('192.168.0.0/17')
  await kept
  await page.context().clearCookies()
  await page.goto('/clusters/new')
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Draft restored')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('half-done')
  await page.getByRole('button', { name: /^Next/ }).click()
  await expect(page.getByLabel('Container network', { exact: true })).toHaveValue('192.168.0.0/17')
})

test('existing machines are picked, and each tells how it went', async ({ signedIn: page }) => {
  await page.getByRole('link', { name: 'shop-prod' }).click()
  await page.getByRole('button', { name: 'Add existing machines' }).click()
  await expect(page.getByText('permanently deletes all data on its system disk')).toBeVisible()
  const picker = page.getByRole('group', { name: 'Machines in the cluster’s VPC' })
  await expect(picker.getByText('already in a cluster').first()).toBeVisible()
  await picker.getByRole('checkbox', { disabled: false }).first().check()
  await page.getByRole('textbox', { name: 'Password' }).fill('hunter22+')
  await expectClean(page, ['light', 'dark'])
  await page.getByRole('button', { name: 'Add machines' }).click()
  await expect(page.getByText('1 machine is joining the cluster')).toBeVisible()
  await expectClean(page, ['light', 'dark'])
})
