import type { Page } from '@playwright/test'
import { envelope } from '../server/test/upstream'
import { type Recorded, startRecorded } from './support/recorder'
import { signIn } from './support/script'
import { adminPassword } from './support/server'
import { test as base, expect, expectAccessible } from './support/test'

const test = base.extend<object, { recorded: Recorded }>({
  recorded: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const recorded = await startRecorded()
      await use(recorded)
      await recorded.stop()
    },
    { scope: 'worker' },
  ],
})

// Two busy cores take their time over so many pages.
test.describe.configure({ timeout: 180_000 })

const dialog = (page: Page) => page.getByRole('dialog')
const header = (page: Page) => page.getByRole('main').locator('header')

/** Presses a button as one does without a mouse. */
async function press(page: Page, name: string | RegExp, within = page.locator('body')) {
  await within.getByRole('button', { name, exact: typeof name === 'string' }).focus()
  await page.keyboard.press('Enter')
}

async function enter(page: Page, url: string) {
  await page.goto(`${url}/login`)
  await page.getByLabel('User').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/clusters/)
}

/** Everything that can be set, each with a value that no default has. */
const everything = (place: object) => ({
  ...place,
  serviceDesc: '@a shop & more',
  replicas: 2,
  accessType: 'LoadBalancer',
  portMappings: [
    { lbPort: 80, containerPort: 8080, nodePort: 30080, protocol: 'TCP' },
    { lbPort: 443, containerPort: 8443, protocol: 'TCP' },
  ],
  volumes: [
    { name: 'logs', volumeType: 'hostPath', hostPath: '/var/log' },
    { name: 'scratch', volumeType: 'hostPath' },
    { name: 'share', volumeType: 'nfsDisk', nfsPath: '10.0.0.9:/data' },
    {
      name: 'conf',
      volumeType: 'configMap',
      configId: 'cfg-1',
      configVersion: 'v1',
      configKeys: ['a.conf', 'b.conf'],
    },
  ],
  containers: [
    {
      containerName: 'web',
      image: 'nginx:1.25',
      envs: [
        { name: 'SECRET_KEY', value: 'hunter2&x=1' },
        { name: 'EMPTY', value: '' },
      ],
      volumeMounts: [
        { volumeName: 'logs', mountPath: '/logs', mode: 'rw' },
        { volumeName: 'conf', mountPath: '/etc/web', mode: 'ro' },
      ],
      healthCheck: [
        { type: 'readyCheck', checkMethod: 'methodCmd', cmd: 'true', delayTime: 4 },
        {
          type: 'liveCheck',
          checkMethod: 'methodHttp',
          port: 8080,
          protocol: 'HTTPS',
          path: '/ok',
          healthNum: 1,
          unhealthNum: 5,
          intervalTime: 7,
          timeOut: 6,
          delayTime: 5,
        },
      ],
      cpu: 200,
      cpuLimits: 400,
      memory: 64,
      memoryLimits: 128,
      command: 'nginx',
      arguments: ['-g', 'daemon off;'],
      privileged: true,
      workingDir: '/srv',
    },
    { containerName: 'agent', image: 'busybox:1.27', privileged: false },
  ],
  nodeAffinity: [{ key: 'disk', operator: 'NotIn', values: ['hdd', 'tape'] }],
  podAffinity: [{ key: 'lonely', operator: 'DoesNotExist' }],
  strategy: 'Recreate',
  minReadySeconds: 9,
})

const ownNames =
  /^(Action|Nonce|Timestamp|Signature|SignatureMethod|SecretId|Region|RequestClient)$/

/** The parameters of the last call of an action that arrived, without those of every call. */
function lastHeard({ upstream }: Recorded, action: string): Record<string, string> {
  const heard = upstream.heard.findLast(({ params }) => params.Action === action)
  return Object.fromEntries(
    Object.entries(heard?.params ?? {}).filter(([name]) => !ownNames.test(name)),
  )
}

async function scriptFor({ server }: Recorded) {
  const script = await signIn(server.url, 'admin', adminPassword, 'recorded')
  const { clusters } = await script.data<{
    clusters: { clusterId: string; clusterName: string }[]
  }>('DescribeCluster', { limit: 100 })
  const clusterId = clusters.find((one) => one.clusterName === 'shop-staging')?.clusterId ?? ''
  return { ...script, clusterId }
}

