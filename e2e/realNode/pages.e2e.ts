import { workload } from '../../server/test/realNode/containerd'
import { expectAccessible } from '../support/axe'
import { create, expect, test, unreachableImage } from '../support/nodeConsole'
import { dialog, header, press } from '../support/services'

test('an operator creates a service, follows its log, and rolls back an update that is stuck', async ({
  console,
  signedIn: page,
}) => {
  const name = 'web'
  const sections = page.getByRole('navigation', { name: 'Service sections' })
  const instances = page.getByRole('table', { name: 'Instances' })

  await test.step('create', async () => {
    await page.goto(console.pathOf('/services/new', { namespace: console.namespace }))
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('Image', { exact: true }).fill(workload)
    await page.getByLabel('Number of instances', { exact: true }).fill('2')
    await page.getByText('Process', { exact: true }).click()
    for (const [index, argument] of ['-log-every', '500ms'].entries()) {
      await page.getByRole('button', { name: 'Add argument' }).click()
      await page.getByLabel(`Argument ${index + 1}`, { exact: true }).fill(argument)
    }
    await page.getByLabel('None', { exact: true }).check()
    await page.getByRole('button', { name: 'Create service' }).click()
    await dialog(page).getByRole('button', { name: 'Create service' }).click()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    await expect(header(page).getByText('Normal')).toBeVisible()
    await expect(page.getByText('2 of 2')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('follow the log', async () => {
    await sections.getByRole('link', { name: 'Instances' }).click()
    await expect(instances.getByText('Running')).toHaveCount(2)
    await press(page, /^Logs of/, instances.getByRole('row').nth(1))
    const log = dialog(page).getByRole('log')
    await expect(log.getByText('serving on port 8080')).toBeVisible()
    const lineCount = await log.getByText(/^line \d+$/).count()
    await expect.poll(() => log.getByText(/^line \d+$/).count()).toBeGreaterThan(lineCount)
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toBeHidden()
  })

  await test.step('an update to an image that cannot be pulled is stuck', async () => {
    await press(page, 'Change image', header(page))
    await dialog(page).getByLabel('Image of web').fill(unreachableImage)
    await press(page, 'Change image', dialog(page))
    await expect(header(page).getByText('Abnormal')).toBeVisible()
    await expect(instances.getByText('image pull failed', { exact: true })).toBeVisible()
    await expect(instances.getByText('Running')).toHaveCount(1)
    await expectAccessible(page)
  })

  await test.step('roll back', async () => {
    await press(page, 'More actions', header(page))
    await page.getByRole('menuitem', { name: 'Roll back' }).click()
    await press(page, 'Roll back', dialog(page))
    await expect(header(page).getByText('Normal')).toBeVisible()
    await expect(instances.getByText('Running')).toHaveCount(2)
  })
})

test('the page of a service that crashes shows the reason and the last line of its log', async ({
  console,
  signedIn: page,
}) => {
  test.setTimeout(150_000)
  const args = ['-crash-after', '1s', '-exit-code', '3', '-last-words', 'no configuration']
  await create(console, 'crashing', { arguments: args })
  await page.goto(console.pageOf('crashing', 'instances'))
  // A page that shows a running instance reads it again after half a minute.
  await expect(header(page).getByText('Abnormal')).toBeVisible({ timeout: 80_000 })
  const instances = page.getByRole('table', { name: 'Instances' })
  await expect(instances.getByText('container crashed', { exact: true })).toBeVisible()
  await press(page, /^Logs of/, instances.getByRole('row').nth(1))
  await expect(dialog(page).getByRole('log').getByText('no configuration')).toBeVisible()
})
