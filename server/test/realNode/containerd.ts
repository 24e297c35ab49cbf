import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { programs } from '../kubernetes/components'
import { waitUntilReady } from '../kubernetes/controlPlane'
import { writeImage } from './image'
import { bridge } from './namespace'

/** cAdvisor reports containers only for the runtime with this socket. */
export const runtimeSocket = '/run/containerd/containerd.sock'

const pause = 'gantry.local/pause:1'
/** The image of `scripts/kubernetes/components/workload`. */
export const workload = 'gantry.local/workload:1'
/** A second name of the same image, to which a service can be updated. */
export const workloadUpdate = 'gantry.local/workload:2'

const settings = (folder: string, networks: string) => `
version = 2
root = "${path.join(folder, 'root')}"
state = "/run/containerd/state"
[grpc]
address = "${runtimeSocket}"
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "${pause}"
# Without the capability SYS_RESOURCE, lowering the score fails, and with it each pod.
restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "/usr/lib/cni"
conf_dir = "${networks}"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
SystemdCgroup = false
`

const network = {
  cniVersion: '0.4.0',
  name: 'gantry',
  plugins: [
    {
      type: 'bridge',
      bridge,
      isGateway: true,
      ipam: { type: 'host-local', subnet: '10.88.7.0/24', routes: [{ dst: '0.0.0.0/0' }] },
    },
    { type: 'portmap', capabilities: { portMappings: true } },
  ],
}

const ctr = (...args: string[]) =>
  execFileSync('ctr', ['--address', runtimeSocket, '--namespace', 'k8s.io', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  })

/** Imports an OCI archive, so that pods of this node can use the image. */
export const importImage = (archive: string) => ctr('images', 'import', archive)

/** Imports the images of the tests' pods, which contain the same static program. */
function importWorkload(folder: string): void {
  const root = path.join(folder, 'image')
  fs.mkdirSync(root)
  fs.copyFileSync(programs.workload ?? '', path.join(root, 'workload'))
  const archive = path.join(folder, 'image.tar')
  const images = [
    { name: pause, entrypoint: ['/workload', 'pause'] },
    { name: workload, entrypoint: ['/workload'] },
    { name: workloadUpdate, entrypoint: ['/workload'] },
  ]
  for (const image of images) {
    writeImage(archive, root, image)
    importImage(archive)
  }
}

/** Starts containerd and imports the images of pause containers and workloads. */
export async function startContainerd(folder: string): Promise<void> {
  const networks = path.join(folder, 'networks')
  fs.mkdirSync(networks, { recursive: true })
  fs.writeFileSync(path.join(networks, 'gantry.conflist'), JSON.stringify(network))
  const file = path.join(folder, 'containerd.toml')
  fs.writeFileSync(file, settings(folder, networks))
  const output = fs.openSync(path.join(folder, 'containerd.log'), 'w')
  spawn('containerd', ['--config', file], { stdio: ['ignore', output, output] })
  await waitUntilReady('containerd', async () => ctr('version') !== '')
  importWorkload(folder)
}
