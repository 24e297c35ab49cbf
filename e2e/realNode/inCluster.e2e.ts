import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { APIRequestContext, Page } from '@playwright/test'
import pg from 'pg'
import { parseAllDocuments, stringify } from 'yaml'
import * as z from 'zod/mini'
import { programs } from '../../server/test/kubernetes/components'
import { clientFor } from '../../server/test/kubernetes/controlPlane'
import { selfSigned } from '../../server/test/network/certificate'
import { consoleImage, importConsoleImage } from '../../server/test/realNode/consoleImage'
import { nodeAddress } from '../../server/test/realNode/namespace'
import type { RealNode } from '../../server/test/realNode/realNode'
import { apiPath, sign } from '../../server/wire/sign'
import { expect, test } from '../support/nodeConsole'
import { adminPassword } from '../support/server'
import { dialog } from '../support/services'

// The pods serve with a certificate that no authority has signed.
test.use({ ignoreHTTPSErrors: true })

const manifests = path.resolve(import.meta.dirname, '../../deploy/kubernetes')
const mountPath = '/database'

const urlOf = (host: string, schema: string) =>
  `postgres://postgres@${encodeURIComponent(host)}/test?options=-c%20search_path%3D${schema}`

async function query({ database }: RealNode, text: string) {
  const client = new pg.Client({ connectionString: urlOf(database, 'public') })
  await client.connect()
  await client.query(text)
  await client.end()
}

function kubectl({ controlPlane }: RealNode, args: readonly string[], input = '') {
  const options = [`--kubeconfig=${controlPlane.kubeconfig}`, ...args]
  return execFileSync(programs.kubectl ?? '', options, { input, encoding: 'utf8' })
}

const deployment = z.looseObject({
  kind: z.literal('Deployment'),
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        containers: z.array(
          z.looseObject({
            env: z.array(z.unknown()),
            volumeMounts: z.array(z.unknown()),
          }),
        ),
        volumes: z.array(z.unknown()),
      }),
    }),
  }),
})

/**
 * The manifest adapted to the test's node: the image, PostgreSQL through its socket, and the
 * address of the API server, because nothing forwards the address of the API server's Service.
 */
function adapted({ controlPlane, database }: RealNode): string {
  const file = fs.readFileSync(path.join(manifests, 'gantry.yaml'), 'utf8')
  const objects = parseAllDocuments(file).map((document) => {
    const { data: found } = z.safeParse(deployment, document.toJS())
    if (!found) return document.toJS()
    const pod = found.spec.template.spec
    const env = [
      { name: 'KUBERNETES_SERVICE_HOST', value: nodeAddress },
      { name: 'KUBERNETES_SERVICE_PORT', value: new URL(controlPlane.server).port },
    ]
    const volume = { name: 'database', hostPath: { path: database } }
    const containers = pod.containers.map((container) => ({
      ...container,
      image: consoleImage,
      env: [...container.env, ...env],
      volumeMounts: [...container.volumeMounts, { name: 'database', mountPath }],
    }))
    const spec = { ...pod, containers, volumes: [...pod.volumes, volume] }
    return { ...found, spec: { ...found.spec, template: { ...found.spec.template, spec } } }
  })
  return objects.map((object) => stringify(object)).join('---\n')
}

const secret = (name: string, stringData: Record<string, string>) =>
  stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'gantry' },
    stringData,
  })

const pods = z.object({
  items: z.array(
    z.object({
      status: z.object({
        podIP: z.optional(z.string()),
        conditions: z.array(z.object({ type: z.string(), status: z.string() })),
      }),
    }),
  ),
})

/** Addresses of the pods that are ready. */
async function readyPods(node: RealNode): Promise<string[]> {
  const { client, close } = clientFor(node.controlPlane)
  const { items } = z.parse(pods, await client.get('/api/v1/namespaces/gantry/pods'))
  await close()
  return items.flatMap(({ status: { podIP, conditions } }) =>
    podIP && conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
      ? `https://${podIP}:8443`
      : [],
  )
}

