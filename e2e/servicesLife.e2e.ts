import { createdIn, dialog, header, pathOf, press, test } from './support/services'
import { expect, expectAccessible } from './support/test'

// Two busy cores take their time over so many pages.
test.describe.configure({ timeout: 180_000 })

test('a rollout is watched, paused, resumed and rolled back', async ({
  signedIn: page,
  server,
}) => {
  const { place } = await createdIn(server.url, 'watched')
  await page.goto(pathOf(place))
  await expect(header(page).getByText('Normal')).toBeVisible({ timeout: 40_000 })
  await press(page, 'Change image')
  await dialog(page).getByLabel('Image of web').fill('nginx:1.27-slow')
  await press(page, 'Change image', dialog(page))
  const rollout = page.getByRole('region', { name: 'Update under way' })
  await expect(rollout.getByText('Instances are being replaced')).toBeVisible({ timeout: 40_000 })
  await expect(rollout.getByRole('progressbar')).toBeVisible()
  await expect(rollout.getByRole('heading', { name: /Old instances \([1-3]\)/ })).toBeVisible()
  await expect(rollout.getByText('nginx:1.27-slow').first()).toBeVisible()
  await press(page, 'Pause', rollout)
  await expect(rollout.getByText(/Paused: nothing is replaced/)).toBeVisible()
  await expectAccessible(page)
  await press(page, 'Resume', rollout)
  await expect(rollout.getByText('Instances are being replaced')).toBeVisible()
  await press(page, 'Roll back', rollout)
  await press(page, 'Roll back', dialog(page))
  const ended = page.getByRole('status', { name: 'The update has ended' })
  await expect(ended.getByText(/It took \d+ s/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('nginx:1.25').first()).toBeVisible()
})

test('settings from five changes ago are restored after a look at the difference', async ({
  signedIn: page,
  server,
}) => {
  const { script, place } = await createdIn(server.url, 'remembered')
  for (const scaleTo of [1, 2, 1, 2])
    await script.data('ModifyServiceReplicas', { ...place, scaleTo })
  await script.data('ModifyClusterServiceImage', { ...place, image: 'nginx:1.27' })
  await page.goto(`${pathOf(place)}/history`)
  const revisions = page.getByRole('table', { name: 'Revisions', exact: true })
  await expect(revisions.getByRole('row')).toHaveCount(7)
  await expect(page.getByRole('region', { name: 'Compare two revisions' })).toBeVisible()
  await expectAccessible(page)
  await press(page, 'Restore', revisions.getByRole('row').nth(6))
  const changes = dialog(page).getByRole('table', { name: 'What changes' })
  await expect(changes.getByRole('row')).toHaveCount(3)
  await expect(changes.getByText('another image')).toBeVisible()
  await expectAccessible(page)
  await press(page, 'Restore', dialog(page))
  await expect(dialog(page)).toBeHidden()
  await expect(revisions.getByRole('row')).toHaveCount(8)
  const { service } = await script.data<{
    service: { desiredReplicas: number; containers: { image: string }[] }
  }>('DescribeClusterServiceInfo', place)
  expect(service).toMatchObject({ desiredReplicas: 3, containers: [{ image: 'nginx:1.25' }] })
  await page.getByRole('button', { name: 'Time line' }).click()
  await expect(
    page.getByRole('list', { name: 'Time line' }).getByText('Revision').first(),
  ).toBeVisible()
  await expectAccessible(page)
})

test('instances are rebuilt with a result each, and their logs are read', async ({
  signedIn: page,
  server,
}) => {
  const { place } = await createdIn(server.url, 'nursed')
  await page.goto(`${pathOf(place)}/instances`)
  const table = page.getByRole('table', { name: 'Instances' })
  await expect(table.getByText('Running')).toHaveCount(3, { timeout: 40_000 })
  await page.getByLabel('Select all').check()
  await press(page, 'Rebuild selected')
  await expectAccessible(page)
  await press(page, 'Rebuild', dialog(page))
  await expect(dialog(page).getByText('3 of 3 done, 0 failed.')).toBeVisible()
  await press(page, 'Close', dialog(page).locator('form, div').last())
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  await expect(table.getByText('Running')).toHaveCount(3, { timeout: 40_000 })
  await press(page, /^Logs of/, table.getByRole('row').nth(1))
  await expect(dialog(page).getByRole('log')).toBeVisible()
  await dialog(page).getByLabel('Search in the lines').fill('GET')
  await expect(dialog(page).locator('mark').first()).toBeVisible()
  await expectAccessible(page)
})
