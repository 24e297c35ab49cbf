import type { Locator, Page } from '@playwright/test'
import { signIn } from './script'

export const minute = 60_000

/** ID of a cluster of the demo world. */
export async function clusterNamed(url: string, name: string): Promise<string> {
  const script = await signIn(url)
  const { clusters } = await script.data('DescribeCluster', {})
  const id = clusters.find((cluster) => cluster.clusterName === name)?.clusterId
  if (!id) throw new Error(`there is no cluster ${name}`)
  return id
}

export const chart = (page: Page, name: string | RegExp) =>
  page.getByRole('region', { name, exact: true }).first()

/** Chooses an entry of a chart's menu. */
export async function choose(part: Locator, item: string) {
  await part.getByRole('button', { name: /^More actions for/ }).click()
  await part.page().getByRole('menuitem', { name: item }).click()
}
