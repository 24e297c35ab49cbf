import type { ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { type ControlPlane, kubeconfigOf, startProgram } from '../kubernetes/controlPlane'
import { runtimeSocket } from './containerd'
import { nodeAddress } from './namespace'

const settings = (cgroup: string, logs: string) => ({
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  address: nodeAddress,
  readOnlyPort: 0,
  containerRuntimeEndpoint: `unix://${runtimeSocket}`,
  cgroupDriver: 'cgroupfs',
  cgroupRoot: cgroup,
  failCgroupV1: false,
  failSwapOn: false,
  resolvConf: '',
  podLogsDir: logs,
  // Only processes of the network namespace reach the kubelet.
  authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
  authorization: { mode: 'AlwaysAllow' },
  nodeLeaseDurationSeconds: 8,
  nodeStatusUpdateFrequency: '2s',
  // Pods must not be evicted because the machine's own disk is nearly full.
  evictionHard: { 'memory.available': '0%', 'nodefs.available': '0%', 'imagefs.available': '0%' },
  imageGCHighThresholdPercent: 100,
  registryPullQPS: 0,
})

/** Starts a kubelet that registers as the node `name` with its token. */
export function startKubelet(
  folder: string,
  { server, ca }: ControlPlane,
  { name, token, cgroup }: { name: string; token: string; cgroup: string },
): ChildProcess {
  const inFolder = (file: string) => path.join(folder, file)
  const kubeconfig = inFolder('kubeconfig.json')
  fs.writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf({ server, ca, token })))
  fs.writeFileSync(inFolder('kubelet.json'), JSON.stringify(settings(cgroup, inFolder('logs'))))
  return startProgram('kubelet', folder, [
    ...[`--config=${inFolder('kubelet.json')}`, `--kubeconfig=${kubeconfig}`],
    ...[`--root-dir=${inFolder('kubelet')}`, `--hostname-override=${name}`],
    `--node-ip=${nodeAddress}`,
  ])
}