/** A service with every setting, and what was sent to make it so. */
async function wholeService(recorded: Recorded, serviceName: string) {
  const script = await scriptFor(recorded)
  const place = { clusterId: script.clusterId, namespace: 'default', serviceName }
  const { strategy: _, minReadySeconds: __, ...created } = everything(place)
  // Node ports are one service's alone.
  const nodePort = 30000 + ((serviceName.length * 13) % 2000)
  const portMappings = [
    { lbPort: 80, containerPort: 8080, nodePort, protocol: 'TCP' },
    ...created.portMappings.slice(1),
  ]
  await script.data('CreateClusterService', { ...created, portMappings })
  await script.data('ModifyClusterService', { ...everything(place), portMappings })
  return { script, place, sent: lastHeard(recorded, 'ModifyClusterService') }
}

const pathOf = ({ clusterId, namespace, serviceName }: Record<string, string>) =>
  `/clusters/${clusterId}/services/${namespace}/${serviceName}`

test('a service with every field set is edited in one field: nothing else changes on the wire', async ({
  page,
  recorded,
}) => {
  const { place, sent } = await wholeService(recorded, 'whole-by-form')
  await enter(page, recorded.server.url)
  await page.goto(`${recorded.server.url}${pathOf(place)}/edit`)
  await expect(page.getByRole('heading', { name: 'Edit whole-by-form' })).toBeVisible()
  await expect(page.getByText('Not readable from the cloud')).toBeHidden()
  await expectAccessible(page)

  await page.getByLabel('Description').focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('only this')
  await press(page, 'Review changes')
  const changes = dialog(page).getByRole('table', { name: 'What changes' })
  await expect(changes.getByRole('row')).toHaveCount(2)
  await expect(changes.getByText('serviceDesc')).toBeVisible()
  await dialog(page)
    .getByText(/The exact call/)
    .click()
  await expect(dialog(page).getByText(/containers.0.envs.0.value=••••/)).toBeVisible()
  await expect(dialog(page).getByText('hunter2')).toBeHidden()
  await expectAccessible(page)
  await press(page, 'Save', dialog(page))
  await expect(page.getByRole('heading', { name: 'whole-by-form', exact: true })).toBeVisible()
  expect(lastHeard(recorded, 'ModifyClusterService')).toEqual({ ...sent, serviceDesc: 'only this' })

  await test.step('the change is taken back, with its own difference', async () => {
    await press(page, 'Undo')
    const undo = dialog(page)
    await expect(undo.getByRole('cell', { name: 'only this' })).toBeVisible()
    await press(page, 'Undo it', undo)
    await expect(undo).toBeHidden()
    await expect.poll(() => lastHeard(recorded, 'ModifyClusterService')).toEqual(sent)
  })
})

test('the same through YAML, in step with the form, with errors at the line', async ({
  page,
  recorded,
}) => {
  const { place, sent } = await wholeService(recorded, 'whole-by-yaml-text')
  await enter(page, recorded.server.url)
  await page.goto(`${recorded.server.url}${pathOf(place)}/edit?yaml=1`)
  const editor = page.getByRole('textbox', { name: 'Settings as YAML' })
  const problems = page.getByRole('list', { name: 'What is wrong with the text' })
  await expect(editor.getByText('replicas: 2')).toBeVisible()

  await editor.getByText('replicas: 2').click()
  await page.keyboard.press('End')
  await page.keyboard.type('x')
  await expect(problems.getByText(/Line \d+: replicas must be a/)).toBeVisible()
  await expect(page.getByText(/The form stands still/)).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('4')
  await expect(problems.getByRole('listitem')).toHaveCount(0)
  await expect(page.getByLabel('Instances', { exact: true })).toHaveValue('4')

  await test.step('what is entered in the form is in the text', async () => {
    await page.getByLabel('Description').fill('by both')
    await expect(editor.getByText('serviceDesc: by both')).toBeVisible()
  })

  await press(page, 'Review changes')
  await expect(dialog(page).getByText('another number of instances')).toBeVisible()
  await press(page, 'Save', dialog(page))
  await expect(page.getByRole('heading', { name: 'whole-by-yaml-text', exact: true })).toBeVisible()
  expect(lastHeard(recorded, 'ModifyClusterService')).toEqual({
    ...sent,
    replicas: '4',
    serviceDesc: 'by both',
  })
})

