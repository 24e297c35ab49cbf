import { expect, type Locator, type Page } from '@playwright/test'

/** More focusable elements than any page has. */
const maxStops = 250

const isFocused = (target: Locator) =>
  target.evaluate((element) => element === document.activeElement).catch(() => false)

/** Presses Tab until the target has the focus; fails if it never does. */
export async function walkTo(page: Page, target: Locator) {
  await target.first().waitFor({ timeout: 30_000 })
  for (let stop = 0; stop < maxStops; stop += 1) {
    if (await isFocused(target.first())) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target}`)
}

export async function press(page: Page, target: Locator, key = 'Enter') {
  await walkTo(page, target)
  await page.keyboard.press(key)
}

/** Types a text into a field in place of its value. */
export async function enter(page: Page, target: Locator, text: string) {
  await walkTo(page, target)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
  await expect(target.first()).toHaveValue(text)
}

/** Chooses the first non-empty option of a select, once it is loaded. */
export async function chooseFirst(page: Page, target: Locator) {
  await expect(target.locator('option').nth(1)).toBeAttached()
  await walkTo(page, target)
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(target).not.toHaveValue('', { timeout: 500 })
  }).toPass()
}

/** Opens a menu and chooses an entry with the arrow keys. */
export async function chooseFrom(page: Page, button: Locator, entry: string) {
  await press(page, button)
  const item = page.getByRole('menuitem', { name: entry })
  await item.waitFor()
  await expect(page.getByRole('menu').getByRole('menuitem').first()).toBeFocused()
  for (let stop = 0; stop < 20; stop += 1) {
    if (await isFocused(item)) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
}
