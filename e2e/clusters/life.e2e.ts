import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { common } from '../../src/i18n/zh-CN/common'
import { tasks } from '../../src/i18n/zh-CN/console/tasks'
import { expectNoViolations } from '../support/axe'
import { knownKeys, startCloudAlone } from '../support/cloudAlone'
import { checkTasks, chinese, createCluster, english, runThroughLife } from '../support/clusterLife'
import { startFlaky } from '../support/flaky'
import { secretId, secretKey, startServer } from '../support/server'
import { expect, signInPage, test } from '../support/test'

// At the default speed of 20, creating a node takes several seconds.
test.use({ speed: '60' })

/** Stops what a test has started, whatever its result. */
const started: (() => Promise<void>)[] = []
test.afterEach(async () => {
  for (const end of started.splice(0).reverse()) await end()
})

test('a cluster can be created, extended, labelled, drained, reduced and deleted by keyboard alone', async ({
  signedIn: page,
}) => {
  test.setTimeout(360_000)
  const clean = () => expectNoViolations(page, ['light', 'dark'])
  const life = { page, words: english, name: 'by-keyboard', clean }
  await clean()
  await createCluster(life)
  await expect(page.getByRole('heading', { name: 'by-keyboard', level: 1 })).toBeVisible()
  await runThroughLife(life)
  await checkTasks(life)
})

const hosts = ['ccs', 'ccr', 'monitor', 'cvm', 'vpc', 'dfw', 'cbs', 'account']

/** A console whose account `remote` reaches a simulation through a slow and failing network. */
async function startRemote() {
  const cloud = await startCloudAlone({ env: { ...knownKeys, GANTRY_CLOUD_SPEED: '60' } })
  started.push(cloud.stop)
  const flaky = await startFlaky(cloud.url, 120)
  started.push(flaky.close)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-accounts-'))
  started.push(async () => fs.rmSync(folder, { recursive: true }))
  const accounts = path.join(folder, 'accounts.json')
  const key = { secretId, secretKey: { value: secretKey }, regions: ['gz'] }
  const flakyEndpoints = Object.fromEntries(hosts.map((host) => [host, flaky.url]))
  fs.writeFileSync(
    accounts,
    JSON.stringify([
      { name: 'remote', ...key, endpoints: flakyEndpoints },
      { name: 'bare', ...key, endpoints: { ccs: flaky.url } },
    ]),
  )
  // Without reads in the background, the network drops the same reads in every run.
  const env = { GANTRY_ACCOUNTS: accounts, GANTRY_INVENTORY_RATE: '0' }
  const server = await startServer({ env })
  started.push(server.stop)
  return { server, flaky }
}

test('the life of a cluster works in Chinese over a slow, failing network that loses the response to the creation', async ({
  page,
}) => {
  test.setTimeout(360_000)
  const { server, flaky } = await startRemote()
  await signInPage(page, server.url)

  await test.step('IDs can be typed for an endpoint without look-ups', async () => {
    await page.goto(`${server.url}/clusters/new?account=bare&region=gz&step=network&lang=zh-CN`)
    await expect(page.getByText(common.form.idInstead)).toHaveCount(3)
    await page.getByLabel(chinese.vpc, { exact: true }).fill('vpc-typed')
    await expectNoViolations(page, ['light', 'dark'])
  })

  const clean = () => expectNoViolations(page, ['dark'])
  const life = { page, words: chinese, name: 'far-away', clean }
  await page.goto(`${server.url}/clusters?account=remote&region=gz`)
  flaky.lose('CreateCluster')
  await createCluster(life)

  await test.step('the unknown outcome is reported, and the server determines it', async () => {
    await expect(page.getByRole('alert').getByText(common.seeTasks).first()).toBeVisible()
    await expectNoViolations(page, ['light', 'dark'])
    await page.goto(`${server.url}/tasks`)
    const table = page.getByRole('table')
    await expect(table.getByText(chinese.done).first()).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press('Tab')
    const name = tasks.did.CreateCluster.replace('{{name}}', life.name)
    await page.getByRole('link', { name }).press('Enter')
    await expect(page.getByRole('heading', { name: life.name, level: 1 })).toBeVisible()
  })

  await runThroughLife(life)
  await checkTasks(life)
  expect(flaky.broken()).toBeGreaterThan(10)
})
