import { expectAccessible } from '../support/axe'
import { completeService, dialog, lastReceived, pathOf, press, test } from '../support/services'
import { expect, signInPage } from '../support/test'

test.describe.configure({ timeout: 180_000 })

test('editing one field of a service with every field set sends only that change', async ({
  page,
  recorded,
}) => {
  const { serviceRef, sent } = await completeService(recorded, 'whole-by-form')
  await signInPage(page, recorded.server.url)
  await page.goto(`${recorded.server.url}${pathOf(serviceRef)}/edit`)
  await expect(page.getByRole('heading', { name: 'Edit service whole-by-form' })).toBeVisible()
  await expect(page.getByText('Settings that can’t be read')).toBeHidden()
  await expectAccessible(page)

  await page.getByLabel('Description').focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('only this')
  await press(page, 'Review changes')
  const changes = dialog(page).getByRole('table', { name: 'Changes' })
  await expect(changes.getByRole('row')).toHaveCount(2)
  await expect(changes.getByText('serviceDesc')).toBeVisible()
  await dialog(page)
    .getByText(/API call/)
    .click()
  await expect(dialog(page).getByText(/containers.0.envs.0.value=••••/)).toBeVisible()
  await expect(dialog(page).getByText('hunter2')).toBeHidden()
  await expectAccessible(page)
  await press(page, 'Save changes', dialog(page))
  await expect(page.getByRole('heading', { name: 'whole-by-form', exact: true })).toBeVisible()
  expect(lastReceived(recorded, 'ModifyClusterService')).toEqual({
    ...sent,
    serviceDesc: 'only this',
  })

  await test.step('undo shows its own difference and reverts the change', async () => {
    await press(page, 'Undo')
    const undo = dialog(page)
    await expect(undo.getByRole('cell', { name: 'only this' })).toBeVisible()
    await press(page, 'Undo', undo)
    await expect(undo).toBeHidden()
    await expect.poll(() => lastReceived(recorded, 'ModifyClusterService')).toEqual(sent)
  })
})

test('editing as YAML stays in step with the form and reports errors by line', async ({
  page,
  recorded,
}) => {
  const { serviceRef, sent } = await completeService(recorded, 'whole-by-yaml-text')
  await signInPage(page, recorded.server.url)
  await page.goto(`${recorded.server.url}${pathOf(serviceRef)}/edit?yaml=1`)
  const editor = page.getByRole('textbox', { name: 'Settings as YAML' })
  const problems = page.getByRole('list', { name: 'YAML problems' })
  await expect(editor.getByText('replicas: 2')).toBeVisible()

  await editor.getByText('replicas: 2').click()
  await page.keyboard.press('End')
  await page.keyboard.type('x')
  await expect(problems.getByText(/Line \d+: replicas: Enter a/)).toBeVisible()
  await expect(page.getByText(/Fix the marked lines/)).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('4')
  await expect(problems.getByRole('listitem')).toHaveCount(0)
  await expect(page.getByLabel('Number of instances', { exact: true })).toHaveValue('4')

  await test.step('an entry in the form changes the text', async () => {
    await page.getByLabel('Description').fill('by both')
    await expect(editor.getByText('serviceDesc: by both')).toBeVisible()
  })

  await press(page, 'Review changes')
  await expect(dialog(page).getByText('number of instances changes')).toBeVisible()
  await press(page, 'Save changes', dialog(page))
  await expect(page.getByRole('heading', { name: 'whole-by-yaml-text', exact: true })).toBeVisible()
  expect(lastReceived(recorded, 'ModifyClusterService')).toEqual({
    ...sent,
    replicas: '4',
    serviceDesc: 'by both',
  })
})

test('a concurrent change is shown and resolved, never overwritten', async ({ page, recorded }) => {
  const { script, serviceRef, sent } = await completeService(recorded, 'both-edit-it')
  await signInPage(page, recorded.server.url)
  await page.goto(`${recorded.server.url}${pathOf(serviceRef)}/edit`)
  await page.getByLabel('Number of instances', { exact: true }).fill('3')
  await script.data('ModifyServiceReplicas', { ...serviceRef, scaleTo: 5 })
  await script.data('ModifyServiceDescription', { ...serviceRef, description: 'theirs' })
  await press(page, 'Review changes')
  await press(page, 'Save changes', dialog(page))
  await expect(dialog(page).getByText(/^Another user changed the service/)).toBeVisible()
  await expect(dialog(page).getByLabel('Other user’s value: theirs')).toBeChecked()
  await expectAccessible(page)
  await dialog(page).getByLabel('Your value: 3').check()
  await press(page, 'Save changes', dialog(page))
  await expect(page.getByRole('heading', { name: 'both-edit-it', exact: true })).toBeVisible()
  expect(lastReceived(recorded, 'ModifyClusterService')).toEqual({
    ...sent,
    replicas: '3',
    serviceDesc: 'theirs',
  })
})
