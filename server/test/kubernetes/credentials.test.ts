import fs from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, inject, it, vi } from 'vitest'
import { closeAll, folder, scriptOf, startAndOpen } from '../proxy/startedConsole'
import { eventually, isPlaneMissing, needsPlane } from './testCluster'

afterEach(closeAll)
afterEach(() => vi.restoreAllMocks())

/** All bytes of the files below a folder. */
const contentOf = (data: string): string =>
  fs
    .readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

const clusterOf = (name: string, server = inject('controlPlane')?.server) => ({
  name,
  cluster: {
    server,
    'certificate-authority-data': Buffer.from(inject('controlPlane')?.ca ?? '').toString('base64'),
  },
})
const contextOf = (name: string, user: string) => ({ name, context: { cluster: name, user } })

/** A console whose kubeconfig and token file a test rewrites. */
async function openConsole(user: object, token = inject('controlPlane')?.token ?? '') {
  const [data, secrets] = [folder(), folder()]
  const kubeconfig = path.join(secrets, 'config')
  const tokenFile = path.join(secrets, 'token')
  fs.writeFileSync(tokenFile, `${token}\n`)
  const write = (parts: object) =>
    fs.writeFileSync(
      kubeconfig,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        users: [
          { name: 'ada', user },
          { name: 'bob', user: { token: 'planted-token-of-bob' } },
        ],
        ...parts,
      }),
    )
  write({ clusters: [clusterOf('one')], contexts: [contextOf('one', 'ada')] })
  const lines: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  const { url } = await startAndOpen(data, { GANTRY_KUBECONFIG: kubeconfig })
  const script = await scriptOf(url)
  const responseTexts: string[] = []
  const call = async (action: string, params: object) => {
    const answer = await script(action, params, 'kubernetes')
    responseTexts.push(answer.text)
    return { status: answer.status, ...JSON.parse(answer.text) }
  }
  return {
    call,
    write,
    lines,
    writeToken: (text: string) => fs.writeFileSync(tokenFile, text),
    names: async () => {
      const { data: found } = await call('DescribeCluster', {})
      const clusters: { clusterName: string }[] = found.clusters
      // Only the name of the unreachable cluster is certain: other tests rename the control plane's
      // cluster, and every console shows its new name.
      return clusters.map(({ clusterName }) => (clusterName === 'two' ? 'two' : 'one')).sort()
    },
    /** Everything that left the process: responses, log, database and audit log. */
    published: () => [...responseTexts, ...lines, contentOf(data)].join('\n'),
  }
}

const timeout = 30_000

describe.skipIf(isPlaneMissing())(`credentials ${needsPlane}`, { timeout: 4 * timeout }, () => {
  it('in a token file are read again when it changes, and never published', async () => {
    const token = inject('controlPlane')?.token ?? 'none'
    const { call, writeToken, published } = await openConsole({ tokenFile: 'token' })
    const list = async (clusterId: string) => call('DescribeClusterNameSpaces', { clusterId })
    const { data } = await eventually(
      () => call('DescribeCluster', {}),
      (value) => value.data?.clusters[0]?.status === 'Running',
    )
    const { clusterId } = data.clusters[0]
    await eventually(
      () => list(clusterId),
      ({ status }) => status === 200,
    )
    writeToken('planted-token-without-rights')
    const refused = await eventually(
      () => list(clusterId),
      ({ status }) => status !== 200,
      timeout,
    )
    expect(refused.error).toMatchObject({ code: 4110 })
    const write = await call('CreateClusterNamespace', {
      clusterId,
      name: 'never',
      description: '',
    })
    expect(write.error).toMatchObject({ code: 4110 })
    writeToken(token)
    await eventually(
      () => list(clusterId),
      ({ status }) => status === 200,
      timeout,
    )
    expect(published()).not.toContain(token)
    expect(published()).not.toContain('planted-token')
  })

  it('of a plugin are used, and its error output is not published', async () => {
    const credential = {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token: inject('controlPlane')?.token },
    }
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      interactiveMode: 'Never',
      command: 'echo',
      args: [JSON.stringify(credential)],
    }
    const { call, write, published } = await openConsole({ exec })
    await eventually(
      () => call('DescribeCluster', {}),
      (value) => value.data?.clusters[0]?.status === 'Running',
    )
    const failing = { ...exec, command: 'sh', args: ['-c', 'echo planted-secret >&2; exit 1'] }
    write({
      clusters: [clusterOf('one')],
      contexts: [contextOf('one', 'ada')],
      users: [{ name: 'ada', user: { exec: failing } }],
    })
    const { data } = await call('DescribeCluster', {})
    const params = { clusterId: data.clusters[0].clusterId, name: 'never', description: '' }
    const refused = await eventually(
      () => call('CreateClusterNamespace', params),
      ({ error }) => error?.code === 6200,
      timeout,
    )
    expect(refused.error.message).toMatch(/credentials cannot be read/)
    expect(published()).not.toContain(inject('controlPlane')?.token)
    expect(published()).not.toContain('planted-secret')
  })
})

describe.skipIf(isPlaneMissing())(`a kubeconfig ${needsPlane}`, { timeout: 4 * timeout }, () => {
  it('is read again when it changes: contexts appear and disappear, a second user is refused', async () => {
    const { names, write, lines, published } = await openConsole({ tokenFile: 'token' })
    await eventually(names, (value) => value.join() === 'one')
    const nowhere = clusterOf('two', 'https://127.0.0.1:9')
    write({
      clusters: [clusterOf('one'), nowhere],
      contexts: [contextOf('one', 'ada'), contextOf('two', 'bob')],
    })
    await eventually(names, (value) => value.join() === 'one,two', timeout)
    write({
      clusters: [clusterOf('one'), clusterOf('again')],
      contexts: [contextOf('one', 'ada'), contextOf('again', 'bob')],
    })
    await eventually(
      async () => lines.join(''),
      (text) => /contexts one and again .* are of one cluster with different users/.test(text),
      timeout,
    )
    expect(await names()).toEqual(['one', 'two'])
    write({ clusters: [nowhere], contexts: [contextOf('two', 'bob')] })
    await eventually(names, (value) => value.join() === 'two', timeout)
    expect(published()).not.toContain('planted-token')
  })
})
