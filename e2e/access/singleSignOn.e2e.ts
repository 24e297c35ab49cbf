import type { Page } from '@playwright/test'
import { freePort } from '../../server/test/network/freePort'
import { client, startProvider } from '../../server/test/proxy/identityProvider'
import { expectNoViolations } from '../support/axe'
import { type Server, startServer } from '../support/server'
import { expect, test } from '../support/test'

let server: Server
let provider: Awaited<ReturnType<typeof startProvider>>

test.beforeAll(async () => {
  const port = await freePort()
  const console = `http://127.0.0.1:${port}`
  // Another host, so that browsers treat the provider as another site.
  provider = await startProvider(
    { ada: ['admins'], bob: ['admins'] },
    { console, host: 'localhost' },
  )
  server = await startServer({
    env: {
      GANTRY_PORT: String(port),
      GANTRY_OIDC_ISSUER: provider.issuer.href.slice(0, -1),
      GANTRY_OIDC_CLIENT_ID: client.clientId,
      GANTRY_OIDC_CLIENT_SECRET: client.clientSecret,
      GANTRY_OIDC_SCOPE: 'openid profile groups',
      GANTRY_OIDC_ADMINS: 'admins',
      GANTRY_OIDC_DEFAULT_SCOPE: '{}',
    },
  })
})
test.afterAll(async () => {
  await server.stop()
  provider.close()
})

/** Fills in the provider's pages until they redirect to the console. */
async function authenticate(page: Page, user: string) {
  await page.locator('[name=login]').fill(user)
  await page.locator('[name=password]').fill('x')
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.origin === server.url || !url.pathname.endsWith('/login'))
  // The provider asks for consent at the first sign-in of a user.
  const consent = page.locator('[name=prompt][value=consent]')
  await expect(consent.or(page.locator('#root'))).toBeAttached()
  if (await consent.count()) await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.origin === server.url)
}

async function signIn(page: Page, user: string) {
  await page.goto(`${server.url}/login`)
  await page.getByRole('link', { name: 'Sign in with single sign-on' }).click()
  await authenticate(page, user)
  await expect(page.getByRole('button', { name: user })).toBeVisible()
}

/** Opens a link of the page in a new tab. */
async function openTab(page: Page, link: string): Promise<Page> {
  const opened = page.context().waitForEvent('page')
  await page.getByRole('dialog').getByRole('link', { name: link }).click()
  return opened
}

const ssoLink = 'Sign in with single sign-on'

test('a fresh sign-in in a new tab lets the first tab continue with its unsaved input', async ({
  page,
}) => {
  await signIn(page, 'ada')
  await page.goto(`${server.url}/settings/users`)
  await page.getByRole('button', { name: 'Add user' }).click()
  const name = `fresh-${Date.now()}`
  await page.getByLabel('User name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple 2')
  await page.getByRole('dialog').getByRole('button', { name: 'Add user' }).click()

  await test.step('a fresh sign-in as another user leaves the first tab unchanged', async () => {
    const tab = await openTab(page, ssoLink)
    await authenticate(tab, 'bob')
    await expect(tab.getByRole('alert')).toContainText('You signed in as bob')
    await expect(tab.getByRole('alert')).toContainText('signed in to Gantry as ada')
    await expectNoViolations(tab, ['light', 'dark'])
    await expect(page.getByText('Sign in as ada to continue.')).toBeVisible()
    await tab.close()
  })

  await test.step('a fresh sign-in as the same user repeats the pending action', async () => {
    const tab = await openTab(page, ssoLink)
    await authenticate(tab, 'ada')
    await expect(tab.getByRole('heading', { name: 'You’re signed in' })).toBeVisible()
    await expectNoViolations(tab, ['light', 'dark'])
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('cell', { name, exact: true })).toBeVisible()
    await tab.close()
  })
})

test('the dialog of an ended session offers single sign-on, and keeps the form', async ({
  page,
}) => {
  await signIn(page, 'ada')
  await page.goto(`${server.url}/services/new`)
  await page.getByLabel('Name', { exact: true }).fill('typed-name')
  await page.context().clearCookies({ name: /^gantry-(?!device)/ })
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible()
  expect(await page.content()).not.toContain('typed-name')
  await expect(page.getByLabel('Name', { exact: true })).toHaveCount(0)
  await expectNoViolations(page, ['light', 'dark'])
  const tab = await openTab(page, ssoLink)
  // ada still has a session at the provider, so the provider asks for nothing.
  await expect(tab.getByRole('heading', { name: 'You’re signed in' })).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('typed-name')
})

test('another user’s sign-in in another tab stops the first tab', async ({ page }) => {
  await signIn(page, 'ada')
  await page.goto(`${server.url}/services/new`)
  await page.getByLabel('Name', { exact: true }).fill('typed-name')
  const secondTab = await page.context().newPage()
  await secondTab.goto(`${server.url}/api/sso?again=1`)
  await authenticate(secondTab, 'bob')
  await expect(secondTab.getByRole('button', { name: 'bob' })).toBeVisible()

  const dialog = page.getByRole('dialog', { name: 'Another user has signed in' })
  await expect(dialog).toContainText('bob has signed in')
  await expect(dialog).toContainText('belongs to ada')
  await expectNoViolations(page, ['light', 'dark'])
  await expect(page.getByLabel('Name', { exact: true })).toHaveCount(0)

  await dialog.getByRole('button', { name: 'Sign in as ada' }).click()
  const tab = await openTab(page, ssoLink)
  await authenticate(tab, 'ada')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('typed-name')
  // The page in the second tab now belongs to another user than the session.
  await expect(secondTab.getByRole('dialog', { name: 'Another user has signed in' })).toBeVisible()
  await secondTab.getByRole('button', { name: 'Continue as ada' }).click()
  await expect(secondTab.getByRole('button', { name: 'ada' })).toBeVisible()
})

test('a sign-out in one tab removes the data from the others', async ({ page }) => {
  await signIn(page, 'ada')
  const secondTab = await page.context().newPage()
  await secondTab.goto(`${server.url}/clusters`)
  await expect(secondTab.getByRole('link', { name: 'shop-prod' })).toBeVisible()
  await page.getByRole('button', { name: 'ada' }).click()
  await page.getByText('Sign out').click()
  await expect(secondTab.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible()
  expect(await secondTab.content()).not.toContain('shop-prod')
})
