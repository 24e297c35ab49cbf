import { envelope } from '../../server/test/proxy/upstream'
import { expectAccessible } from '../support/axe'
import { dialog, press, scriptFor, test } from '../support/services'
import { expect, signInPage } from '../support/test'

test.describe.configure({ timeout: 180_000 })

test('a bulk redeployment of twenty services reports three failures and retries only those', async ({
  page,
  recorded,
}) => {
  const script = await scriptFor(recorded)
  const names = Array.from(
    { length: 20 },
    (_, index) => `many-${String(index + 1).padStart(2, '0')}`,
  )
  for (const serviceName of names) {
    await script.data('CreateClusterService', {
      clusterId: script.clusterId,
      namespace: 'default',
      serviceName,
      replicas: 0,
      accessType: 'None',
      containers: [{ containerName: 'one', image: 'nginx:1.25' }],
    })
  }
  const failing = new Set(['many-03', 'many-11', 'many-20'])
  recorded.refuse(({ params }) =>
    params.Action === 'RedeployClusterService' && failing.has(params.serviceName ?? '')
      ? envelope(5100, 'ServiceUpdating', '(100008)try again later')
      : undefined,
  )
  await signInPage(page, recorded.server.url)
  await page.goto(`${recorded.server.url}/clusters/${script.clusterId}/services?q=many-`)
  await expect(page.getByRole('link', { name: 'many-20' })).toBeVisible()
  await page.getByLabel('Select all').focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('20 selected')).toBeVisible()
  await press(page, 'Redeploy')
  await expectAccessible(page)
  await press(page, 'Redeploy', dialog(page))
  await expect(dialog(page).getByText('17 of 20 succeeded, 3 failed')).toBeVisible()
  const results = dialog(page).getByRole('table', { name: 'Results' })
  await expect(results.getByRole('row')).toHaveCount(20)
  for (const row of [0, 1, 2]) await expect(results.getByRole('row').nth(row)).toContainText(/5100/)
  await expectAccessible(page)
  recorded.refuse(undefined)
  const received = recorded.upstream.received.length
  await press(page, 'Retry 3 failed items', dialog(page))
  await expect(dialog(page).getByText('20 of 20 succeeded, 0 failed')).toBeVisible()
  const retried = recorded.upstream.received
    .slice(received)
    .filter(({ params }) => params.Action === 'RedeployClusterService')
  expect(retried.map(({ params }) => params.serviceName).toSorted()).toEqual([...failing])
})
