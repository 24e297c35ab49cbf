import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { administer, adminTokenOf } from '../support/administer'
import { knownKeys, startCloudAlone } from '../support/cloudAlone'

const runFile = promisify(execFile)

/** The example in the output, complete. */
const exampleIn = (output: string) => /^node <<'END'\n.*?^END$/ms.exec(output)?.[0] ?? ''

/** Runs a text as if it were pasted into a shell in this folder. */
const paste = (text: string, env = {}) =>
  runFile('sh', ['-c', text], { env: { PATH: process.env.PATH, ...env } })

test('the printed example works when pasted into a shell', async () => {
  const cloud = await startCloudAlone()
  const example = exampleIn(cloud.output())
  const keys = fs.readFileSync(path.join(cloud.data, 'cloud-keys.json'), 'utf8')
  expect(cloud.output()).not.toContain(JSON.parse(keys).secretKey)
  const { stdout } = await paste(example)
  expect(JSON.parse(stdout)).toMatchObject({
    code: 0,
    data: {
      clusters: expect.arrayContaining([expect.objectContaining({ clusterName: 'shop-prod' })]),
    },
  })
  await cloud.stop()
})

test('the printed example works with keys from the environment', async () => {
  const cloud = await startCloudAlone({ env: knownKeys })
  const { stdout } = await paste(exampleIn(cloud.output()), knownKeys)
  expect(JSON.parse(stdout)).toMatchObject({ code: 0 })
  await cloud.stop()
})

test('the administration has its own port, and its changes survive kill -9', async () => {
  const cloud = await startCloudAlone()
  const page = await (await fetch(`${cloud.admin}/`)).text()
  expect(page).toContain(`curl ${cloud.admin}/nodes/fail`)
  expect(page).not.toContain(adminTokenOf(cloud))
  expect(fs.statSync(path.join(cloud.data, 'cloud-admin-token')).mode & 0o077).toBe(0)
  expect((await fetch(`${cloud.admin}/v2/index.php`)).status).toBe(401)
  expect((await fetch(cloud.url.replace('/v2/index.php', '/world'))).status).toBe(404)

  const { clusters } = (await administer(cloud, '/world')).says
  const { clusterId } = clusters.find(
    (cluster: { clusterName: string }) => cluster.clusterName === 'shop-prod',
  )
  const { nodes } = (await administer(cloud, `/world/${clusterId}`)).says
  const { instanceId } = nodes[0]
  const answers = [
    await administer(cloud, '/nodes/fail', { instanceId, reason: 'OutOfDisk' }),
    await administer(cloud, '/clock', { seconds: 86_400 }),
  ]
  expect(answers.map((item) => item.status)).toEqual([200, 200])
  await cloud.kill()

  const restarted = await startCloudAlone({ data: cloud.data })
  expect((await administer(restarted, '/world')).says).toMatchObject({ secondsAhead: 86_400 })
  const clusterAfter = (await administer(restarted, `/world/${clusterId}`)).says
  expect(
    clusterAfter.nodes.find((node: { instanceId: string }) => node.instanceId === instanceId),
  ).toMatchObject({ isNormal: false, abnormalReason: 'OutOfDisk' })
  const { stdout } = await paste(exampleIn(restarted.output()))
  expect(JSON.parse(stdout)).toMatchObject({ code: 0 })
  await restarted.stop()
})

test('the administration can be disabled', async () => {
  const cloud = await startCloudAlone({ env: { GANTRY_CLOUD_ADMIN_PORT: '0' } })
  expect(cloud.output()).not.toContain('Admin')
  expect(fs.existsSync(path.join(cloud.data, 'cloud-admin-token'))).toBe(false)
  await cloud.stop()
})
