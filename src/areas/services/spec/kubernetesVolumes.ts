import type { ServiceRef } from '../serviceState'
import type { Volume } from './spec'

const claimName = ({ serviceName }: ServiceRef, { name }: Volume) => `${serviceName}-${name}`

function nfs(path: string) {
  const at = path.indexOf(':')
  return at < 0
    ? { server: path, path: '/' }
    : { server: path.slice(0, at), path: path.slice(at + 1) }
}

/** A volume of a Deployment; a cloud disk is referenced by its claim. */
export function volumeManifest(serviceRef: ServiceRef, volume: Volume) {
  const { name, hostPath, nfsPath = '', configId = '', configKeys = [] } = volume
  switch (volume.volumeType) {
    case 'hostPath':
      return hostPath ? { name, hostPath: { path: hostPath } } : { name, emptyDir: {} }
    case 'nfsDisk':
      return { name, nfs: nfs(nfsPath) }
    case 'cbsDisk':
      return { name, persistentVolumeClaim: { claimName: claimName(serviceRef, volume) } }
    default:
      return {
        name,
        configMap: {
          name: configId,
          ...(configKeys.length > 0 && {
            items: configKeys.map((key) => ({ key, path: key })),
          }),
        },
      }
  }
}

/** Kubernetes needs a size, which the API does not return; a pre-bound claim ignores it. */
const size = { storage: '10Gi' }

/** An existing cloud disk with the vendor's driver, and a claim bound to it. */
export function claimOf(serviceRef: ServiceRef, volume: Volume) {
  const name = claimName(serviceRef, volume)
  const common = { accessModes: ['ReadWriteOnce' as const], storageClassName: '' }
  return [
    {
      apiVersion: 'v1' as const,
      kind: 'PersistentVolume' as const,
      metadata: { name: `${serviceRef.namespace}-${name}` },
      spec: {
        ...common,
        capacity: size,
        persistentVolumeReclaimPolicy: 'Retain' as const,
        csi: { driver: 'com.tencent.cloud.csi.cbs', volumeHandle: volume.cbsDiskId ?? '' },
        claimRef: { namespace: serviceRef.namespace, name },
      },
    },
    {
      apiVersion: 'v1' as const,
      kind: 'PersistentVolumeClaim' as const,
      metadata: { name, namespace: serviceRef.namespace },
      spec: {
        ...common,
        volumeName: `${serviceRef.namespace}-${name}`,
        resources: { requests: size },
      },
    },
  ]
}
