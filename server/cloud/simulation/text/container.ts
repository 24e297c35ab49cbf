import { defaultOf, dependentDefaults } from '../../../../src/contract/tables/dependentDefaults'
import { type Check, checkDefaults, checkOf } from '../lifecycle/pod/pace'
import type { Template } from '../world/serviceResources'

type Container = Template['containers'][number]
type Volume = NonNullable<Template['volumes']>[number]

/** Drops fields that are undefined, empty or zero, as Kubernetes does. */
export function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> {
  const isGiven = (value: unknown) => {
    if (Array.isArray(value)) return value.length > 0
    if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
    return value !== undefined && value !== '' && value !== 0
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value)))
}

const resources = (cpu: number | undefined, memory: number | undefined) =>
  withoutEmpty({ cpu: cpu ? `${cpu}m` : undefined, memory: memory ? `${memory}Mi` : undefined })

function probeManifest(check: Check | undefined) {
  if (!check) return undefined
  const { healthNum, unhealthNum, intervalTime, timeOut, delayTime } = checkDefaults(check)
  const { checkMethod, port, path, protocol, cmd } = check
  return {
    ...(checkMethod === 'methodHttp' && {
      httpGet: { path: path || '/', port, scheme: protocol ?? 'HTTP' },
    }),
    ...(checkMethod === 'methodTcp' && { tcpSocket: { port } }),
    ...(checkMethod === 'methodCmd' && { exec: { command: ['/bin/sh', '-c', cmd] } }),
    initialDelaySeconds: delayTime,
    timeoutSeconds: timeOut,
    periodSeconds: intervalTime,
    successThreshold: healthNum,
    failureThreshold: unhealthNum,
  }
}

/** Converts a container to its form in a Kubernetes pod spec. */
export function containerManifest(container: Container): Record<string, unknown> {
  const { cpu, cpuLimits, memory, memoryLimits, command, privileged } = container
  return withoutEmpty({
    name: container.containerName,
    image: container.image,
    workingDir: container.workingDir,
    command: command ? [command] : [],
    args: container.arguments,
    env: container.envs,
    resources: withoutEmpty({
      requests: resources(cpu, memory),
      limits: resources(
        cpuLimits,
        memoryLimits || defaultOf(dependentDefaults.memoryLimits, { memory }),
      ),
    }),
    volumeMounts: container.volumeMounts?.map(({ volumeName, mountPath, mode }) => ({
      name: volumeName,
      mountPath,
      ...(mode === 'ro' && { readOnly: true }),
    })),
    livenessProbe: probeManifest(checkOf(container, 'liveCheck')),
    readinessProbe: probeManifest(checkOf(container, 'readyCheck')),
    securityContext: privileged ? { privileged } : undefined,
  })
}

/**
 * Converts a volume to its form in a Kubernetes pod spec; a `hostPath` without a path becomes an
 * `emptyDir`.
 */
export function volumeManifest(volume: Volume): Record<string, unknown> {
  const { name, volumeType, hostPath, cbsDiskId, nfsPath = '', configId, configKeys } = volume
  switch (volumeType) {
    case 'hostPath':
      return hostPath ? { name, hostPath: { path: hostPath } } : { name, emptyDir: {} }
    case 'cbsDisk':
      return { name, qcloudCbs: { cbsDiskId, fsType: 'ext4' } }
    case 'nfsDisk': {
      const colon = nfsPath.indexOf(':')
      return { name, nfs: { server: nfsPath.slice(0, colon), path: nfsPath.slice(colon + 1) } }
    }
    case 'configMap': {
      const items = configKeys?.map((key) => ({ key, path: key }))
      return { name, configMap: withoutEmpty({ name: configId, items }) }
    }
  }
}
