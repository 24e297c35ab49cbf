import type { Page } from '@playwright/test'
import { common as commonEnglish } from '../../src/i18n/en/common'
import { admin as english } from '../../src/i18n/en/console/admin'
import { rules as rulesEnglish } from '../../src/i18n/en/errors/rules'
import { common as commonChinese } from '../../src/i18n/zh-CN/common'
import { admin as chinese } from '../../src/i18n/zh-CN/console/admin'
import { rules as rulesChinese } from '../../src/i18n/zh-CN/errors/rules'
import { expectNoViolations } from '../support/axe'
import { chooseFrom, enter, press, walkTo } from '../support/keyboard'
import { expect, test } from '../support/test'

// Many pages are analysed, which takes minutes on two busy cores.
test.describe.configure({ timeout: 240_000 })

// Each page and dialog is analysed once per theme and once per language.
const looks = [
  ['en', 'light', english, commonEnglish, rulesEnglish],
  ['zh-CN', 'dark', chinese, commonChinese, rulesChinese],
] as const

const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const withName = (text: string, name: string) => text.replace('{{name}}', name)

/** Analyses an open dialog, closes it with Escape and expects the focus back on its opener. */
async function analyseAndClose(
  page: Page,
  opener: ReturnType<typeof button>,
  cleanDialog: () => unknown,
  discard?: string,
) {
  await expect(dialog(page)).toBeVisible()
  await cleanDialog()
  await page.keyboard.press('Escape')
  if (discard) await press(page, button(page, discard))
  await expect(dialog(page)).toBeHidden()
  await expect(opener).toBeFocused()
}

for (const [lang, theme, words, common, rules] of looks) {
  test(`users and read-only switches are accessible and work by keyboard alone (${lang}, ${theme} theme)`, async ({
    signedIn: page,
  }) => {
    const clean = () => expectNoViolations(page, [theme])
    const cleanDialog = () => expectNoViolations(page, [theme], '[role=dialog]')
    const field = (name: string) => dialog(page).getByLabel(name, { exact: true })
    const expectInvalid = async (name: string, fault: string, value: string) => {
      await expect(dialog(page).getByText(fault, { exact: true })).toBeVisible()
      await expect(field(name)).toHaveAttribute('aria-invalid', 'true')
      await expect(field(name)).toBeFocused()
      await expect(field(name)).toHaveValue(value)
      await expect(field(name)).toHaveAccessibleDescription(new RegExp(fault.slice(0, 8)))
    }
    const { users, switches } = words
    const user = `ada-${lang}`

    await page.goto(`/settings/users?lang=${lang}`)
    await expect(page.getByRole('table').getByText('admin', { exact: true })).toBeVisible()
    await clean()

    const addButton = button(page, users.add)
    await press(page, addButton)
    await expect(field(users.user)).toBeFocused()
    await cleanDialog()
    await enter(page, field(users.user), 'admin')
    await enter(page, field(users.password), 'short')
    await page.keyboard.press('Enter')
    await expectInvalid(users.password, rules.tooShort.replace('{{minimum}}', '8'), 'short')
    await expect(field(users.user)).toHaveValue('admin')
    await enter(page, field(users.password), 'long enough')
    await page.keyboard.press('Enter')
    await expectInvalid(users.user, rules.userExists, 'admin')
    await cleanDialog()
    await expect(field(users.password)).toHaveValue('long enough')
    await enter(page, field(users.user), user)
    await page.keyboard.press('Enter')
    await expect(dialog(page)).toBeHidden()
    await expect(addButton).toBeFocused()
    await expect(page.getByRole('table').getByText(user)).toBeVisible()

    const menu = (name: string) => button(page, withName(common.moreFor, name))
    await chooseFrom(page, menu('admin'), users.changeItem)
    await walkTo(page, field(users.role))
    await page.keyboard.press('ArrowUp')
    await press(page, dialog(page).getByRole('button', { name: common.save }))
    await expectInvalid(users.role, rules.lastAdmin, 'operator')
    await page.keyboard.press('ArrowDown')
    await expect(field(users.role)).toHaveValue('admin')
    await press(page, field(users.readOnly), 'Space')
    await enter(page, field(common.scope.namespaces), 'live')
    await page.keyboard.press('Enter')
    await expect(field(users.readOnly)).toHaveAttribute('aria-invalid', 'true')
    await expect(field(users.readOnly)).toBeFocused()
    await expect(field(common.scope.namespaces)).toHaveValue('live')
    await analyseAndClose(page, menu('admin'), cleanDialog, common.discard.submit)

    await chooseFrom(page, menu(user), users.signOut)
    await analyseAndClose(page, menu(user), cleanDialog)
    await chooseFrom(page, menu(user), users.remove)
    const typed = field(withName(common.form.typeName, user))
    await enter(page, typed, 'another name')
    await page.keyboard.press('Enter')
    await expect(typed).toHaveValue('another name')
    await cleanDialog()
    await enter(page, typed, user)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('table').getByText(user)).toBeHidden()

    await page.goto(`/settings/accounts`)
    await press(page, button(page, withName(words.accounts.checkOf, 'embedded')).first())
    await expect(page.getByText(words.accounts.answers).first()).toBeVisible()
    await clean()
    const closeButton = button(page, withName(switches.closeOf, 'embedded'))
    await press(page, closeButton)
    await analyseAndClose(page, closeButton, cleanDialog)
    await press(page, closeButton)
    await press(page, dialog(page).getByRole('button', { name: switches.close, exact: true }))
    const openButton = button(page, withName(switches.openOf, 'embedded'))
    await expect(openButton).toBeFocused()
    await press(page, openButton)
    await expect(dialog(page)).toBeVisible()
    await cleanDialog()
    await press(page, dialog(page).getByRole('button', { name: switches.open, exact: true }))
    await expect(closeButton).toBeVisible()
  })
}
