import { expectNoViolations } from '../support/axe'
import { expect, test } from '../support/test'

for (const [language, sessions, tokens] of [
  ['en', 'this session', 'Create access token'],
  ['zh-CN', '当前会话', '新建访问令牌'],
] as const) {
  test(`the pages of sessions and access tokens are accessible (${language})`, async ({
    signedIn: page,
  }) => {
    await page.goto(`/settings/sessions?lang=${language}`)
    await expect(page.getByText(sessions)).toBeVisible()
    await expectNoViolations(page, ['light', 'dark'])
    await page.goto('/settings/tokens')
    await page.getByRole('button', { name: tokens }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoViolations(page, ['light', 'dark'])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expectNoViolations(page, ['light', 'dark'])
  })
}
