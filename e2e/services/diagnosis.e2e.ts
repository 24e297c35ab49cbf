import type { Page } from '@playwright/test'
import { expectNoViolations } from '../support/axe'
import { signIn } from '../support/script'
import { expect, test } from '../support/test'

test.describe.configure({ timeout: 120_000 })

interface Service {
  clusterId: string
  namespace: string
  serviceName: string
}

async function serviceOf(url: string, namespace: string, serviceName: string) {
  const script = await signIn(url)
  const { clusters } = await script.data('DescribeCluster', { clusterName: 'shop-prod' })
  const clusterId = clusters[0]?.clusterId ?? ''
  return { script, service: { clusterId, namespace, serviceName } satisfies Service }
}

const open = (page: Page, { clusterId, namespace, serviceName }: Service, more = '') =>
  page.goto(
    `${new URL(page.url()).origin}/clusters/${clusterId}/services/${namespace}/${serviceName}${more}`,
  )

test('the page of a service that crashes names the exit code, the last log lines and the way back', async ({
  signedIn: page,
  server,
}) => {
  const { script, service } = await serviceOf(server.url, 'web', 'admin')
  await script.data('ModifyClusterServiceImage', { ...service, image: 'nginx:crash' })
  await open(page, service, '?lang=en')
  const panel = page.getByRole('region', { name: 'What is wrong' })
  await expect(panel.getByText(/exits with code 1 and is restarted/)).toBeVisible()
  await expect(panel.getByText(/ERROR exit status 1/)).toBeVisible()
  await expect(panel.getByRole('link', { name: /Image changed by admin/ })).toBeVisible()
  await expect(panel.getByText(/^Since/).first()).toBeVisible()
  await expectNoViolations(page, ['light', 'dark'])
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  await expect(panel.getByText(/ERROR exit status 1/)).toBeVisible()
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
    .toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1440, height: 900 })
  await panel.getByRole('link', { name: 'Open log' }).first().click()
  await expect(page.getByRole('dialog', { name: /^Logs? of admin-/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await panel.getByRole('button', { name: 'Roll back' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click()
  await expect(panel).toBeHidden({ timeout: 60_000 })
})

test('an instance and a node are explained in both languages', async ({
  signedIn: page,
  server,
}) => {
  const { script, service } = await serviceOf(server.url, 'web', 'edge')
  await script.data('ModifyClusterServiceImage', {
    ...service,
    image: 'ccr.ccs.tencentyun.com/shop/storefront:0.0.0',
  })
  await open(page, service, '/instances?lang=zh-CN')
  const panel = page.getByRole('region', { name: '异常原因' })
  await expect(panel.getByText('仓库 shop/storefront 没有镜像版本 0.0.0。')).toBeVisible()
  await page
    .getByRole('button', { name: /^edge-.* 为什么未运行？$/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: /的异常原因$/ })
  await expect(dialog.getByText('仓库 shop/storefront 没有镜像版本 0.0.0。')).toBeVisible()
  await expectNoViolations(page, ['light', 'dark'], '[role=dialog]')
  await script.data('RollBackClusterService', { ...service })

  const { nodes } = await script.data('DescribeClusterInstances', { clusterId: service.clusterId })
  const [node] = nodes
  if (!node) throw new Error('the cluster has no node')
  const label = (labels: Record<string, string>) =>
    script.data('ModifyClusterNodeLabel', {
      clusterId: service.clusterId,
      instanceId: node.instanceId,
      labels: Object.entries(labels).map(([key, value]) => ({ key, value })),
    })
  await label({ ...node.labels, fault: 'OutOfDisk' })
  await page.goto(`${server.url}/clusters/${service.clusterId}/nodes?lang=en`)
  const nodePanel = page.getByRole('region', { name: 'Nodes that need attention' })
  await expect(
    nodePanel.getByText(`The disk of node ${node.instanceName} is nearly full.`),
  ).toBeVisible()
  await expectNoViolations(page, ['light', 'dark'])
  await nodePanel.getByRole('button', { name: `Cordon ${node.instanceName}` }).click()
  await expect(nodePanel.getByRole('button', { name: `Cordon ${node.instanceName}` })).toBeHidden()
  await script.data('ModifyClusterNodeSchedulable', {
    clusterId: service.clusterId,
    instanceIds: [node.instanceId],
    unschedulable: 0,
  })
  await label(node.labels ?? {})
})
