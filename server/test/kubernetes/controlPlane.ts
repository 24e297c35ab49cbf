import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createClient } from '../../cloud/kubernetes/client/client'
import { createSend } from '../../node/kubernetes/send'
import { timing } from '../../node/kubernetes/timing'
import { freePort } from '../network/freePort'
import { programs, stages } from './components'

/** Address and credentials of a control plane. */
export interface ControlPlane {
  server: string
  /** The certificate authority's certificate in PEM format. */
  ca: string
  /** Token of a member of system:masters. */
  token: string
  kubeconfig: string
}

/** Settings of a control plane. By default, it listens on loopback and has simulated nodes. */
export interface ControlPlaneSettings {
  /**
   * Address of the API server. With a real node, the server listens on all addresses and advertises
   * this one.
   */
  address?: string
  /** A real node to use in place of simulated nodes, with the node's token. */
  node?: { name: string; token: string }
}

/**
 * Starts a program of `npm run kubernetes:build`; its output is written to a file in the folder.
 */
export const startProgram = (
  name: string,
  folder: string,
  args: readonly string[],
): ChildProcess => {
  const program = programs[name]
  if (!program) throw new Error(`${name} is no program of components.json`)
  const output = fs.openSync(path.join(folder, `${name}.log`), 'w')
  return spawn(program, args, { stdio: ['ignore', output, output] })
}

/** Ends a process with a signal and waits for it. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

export async function waitUntilReady(what: string, holds: () => Promise<boolean>): Promise<void> {
  const neverAborted = new AbortController()
  for (let tries = 0; tries < 1_200; tries += 1) {
    if (await holds().catch(() => false)) return
    await timing.wait(100, neverAborted.signal)
  }
  throw new Error(`${what} is not ready after two minutes`)
}

export function kubeconfigOf({ server, ca, token }: Omit<ControlPlane, 'kubeconfig'>): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'test',
        cluster: {
          server,
          'certificate-authority-data': Buffer.from(ca).toString('base64'),
        },
      },
    ],
    users: [{ name: 'tester', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'tester' } }],
    'current-context': 'test',
  }
}

/** A client of a control plane with the permissions of the token. */
export function clientFor({ server, ca, token }: Omit<ControlPlane, 'kubeconfig'>) {
  const tls = {
    ca,
    cert: undefined,
    key: undefined,
    servername: undefined,
    rejectUnauthorized: true,
  }
  const headers = { Authorization: `Bearer ${token}` }
  const { send, close } = createSend(server, async () => ({ headers, tls }))
  return { client: createClient(send, timing), send, close }
}

/**
 * Starts etcd, the API server, controller manager, scheduler and, without a real node, KWOK; `stop`
 * ends them and removes their folder.
 */
export async function startControlPlane({
  address = '127.0.0.1',
  node,
}: ControlPlaneSettings = {}): Promise<{
  controlPlane: ControlPlane
  stop: () => Promise<void>
}> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-plane-'))
  const inFolder = (name: string) => path.join(folder, name)
  const processes: ChildProcess[] = []
  const runProgram = (name: string, ...args: string[]) =>
    processes.push(startProgram(name, folder, args))

  async function stop(): Promise<void> {
    for (const child of processes.toReversed()) await endProcess(child, 'SIGKILL')
    fs.rmSync(folder, { recursive: true, force: true })
  }

  try {
    const [etcd, peer, api, manager, scheduler, kwok] = await Promise.all(
      Array.from({ length: 6 }, freePort),
    )
    const token = randomBytes(16).toString('hex')
    const tokens = [
      `${token},tester,tester,"system:masters"`,
      ...(node ? [`${node.token},system:node:${node.name},${node.name},"system:nodes"`] : []),
    ]
    fs.writeFileSync(inFolder('tokens.csv'), `${tokens.join('\n')}\n`)
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    fs.writeFileSync(inFolder('sa.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const store = `http://127.0.0.1:${etcd}`
    const peers = `http://127.0.0.1:${peer}`
    runProgram(
      'etcd',
      ...['--data-dir', inFolder('etcd'), '--unsafe-no-fsync', '--log-level', 'error'],
      ...['--listen-client-urls', store, '--advertise-client-urls', store],
      ...['--listen-peer-urls', peers, '--initial-advertise-peer-urls', peers],
      ...['--initial-cluster', `default=${peers}`],
    )
    runProgram(
      'kube-apiserver',
      ...[`--etcd-servers=${store}`, `--secure-port=${api}`],
      // The API server's self-signed certificate is valid for the advertised address only.
      ...(node
        ? ['--bind-address=0.0.0.0', `--advertise-address=${address}`]
        : [`--bind-address=${address}`]),
      ...[`--cert-dir=${inFolder('certificates')}`, `--token-auth-file=${inFolder('tokens.csv')}`],
      `--service-account-key-file=${inFolder('sa.key')}`,
      `--service-account-signing-key-file=${inFolder('sa.key')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      ...['--service-cluster-ip-range=10.0.0.0/24', '--authorization-mode=Node,RBAC'],
      ...['--allow-privileged', '--endpoint-reconciler-type=none'],
      '--kubelet-preferred-address-types=InternalIP',
    )
    const server = `https://${address}:${api}`
    const certificate = inFolder('certificates/apiserver.crt')
    await waitUntilReady('the certificate of the API server', async () =>
      fs.existsSync(certificate),
    )
    const ca = fs.readFileSync(certificate, 'utf8')
    const kubeconfig = inFolder('kubeconfig.json')
    fs.writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf({ server, ca, token })))
    const admin = clientFor({ server, ca, token })
    const neverAborted = new AbortController()
    await waitUntilReady(
      'the API server',
      async () => (await admin.client.text('/readyz', neverAborted.signal)) === 'ok',
    )
    const qps = ['--kube-api-qps=1000', '--kube-api-burst=2000']
    runProgram(
      'kube-controller-manager',
      ...[`--kubeconfig=${kubeconfig}`, '--leader-elect=false', ...qps],
      ...['--bind-address=127.0.0.1', `--secure-port=${manager}`],
      `--service-account-private-key-file=${inFolder('sa.key')}`,
      ...[`--cert-dir=${inFolder('manager')}`, `--root-ca-file=${certificate}`],
      // A real node renews its lease every two seconds, so it counts as lost after ten seconds of
      // silence.
      ...(node ? ['--node-monitor-period=1s', '--node-monitor-grace-period=10s'] : []),
    )
    const settings = {
      apiVersion: 'kubescheduler.config.k8s.io/v1',
      kind: 'KubeSchedulerConfiguration',
      leaderElection: { leaderElect: false },
      clientConnection: { kubeconfig, qps: 1000, burst: 2000 },
    }
    fs.writeFileSync(inFolder('scheduler.json'), JSON.stringify(settings))
    runProgram(
      'kube-scheduler',
      ...[`--config=${inFolder('scheduler.json')}`, '--bind-address=127.0.0.1'],
      ...[`--secure-port=${scheduler}`, `--cert-dir=${inFolder('scheduler')}`],
    )
    if (!node) {
      runProgram(
        'kwok',
        ...[`--kubeconfig=${kubeconfig}`, `--config=${stages}`, '--node-ip=127.0.0.1'],
        '--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake',
        ...['--node-lease-duration-seconds=40', `--server-address=127.0.0.1:${kwok}`],
      )
    }
    // The controller manager creates the default service account, which pods need.
    await waitUntilReady('the controller manager', async () => {
      await admin.client.get('/api/v1/namespaces/default/serviceaccounts/default')
      return true
    })
    await admin.close()
    return { controlPlane: { server, ca, token, kubeconfig }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
