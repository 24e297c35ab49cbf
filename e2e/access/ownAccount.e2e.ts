import type { Page } from '@playwright/test'
import * as z from 'zod/mini'
import { readSession } from '../../src/contract/console/session'
import { common as commonEnglish } from '../../src/i18n/en/common'
import { admin as english } from '../../src/i18n/en/console/admin'
import { shell as shellEnglish } from '../../src/i18n/en/console/shell'
import { signIn as signInEnglish } from '../../src/i18n/en/console/signIn'
import { rules as rulesEnglish } from '../../src/i18n/en/errors/rules'
import { registry as registryEnglish } from '../../src/i18n/en/registry/registry'
import { services as servicesEnglish } from '../../src/i18n/en/services/services'
import { common as commonChinese } from '../../src/i18n/zh-CN/common'
import { admin as chinese } from '../../src/i18n/zh-CN/console/admin'
import { shell as shellChinese } from '../../src/i18n/zh-CN/console/shell'
import { signIn as signInChinese } from '../../src/i18n/zh-CN/console/signIn'
import { rules as rulesChinese } from '../../src/i18n/zh-CN/errors/rules'
import { registry as registryChinese } from '../../src/i18n/zh-CN/registry/registry'
import { services as servicesChinese } from '../../src/i18n/zh-CN/services/services'
import { expectNoViolations } from '../support/axe'
import { chooseFrom, enter, press, walkTo } from '../support/keyboard'
import { signIn } from '../support/script'
import { createdIn, pathOf } from '../support/services'
import { expect, test } from '../support/test'

const inEnglish = {
  admin: english,
  common: commonEnglish,
  registry: registryEnglish,
  rules: rulesEnglish,
  services: servicesEnglish,
  shell: shellEnglish,
  signInTexts: signInEnglish,
}
const inChinese = {
  admin: chinese,
  common: commonChinese,
  registry: registryChinese,
  rules: rulesChinese,
  services: servicesChinese,
  shell: shellChinese,
  signInTexts: signInChinese,
}

// Many pages are analysed, which takes minutes on two busy cores.
test.describe.configure({ timeout: 240_000 })

// Each page and dialog is analysed once per theme and once per language.
const looks = [
  ['en', 'light', inEnglish],
  ['zh-CN', 'dark', inChinese],
] as const

const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })

async function expectInvalid(page: Page, name: string, value: string) {
  await expect(field(page, name)).toHaveAttribute('aria-invalid', 'true')
  await expect(field(page, name)).toHaveValue(value)
}

/** Closes a dialog with Escape; `discard` is the button that confirms the loss of entered text. */
async function leave(page: Page, opener: ReturnType<typeof button>, discard?: string) {
  await page.keyboard.press('Escape')
  if (discard) await press(page, button(page, discard))
  await expect(dialog(page)).toBeHidden()
  await expect(opener).toBeFocused()
}

