import type { Page } from '@playwright/test'
import { common as commonEnglish } from '../../src/i18n/en/common'
import { admin as english } from '../../src/i18n/en/console/admin'
import { common as commonChinese } from '../../src/i18n/zh-CN/common'
import { admin as chinese } from '../../src/i18n/zh-CN/console/admin'
import { expectNoViolations } from '../support/axe'
import { signIn } from '../support/script'
import { expect, test } from '../support/test'

const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }

/**
 * Expects no accessibility violation and no horizontal overflow at either width, in either theme.
 */
async function expectFit(page: Page) {
  for (const size of [narrow, wide]) {
    await page.setViewportSize(size)
    await expectNoViolations(page, ['light', 'dark'])
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect({ at: size.width, wider }).toEqual({ at: size.width, wider: 0 })
  }
}

for (const [lang, words, common] of [
  ['en', english, commonEnglish],
  ['zh-CN', chinese, commonChinese],
] as const) {
  test(`the audit log and one entry are accessible with entries, without entries and when loading fails (${lang})`, async ({
    signedIn: page,
    server,
  }) => {
    test.setTimeout(120_000)
    const ada = await signIn(server.url)
    const missingService = { clusterId: 'cls-nowhere0', serviceName: `web-${lang}` }
    await ada.call('PauseClusterService', missingService)
    await page.goto(`/audit?lang=${lang}`)
    await expect(page.getByRole('heading', { name: words.audit.title, level: 1 })).toBeVisible()
    const row = page.getByRole('row').filter({ hasText: missingService.serviceName }).first()
    await expect(row).toBeVisible()
    await expectFit(page)
    await row.getByRole('link').first().click()
    await page.waitForURL(/\/audit\/\w/)
    await expect(page.getByText(words.audit.requestId, { exact: true })).toBeVisible()
    await expectFit(page)
    await page.goto('/audit?user=unknown-user')
    await expect(page.getByText(common.table.noMatches)).toBeVisible()
    await expectFit(page)
    await page.route('**/api/audit?*', (route) => route.abort())
    await page.goto('/audit?user=another-user')
    await expect(page.getByText(words.audit.unreadable)).toBeVisible()
    await expectFit(page)
  })
}
