import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { needPlane, test } from '../support/kubernetes'
import { dialog, header } from '../support/services'
import { expect } from '../support/test'

needPlane()
test.describe.configure({ timeout: 120_000 })
test.use({ actionTimeout: 15_000 })

async function choose(page: Page, action: string) {
  const button = header(page).getByRole('button', { name: action, exact: true })
  if (await button.isVisible()) return button.click()
  await header(page).getByRole('button', { name: 'More actions' }).first().click()
  return page.getByRole('menuitem', { name: action }).click()
}

const confirm = (page: Page, name: string) =>
  dialog(page).getByRole('button', { name, exact: true }).click()
const isNormal = (page: Page) =>
  expect(header(page).getByText('Normal')).toBeVisible({ timeout: 40_000 })

/** Opens the page of the only cluster. */
async function openCluster(page: Page) {
  await page.goto('/clusters')
  await page.getByRole('link', { name: 'test', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'test', level: 1 })).toBeVisible()
}

test('a service is created, scaled, updated, paused, resumed, rolled back and deleted', async ({
  signedIn: page,
}) => {
  const name = 'rehearsal'
  await openCluster(page)
  const sections = page.getByRole('navigation', { name: 'Cluster sections' })
  await sections.getByRole('link', { name: 'Services' }).click()

  await test.step('create', async () => {
    await page.getByRole('button', { name: 'Create service' }).click()
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('Image', { exact: true }).fill('nginx:1.25')
    await page.getByLabel('Number of instances', { exact: true }).fill('3')
    await page.getByLabel('None').check()
    await page.getByRole('button', { name: 'Create service' }).click()
    await dialog(page).getByText('kubectl equivalent').click()
    await expect(dialog(page).getByText('kubectl create --filename -')).toBeVisible()
    await expectAccessible(page)
    await confirm(page, 'Create service')
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    await isNormal(page)
    await expect(page.getByText('3 of 3')).toBeVisible()
  })

  await test.step('scale', async () => {
    await choose(page, 'Scale')
    await dialog(page).getByLabel('Instances').fill('5')
    await dialog(page).getByText('kubectl equivalent').click()
    await expect(
      dialog(page).getByText(`kubectl scale deployment/${name} --namespace default --replicas=5`),
    ).toBeVisible()
    await confirm(page, 'Scale')
    await expect(page.getByText('5 of 5')).toBeVisible({ timeout: 40_000 })
  })

  await test.step('change the image', async () => {
    await choose(page, 'Change image')
    await dialog(page).getByLabel(`Image of ${name}`).fill('nginx:1.27')
    await confirm(page, 'Change image')
    await expect(page.getByText('nginx:1.27').first()).toBeVisible()
    await isNormal(page)
  })

  await test.step('pause and resume', async () => {
    await choose(page, 'Pause')
    await expect(header(page).getByText('Paused')).toBeVisible()
    await choose(page, 'Resume')
    await isNormal(page)
  })

  await test.step('roll back', async () => {
    await choose(page, 'Roll back')
    await confirm(page, 'Roll back')
    await expect(page.getByText('nginx:1.25').first()).toBeVisible({ timeout: 40_000 })
    await isNormal(page)
  })

  await test.step('the live objects', async () => {
    const parts = page.getByRole('navigation', { name: 'Service sections' })
    await parts.getByRole('link', { name: 'Configuration' }).click()
    const liveObjects = page.getByRole('region', { name: 'Live objects' })
    await expect(liveObjects.getByText(/kind: Deployment/)).toBeVisible()
    await expect(liveObjects.getByText(/uid:/)).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('delete', async () => {
    await choose(page, 'Delete service')
    await confirm(page, 'Delete service')
    await expect(page.getByRole('heading', { name: 'test', level: 1 })).toBeVisible()
    await expect(page.getByRole('link', { name, exact: true })).toBeHidden({ timeout: 40_000 })
  })
})

test('a cluster’s page names its backend, its version and what is not available', async ({
  signedIn: page,
}) => {
  await openCluster(page)
  await expect(page.getByText('Kubernetes 1.37.2, connected directly')).toBeVisible()
  const missing = page.getByRole('region', { name: 'Not available in this account' })
  await missing.getByText('A Kubernetes cluster without a cloud provider').click()
  await expect(missing.getByText('AddClusterInstances', { exact: true })).toBeVisible()
  await expectAccessible(page)
})

test('a drain moves instances, waits for a disruption budget, and names what it waits for', async ({
  signedIn: page,
  controlPlane,
}) => {
  const labels = { app: 'guarded' }
  const namespace = '/namespaces/default'
  const budgets = `/apis/policy/v1${namespace}/poddisruptionbudgets`
  await controlPlane.make(budgets, {
    metadata: { name: 'guarded' },
    spec: { maxUnavailable: 0, selector: { matchLabels: labels } },
  })
  await controlPlane.make(`/apis/apps/v1${namespace}/deployments`, {
    metadata: { name: 'guarded' },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: 'web', image: 'nginx:1.25' }],
          affinity: {
            nodeAffinity: {
              preferredDuringSchedulingIgnoredDuringExecution: [
                {
                  weight: 100,
                  preference: {
                    matchExpressions: [
                      { key: 'kubernetes.io/hostname', operator: 'In', values: ['node-2'] },
                    ],
                  },
                },
              ],
            },
          },
        },
      },
    },
  })
  await openCluster(page)
  const sections = page.getByRole('navigation', { name: 'Cluster sections' })
  await sections.getByRole('link', { name: /Nodes/ }).click()
  const row = page.getByRole('row', { name: /node-2/ })
  await row.getByRole('button', { name: /More actions/ }).click()
  await page.getByRole('menuitem', { name: 'Drain' }).click()
  await expect(dialog(page).getByText(/^default\/guarded-.*\(ReplicaSet\)$/)).toBeVisible()
  await dialog(page).getByText('kubectl equivalent').click()
  await expect(dialog(page).getByText(/^kubectl drain node-2/)).toBeVisible()
  await expectAccessible(page)
  await confirm(page, 'Drain')
  await expect(row.getByText(/cordoned/)).toBeVisible()

  await page.goto('/tasks')
  const task = page.getByRole('row', { name: /Drain node node-2/ })
  await expect(task.getByText(/waiting for default\/guarded-.*disruption budget/)).toBeVisible({
    timeout: 40_000,
  })
  await controlPlane.remove(`${budgets}/guarded`)
  await expect(task.getByText('Done')).toBeVisible({ timeout: 60_000 })
})
