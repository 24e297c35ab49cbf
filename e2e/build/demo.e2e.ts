import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { listen } from '../../server/node/http/server'
import { createStaticFiles } from '../../server/node/http/staticFiles'

const ended = async (child: ChildProcess) => (await once(child, 'exit'))[0]

test('the static demo signs in by itself, lists services and scales one without a server', async ({
  page,
}) => {
  const built = spawn(process.execPath, ['scripts/buildDemo.mjs'], { stdio: 'inherit' })
  expect(await ended(built)).toBe(0)
  const files = createStaticFiles(path.resolve('dist/demo'))
  const host = await listen(
    async (request) => files(request) ?? new Response(null, { status: 404 }),
    '127.0.0.1',
    0,
  )
  const url = `http://127.0.0.1:${host.port}`
  const requestedUrls: string[] = []
  page.on('request', (request) => requestedUrls.push(request.url()))

  await page.goto(`${url}/services`)
  await page.getByRole('link', { name: 'storefront' }).first().click()
  await page.getByRole('button', { name: 'Scale' }).click()
  await page.getByLabel('Instances').fill('7')
  await page.getByRole('dialog').getByRole('button', { name: 'Scale' }).click()
  await expect(page.getByText('of 7').first()).toBeVisible()

  await page.getByRole('button', { name: 'demo' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByLabel('User name').fill('demo')
  await page.getByLabel('Password', { exact: true }).fill('anything')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'demo' })).toBeVisible()

  expect(requestedUrls.filter((requested) => !requested.startsWith(url))).toEqual([])
  await host.close()
})
