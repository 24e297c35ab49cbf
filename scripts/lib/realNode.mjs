import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { missingComponents } from './components.mjs'
import { playwright } from './suites.mjs'

const programs = ['containerd', 'ctr', 'runc', 'ip', 'iptables', 'unshare', 'mount']
const bridgePlugin = '/usr/lib/cni/bridge'
const cgroups = '/sys/fs/cgroup'
/** Exists in the root of cgroup v2 only. */
const controllersFile = path.join(cgroups, 'cgroup.controllers')
/** Controllers that the kubelet expects in the cgroup of its pods. */
const kubeletControllers = ['cpuset', 'cpu', 'io', 'memory', 'hugetlb', 'pids']

/**
 * In cgroup v2, lets new cgroups have the controllers that the kubelet needs; false if this process
 * may not.
 */
function passOnControllers() {
  if (!fs.existsSync(controllersFile)) return true
  const current = fs.readFileSync(controllersFile, 'utf8').trim().split(' ')
  const wanted = kubeletControllers.filter((name) => current.includes(name))
  try {
    const file = path.join(cgroups, 'cgroup.subtree_control')
    fs.writeFileSync(file, wanted.map((name) => `+${name}`).join(' '))
    return true
  } catch {
    return false
  }
}

/** Why no node can run here; empty if one can. */
function obstacle() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux'
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const isThere = (name) => folders.some((folder) => fs.existsSync(path.join(folder, name)))
  const absent = programs.filter((name) => !isThere(name))
  if (absent.length > 0 || !fs.existsSync(bridgePlugin)) {
    return 'needs the Debian packages containerd containernetworking-plugins runc iptables iproute2'
  }
  if (missingComponents().length > 0) return 'enabled by npm run kubernetes:build'
  const unshared = spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true'])
  if (unshared.status !== 0) return 'needs the permission to create namespaces'
  return passOnControllers() ? '' : 'needs control of the cgroups of the machine'
}

/** Every hierarchy of cgroup v1, or the one of v2. */
function hierarchies() {
  if (fs.existsSync(controllersFile)) return [cgroups]
  return fs
    .readdirSync(cgroups, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(cgroups, name))
}

/** Removes a cgroup with those below it. Their processes may still be ending. */
async function removeCgroup(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await removeCgroup(path.join(folder, entry.name))
  }
  for (let tries = 0; tries < 50; tries += 1) {
    try {
      fs.rmdirSync(folder)
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  process.stderr.write(`${folder} cannot be removed.\n`)
}

/**
 * A socket that leads to PostgreSQL: unlike a port, it is reachable from every network namespace.
 */
function forwardDatabase(folder) {
  const server = net.createServer((socket) => {
    const target = net.connect(5432, '127.0.0.1')
    const closeBoth = () => {
      socket.destroy()
      target.destroy()
    }
    for (const end of [socket, target]) end.on('error', closeBoth).on('close', closeBoth)
    socket.pipe(target).pipe(socket)
  })
  fs.mkdirSync(folder, { mode: 0o755 })
  // Pods connect as users without privileges.
  server.listen({ path: path.join(folder, '.s.PGSQL.5432'), readableAll: true, writableAll: true })
  return server
}

/**
 * Lets the first interruption end only the runner, which receives it too, so that its namespaces
 * can be cleaned up; the second one ends this process.
 */
const outliveRunner = () => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => undefined)
}

/**
 * Runs the tests on a real node in new namespaces. All processes, mounts and interfaces that the
 * tests create end with the namespaces; this function removes the rest.
 */
export async function realNode(args = []) {
  const options = ['--config', 'playwright.realNode.config.ts', ...args]
  const why = obstacle()
  if (why) return playwright(options, { env: { GANTRY_REAL_NODE_MISSING: why } })
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-node-'))
  fs.chmodSync(folder, 0o755)
  const cgroup = `/${path.basename(folder)}`
  const created = hierarchies().map((hierarchy) => path.join(hierarchy, cgroup))
  const database = path.join(folder, 'database')
  const server = forwardDatabase(database)
  outliveRunner()
  try {
    for (const value of created) fs.mkdirSync(value)
    return await playwright(options, {
      env: { GANTRY_REAL_NODE: JSON.stringify({ folder, cgroup, database }) },
      // The shell is the first process of the PID namespace, which has to reap orphaned processes.
      within: [
        ...['unshare', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
        ...['bash', '-c', '"$@"; exit $?', 'bash'],
      ],
    })
  } finally {
    server.close()
    for (const value of created) if (fs.existsSync(value)) await removeCgroup(value)
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