async function signInAt(page: Page, url: string) {
  await page.goto(url)
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const endpointKeys = {
  secretId: 'AKIDinClusterTestOnly',
  secretKey: 'inClusterTestOnlySecretKey',
}

/** The answer of a pod's CCS endpoint, as a client of the API gets it. */
async function clustersAt(request: APIRequestContext, pod: string): Promise<unknown> {
  const url = new URL(apiPath, pod.replace(':8443', ':8444'))
  const params = {
    Action: 'DescribeCluster',
    Region: 'gz',
    Timestamp: String(Math.floor(Date.now() / 1000)),
    Nonce: '1',
    SecretId: endpointKeys.secretId,
  }
  const { secretKey } = endpointKeys
  const Signature = await sign({ method: 'GET', host: url.host, params, secretKey })
  return (await request.get(url.href, { params: { ...params, Signature } })).json()
}

async function openNamespaces(page: Page) {
  await page.getByRole('link', { name: 'Clusters' }).first().click()
  await page.getByRole('link', { name: 'in-cluster' }).click()
  const sections = page.getByRole('navigation', { name: 'Cluster sections' })
  await sections.getByRole('link', { name: 'Namespaces' }).click()
  await expect(page.getByRole('link', { name: 'kube-system' })).toBeVisible()
}

test('two pods of the manifests serve one console: a change through one pod is visible through the other', async ({
  node,
  browser,
  request,
}) => {
  test.setTimeout(180_000)
  const hasPostgres = await query(node, 'select 1').then(
    () => true,
    () => false,
  )
  test.skip(!hasPostgres, 'to enable: run PostgreSQL on port 5432, without a password')
  const schema = `gantry_pods_${process.pid}_${Date.now()}`
  await query(node, `create schema ${schema}`)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-image-'))
  try {
    importConsoleImage(folder)
    kubectl(node, ['apply', '-f', path.join(manifests, 'rbac.yaml')])
    kubectl(node, ['apply', '-f', path.join(manifests, 'endpoint.yaml')])
    const { cert, key } = selfSigned('gantry.example.com')
    const keys = {
      'database-url': urlOf(mountPath, schema),
      'admin-password': adminPassword,
      'ccs-secret-id': endpointKeys.secretId,
      'ccs-secret-key': endpointKeys.secretKey,
    }
    const secrets = [
      secret('gantry', keys),
      secret('gantry-tls', { 'tls.crt': cert, 'tls.key': key }),
    ]
    kubectl(node, ['apply', '-f', '-'], [...secrets, adapted(node)].join('---\n'))
    await expect.poll(() => readyPods(node), { timeout: 60_000 }).toHaveLength(2)
    const [writer = '', reader = ''] = await readyPods(node)

    const [firstPage, secondPage] = [await browser.newPage(), await browser.newPage()]
    await signInAt(firstPage, writer)
    await openNamespaces(firstPage)
    await signInAt(secondPage, reader)
    await openNamespaces(secondPage)
    await firstPage.getByRole('button', { name: 'Create namespace' }).click()
    await dialog(firstPage).getByLabel('Name', { exact: true }).fill('from-a-pod')
    await dialog(firstPage).getByRole('button', { name: 'Create namespace', exact: true }).click()
    await expect(firstPage.getByRole('link', { name: 'from-a-pod' })).toBeVisible()
    await secondPage.getByRole('button', { name: 'Refresh' }).click()
    await expect(secondPage.getByRole('link', { name: 'from-a-pod' })).toBeVisible()
    for (const pod of [writer, reader]) {
      expect(await clustersAt(request, pod)).toMatchObject({
        code: 0,
        data: { clusters: [{ clusterName: 'in-cluster' }] },
      })
    }
  } finally {
    kubectl(node, ['delete', 'namespace', 'gantry', '--wait=false', '--ignore-not-found'])
    await query(node, `drop schema ${schema} cascade`)
    fs.rmSync(folder, { recursive: true })
  }
})