for (const [lang, theme, words] of looks) {
  const { admin, common, registry, rules, shell, signInTexts } = words

  test(`the user’s own account is accessible and works by keyboard alone (${lang}, ${theme} theme)`, async ({
    page,
    server,
  }) => {
    const clean = () => expectNoViolations(page, [theme])
    const cleanDialog = () => expectNoViolations(page, [theme], '[role=dialog]')
    const user = `olga-${lang}`
    const script = await signIn(server.url)
    await script.send('/api/users', { user, password: 'a good password', role: 'operator' })

    await page.goto(`/login?lang=${lang}`)
    const userField = field(page, signInTexts.user)
    const password = field(page, signInTexts.password)
    await expect(userField).toBeFocused()
    await expect(userField).toHaveAttribute('autocomplete', 'username')
    await expect(password).toHaveAttribute('autocomplete', 'current-password')
    await clean()
    await page.keyboard.press('Enter')
    await expectInvalid(page, signInTexts.user, '')
    await expectInvalid(page, signInTexts.password, '')
    await expect(userField).toBeFocused()
    await enter(page, userField, user)
    await enter(page, password, 'a bad guess')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toBeVisible()
    await expectInvalid(page, signInTexts.user, user)
    await expectInvalid(page, signInTexts.password, 'a bad guess')
    await expect(password).toBeFocused()
    await clean()
    const eye = button(page, common.showPassword)
    await press(page, eye, 'Space')
    await expect(eye).toHaveAttribute('aria-pressed', 'true')
    await expect(password).toHaveAttribute('type', 'text')
    await page.keyboard.press('Shift+Tab')
    await enter(page, password, 'a good password')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/overview/)

    await page.goto('/settings')
    await expect(page.getByRole('main').getByText(user)).toBeVisible()
    await clean()

    await page.goto('/settings/security')
    const currentPasswordField = field(page, admin.password.old)
    const newPasswordField = field(page, admin.password.new)
    await expect(currentPasswordField).toHaveAttribute('autocomplete', 'current-password')
    await expect(newPasswordField).toHaveAttribute('autocomplete', 'new-password')
    await enter(page, currentPasswordField, 'a bad guess')
    await enter(page, newPasswordField, 'short')
    await page.keyboard.press('Enter')
    await expectInvalid(page, admin.password.new, 'short')
    await expect(newPasswordField).toBeFocused()
    await enter(page, newPasswordField, 'another password')
    await page.keyboard.press('Enter')
    await expect(page.getByText(rules.wrongPassword)).toBeVisible()
    await expectInvalid(page, admin.password.old, 'a bad guess')
    await expect(currentPasswordField).toBeFocused()
    await expect(newPasswordField).toHaveValue('another password')
    await clean()
    await enter(page, currentPasswordField, 'a good password')
    await page.keyboard.press('Enter')
    await expect(page.getByText(admin.password.done)).toBeVisible()

    await page.goto('/registry')
    const changeButton = button(page, registry.password.action)
    await press(page, changeButton)
    await expect(field(page, registry.password.label)).toBeFocused()
    await enter(page, field(page, registry.password.label), 'hunter22+')
    await enter(page, field(page, registry.password.again), 'hunter23+')
    await page.keyboard.press('Enter')
    await expectInvalid(page, registry.password.again, 'hunter23+')
    await cleanDialog()
    await leave(page, changeButton, common.discard.submit)

    await page.goto('/settings/security')
    const everywhere = button(page, admin.everywhere.submit)
    await press(page, everywhere)
    await expect(dialog(page)).toBeVisible()
    await cleanDialog()
    await leave(page, everywhere)
    await page.route('**/api/accounts', (route) =>
      route.fulfill({ status: 401, json: { error: { code: 401, codeDesc: 'SignInRequired' } } }),
    )
    await press(page, page.getByRole('link', { name: shell.settings.accounts, exact: true }))
    await expect(dialog(page).getByLabel(signInTexts.password, { exact: true })).toBeFocused()
    await cleanDialog()
    await page.unroute('**/api/accounts')
    await page.keyboard.type('another password')
    await page.keyboard.press('Enter')
    await expect(dialog(page)).toBeHidden()
    await page.goto('/settings/security')
    await press(page, everywhere)
    await press(page, dialog(page).getByRole('button', { name: admin.everywhere.submit }))
    await expect(page.getByRole('heading', { name: signInTexts.title })).toBeVisible()
  })
}

test('a deletion in a production account requires the typed name', async ({
  signedIn: page,
  server,
}) => {
  const { common, services, shell } = inChinese
  const name = 'deleted'
  const { serviceRef } = await createdIn(server.url, name)
  await page.route('**/api/session', async (route) => {
    const answer = await route.fetch()
    const { data } = z.parse(z.object({ data: readSession.response }), await answer.json())
    const accounts = data.accounts.map((account) => ({ ...account, production: true }))
    await route.fulfill({ response: answer, json: { data: { ...data, accounts } } })
  })
  await page.goto(`${pathOf(serviceRef)}?lang=zh-CN`)
  await expect(page.getByRole('banner').getByText(shell.production)).toBeVisible()
  const moreButton = button(page, common.more).first()
  await chooseFrom(page, moreButton, services.delete.action)
  const typed = field(page, common.form.typeName.replace('{{name}}', name))
  await expect(typed).toBeFocused()
  await expectNoViolations(page, ['light', 'dark'], '[role=dialog]')
  await page.keyboard.type('web')
  await page.keyboard.press('Enter')
  await expect(typed).toHaveValue('web')
  await leave(page, moreButton)
  await chooseFrom(page, moreButton, services.delete.action)
  await walkTo(page, typed)
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/services(\?|$)/)
})
