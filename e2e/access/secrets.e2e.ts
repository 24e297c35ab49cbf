import fs from 'node:fs'
import path from 'node:path'
import { expectNoKeys, textOf } from '../support/keys'
import { adminPassword } from '../support/server'
import { expect, secretHeader, test } from '../support/test'

const filesBelow = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))

test('no file of the application, response or log line contains a key', async ({
  server,
  page,
}) => {
  const answers: Promise<string>[] = []
  page.on('response', (response) => answers.push(textOf(response)))
  await page.goto('/login')
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('table').getByRole('link').first().click()
  await page
    .getByRole('navigation', { name: 'Cluster sections' })
    .getByRole('link', { name: 'Services' })
    .click()
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const headers = await secretHeader(page)
  for (const place of ['/api/contract', '/api/audit', '/api/users', '/metrics', '/readyz']) {
    answers.push(page.request.get(place, { headers }).then((answer) => answer.text()))
  }

  const searchedTexts = [
    ...(await Promise.all(answers)),
    server.log(),
    ...filesBelow('dist/web').map((file) => fs.readFileSync(file, 'utf8')),
  ]
  // Proves that the search covers headers with the cookie and bodies with the pages' data.
  for (const known of [/gantry[\w-]*=[\w-]{40,}/, 'shop-prod', 'SignIn', 'createElement']) {
    expect(searchedTexts.filter((text) => text.match(known)).length, String(known)).toBeGreaterThan(
      0,
    )
  }
  for (const text of searchedTexts) expectNoKeys(text)
})
