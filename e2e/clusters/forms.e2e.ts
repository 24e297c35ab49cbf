import { expectNoViolations } from '../support/axe'
import { signIn } from '../support/script'
import { adminPassword } from '../support/server'
import { expect, test } from '../support/test'

test('a double click on the submit button creates one cluster', async ({
  signedIn: page,
  server,
}) => {
  await page.goto('/clusters/new')
  await page.getByLabel('Name', { exact: true }).fill('only-one')
  await page.getByRole('button', { name: 'Next: Network' }).click()
  await page.getByLabel('VPC', { exact: true }).selectOption({ index: 2 })
  await page.getByLabel('Zone', { exact: true }).selectOption({ index: 1 })
  await page.getByLabel('Subnet', { exact: true }).selectOption({ index: 1 })
  await page.getByRole('button', { name: /^Use/ }).click()
  await page.getByRole('button', { name: 'Next: Machines' }).click()
  await page.getByRole('button', { name: 'Next: Access' }).click()
  await page.getByLabel('Generated password').check()
  await page.getByRole('button', { name: 'Next: Review' }).click()
  await page.getByRole('button', { name: 'Create cluster' }).dblclick()
  await expect(page.getByRole('heading', { name: 'only-one', level: 1 })).toBeVisible()
  const script = await signIn(server.url)
  const { totalCount } = await script.data('DescribeCluster', {
    clusterName: 'only-one',
  })
  expect(totalCount).toBe(1)
})

test('restores the draft of a form after a reload and a new sign-in, without its password', async ({
  signedIn: page,
}) => {
  await page.goto('/clusters/new')
  await page.getByLabel('Name', { exact: true }).fill('half-done')
  await page.getByRole('button', { name: /^Next/ }).click()
  await page.getByLabel('VPC', { exact: true }).selectOption({ index: 1 })
  const draftSaved = page.waitForResponse(
    (answer) => answer.url().includes('/api/drafts/') && answer.request().method() === 'PUT',
  )
  await page.getByLabel('Container network', { exact: true }).fill('192.168.0.0/17')
  await draftSaved
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

test('adds a selected existing machine and reports its result', async ({ signedIn: page }) => {
  await page.getByRole('link', { name: 'shop-prod' }).click()
  await page.getByRole('button', { name: 'Add existing machines' }).click()
  await expect(page.getByText('permanently deletes all data on its system disk')).toBeVisible()
  const picker = page.getByRole('group', { name: 'Machines in the cluster’s VPC' })
  await expect(picker.getByText('already in a cluster').first()).toBeVisible()
  await picker.getByRole('checkbox', { disabled: false }).first().check()
  await page.getByRole('textbox', { name: 'Password' }).fill('hunter22+')
  await expectNoViolations(page, ['light', 'dark'])
  await page.getByRole('button', { name: 'Add machines' }).click()
  const dialog = page.getByRole('dialog', { name: /^Reinstall machine / })
  const [, name = ''] = /Reinstall machine (\S+)\?/.exec((await dialog.textContent()) ?? '') ?? []
  await expectNoViolations(page, ['light', 'dark'])
  await dialog.getByRole('textbox').fill(name)
  await dialog.getByRole('button', { name: 'Reinstall and add' }).click()
  await expect(page.getByText('1 machine is joining the cluster')).toBeVisible()
  await expectNoViolations(page, ['light', 'dark'])
})