test('what others change meanwhile is shown and resolved, never overwritten', async ({
  page,
  recorded,
}) => {
  const { script, place, sent } = await wholeService(recorded, 'both-edit-it')
  await enter(page, recorded.server.url)
  await page.goto(`${recorded.server.url}${pathOf(place)}/edit`)
  await page.getByLabel('Instances', { exact: true }).fill('3')
  await script.data('ModifyServiceReplicas', { ...place, scaleTo: 5 })
  await script.data('ModifyServiceDescription', { ...place, description: 'theirs' })
  await press(page, 'Review changes')
  await press(page, 'Save', dialog(page))
  await expect(dialog(page).getByText(/You and somebody else changed/)).toBeVisible({
    timeout: 40_000,
  })
  await expect(dialog(page).getByText('Taken over from somebody else')).toBeVisible()
  await expectAccessible(page)
  await dialog(page).getByLabel('Mine: 3').check()
  await press(page, 'Save', dialog(page))
  await expect(page.getByRole('heading', { name: 'both-edit-it', exact: true })).toBeVisible()
  expect(lastHeard(recorded, 'ModifyClusterService')).toEqual({
    ...sent,
    replicas: '3',
    serviceDesc: 'theirs',
  })
})

test('twenty services are redeployed at once, three fail and are tried again', async ({
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
  await enter(page, recorded.server.url)
  await page.goto(`${recorded.server.url}/clusters/${script.clusterId}/services?q=many-`)
  await expect(page.getByRole('link', { name: 'many-20' })).toBeVisible()
  await page.getByLabel('Select all').focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('20 selected')).toBeVisible()
  await press(page, 'Redeploy')
  await expectAccessible(page)
  await press(page, 'Redeploy', dialog(page))
  await expect(dialog(page).getByText('17 of 20 done, 3 failed.')).toBeVisible()
  const results = dialog(page).getByRole('table', { name: 'Results' })
  await expect(results.getByRole('row')).toHaveCount(20)
  for (const row of [0, 1, 2]) await expect(results.getByRole('row').nth(row)).toContainText(/5100/)
  await expectAccessible(page)
  recorded.refuse(undefined)
  const heard = recorded.upstream.heard.length
  await press(page, 'Try the 3 that failed again', dialog(page))
  await expect(dialog(page).getByText('20 of 20 done, 0 failed.')).toBeVisible()
  const again = recorded.upstream.heard
    .slice(heard)
    .filter(({ params }) => params.Action === 'RedeployClusterService')
  expect(again.map(({ params }) => params.serviceName).toSorted()).toEqual([...failing])
})

const inStaging = async (url: string) => {
  const script = await signIn(url)
  const { clusters } = await script.data<{
    clusters: { clusterId: string; clusterName: string }[]
  }>('DescribeCluster', { limit: 100 })
  const clusterId = clusters.find((one) => one.clusterName === 'shop-staging')?.clusterId ?? ''
  return { script, clusterId }
}

async function createdIn(url: string, serviceName: string, more: object = {}) {
  const { script, clusterId } = await inStaging(url)
  const place = { clusterId, namespace: 'default', serviceName }
  await script.data('CreateClusterService', {
    ...place,
    replicas: 3,
    accessType: 'None',
    containers: [{ containerName: 'web', image: 'nginx:1.25' }],
    ...more,
  })
  return { script, place }
}

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

test('everything about a service is accessible in Chinese, in the dark and on a phone', async ({
  signedIn: page,
  server,
}) => {
  const { script, place } = await createdIn(server.url, 'chinese')
  await script.data('ModifyServiceReplicas', { ...place, scaleTo: 2 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/clusters?lang=zh-CN')
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    for (const [tab, words] of [
      ['/edit?yaml=1', '编辑 chinese'],
      ['/config?as=kubernetes', 'kind: Deployment'],
      ['/history', '比较两个版本'],
      ['/history?view=timeline', '修订|版本'],
      ['/events', '云端只提供最近一小时的事件'],
      ['/instances', '销毁重建'],
    ] as const) {
      await page.goto(`${pathOf(place)}${tab}`)
      await expect(page.getByText(new RegExp(words)).first()).toBeVisible()
      await expectAccessible(page)
    }
    await page.goto('/services?regions=all')
    await expect(page.getByRole('link', { name: 'invoice-worker' })).toBeVisible()
    await expectAccessible(page)
    await page.goto(`/clusters/${place.clusterId}/instances`)
    await expect(page.getByText(/^chinese-/).first()).toBeVisible()
    await expectAccessible(page)
  }
})
