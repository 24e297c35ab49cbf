import fs from 'node:fs'
import path from 'node:path'
import { secretId, secretKey } from './support/server'
import { expect, test } from './support/test'

const filesBelow = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => path.join(one.parentPath, one.name))

test('keys are in no file of the application, in no answer and in no line of the log', async ({
  server,
  page,
}) => {
  const answers: Promise<string>[] = []
  page.on('response', (response) => {
    answers.push(
      response.body().then(
        (body) => `${JSON.stringify(response.headers())}${body.toString('utf8')}`,
        () => '',
      ),
    )
  })
  await page.goto('/login')
  await page.getByLabel('User').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('table').getByRole('link').first().click()
  await page
    .getByRole('navigation', { name: 'Parts of the cluster' })
    .getByRole('link', { name: 'Services' })
    .click()
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  for (const place of ['/api/contract', '/api/audit', '/api/users', '/metrics', '/readyz']) {
    answers.push(page.request.get(place).then((answer) => answer.text()))
  }

  const seen = [
    ...(await Promise.all(answers)),
    server.log(),
    ...filesBelow('dist/web').map((file) => fs.readFileSync(file, 'utf8')),
  ]
  expect(seen.length).toBeGreaterThan(20)
  // The key signs; the id is sent to the cloud only. Neither is anybody else's business.
  for (const text of seen) {
    expect(text).not.toContain(secretKey)
    expect(text).not.toContain(secretId)
  }
})
