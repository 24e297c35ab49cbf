import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** Address of the node, on the bridge that its pods share. */
export const nodeAddress = '10.88.7.1'
export const bridge = 'gantry0'

const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

/**
 * Keeps interfaces created from now on without IPv6 addresses. Otherwise each pod's interface would
 * get one after a second, and Chromium, which runs in the same namespace, aborts all requests with
 * ERR_NETWORK_CHANGED when an address is added. The loopback interface keeps ::1.
 */
function disableIpv6ForNewInterfaces(): void {
  const setting = '/proc/sys/net/ipv6/conf/default/disable_ipv6'
  if (fs.existsSync(setting)) fs.writeFileSync(setting, '1')
}

/**
 * Prepares the namespaces of this process for a node: its network, and private copies of /run and
 * /var, which the container runtime and the kubelet write to. Refuses namespaces in use, because
 * this would hide the files of the machine.
 */
export function prepareNamespaces(folder: string): void {
  const links = run('ip', '-o', 'link').trim().split('\n')
  if (process.pid === 1 || links.length !== 1) throw new Error('the namespaces are not new')
  run('ip', 'link', 'set', 'lo', 'up')
  disableIpv6ForNewInterfaces()
  run('ip', 'link', 'add', bridge, 'type', 'bridge')
  run('ip', 'address', 'add', `${nodeAddress}/24`, 'dev', bridge)
  run('ip', 'link', 'set', bridge, 'up')
  // The kubelet and the API server require a default route.
  run('ip', 'route', 'add', 'default', 'via', nodeAddress, 'dev', bridge)
  const [upper, work] = ['var', 'work'].map((name) => path.join(folder, name))
  for (const item of [upper, work]) if (item) fs.mkdirSync(item)
  const layers = `lowerdir=/var,upperdir=${upper},workdir=${work}`
  run('mount', '-t', 'overlay', 'overlay', '-o', layers, '/var')
  run('mount', '-t', 'tmpfs', 'tmpfs', '/run')
}
