import type { DecodedOf } from '../../../../src/contract/action'
import type { ModifyClusterService } from '../../../../src/contract/actions/services/services'
import { type Fields, fieldsOf, inPresentOrder } from './fields'

export type Volume = NonNullable<DecodedOf<typeof ModifyClusterService>['volumes']>[number]

/** Kinds of volumes that the API can express. */
const kinds = ['hostPath', 'emptyDir', 'nfs', 'persistentVolumeClaim', 'configMap'] as const

/** Whether the API can express the volume; others, such as Secrets, stay unchanged. */
export const isExpressible = (volume: object): boolean => kinds.some((kind) => kind in volume)

/** Version name of a ConfigMap without versions; each version is a ConfigMap of its own. */
const unversioned = 'current'
export const configMapName = (id: string, version: string): string =>
  version === unversioned ? id : `${id}-${version}`

export function configOf(name: string): { configId: string; configVersion: string } {
  const at = name.lastIndexOf('-')
  if (at <= 0) return { configId: name, configVersion: unversioned }
  return { configId: name.slice(0, at), configVersion: name.slice(at + 1) }
}

function nfsOf(path: string) {
  const at = path.indexOf(':')
  if (at < 0) return { server: path, path: '/' }
  return { server: path.slice(0, at), path: path.slice(at + 1) }
}

function volumeManifest({ name, volumeType, ...volume }: Volume): Fields {
  switch (volumeType) {
    case 'hostPath':
      return volume.hostPath
        ? { name, hostPath: { path: volume.hostPath } }
        : { name, emptyDir: {} }
    case 'nfsDisk':
      return { name, nfs: nfsOf(volume.nfsPath ?? '') }
    case 'cbsDisk':
      return { name, persistentVolumeClaim: { claimName: volume.cbsDiskId } }
    case 'configMap':
      return {
        name,
        configMap: {
          name: configMapName(volume.configId ?? '', volume.configVersion ?? unversioned),
          items: (volume.configKeys ?? []).map((key) => ({ key, path: key })),
        },
      }
  }
}

const nameOf = (one: Fields) => String(one.name)

/** Keeps fields that the API lacks, such as file modes, of a volume of the same kind. */
function merged(before: Fields, after: Fields): Fields {
  const kind = kinds.find((one) => after[one] !== undefined)
  if (!kind || before[kind] === undefined) return after
  return { ...before, [kind]: { ...fieldsOf(before[kind]), ...fieldsOf(after[kind]) } }
}

/** The present volumes with the API's kinds replaced by the requested ones. */
export const mergedVolumes = (present: readonly Fields[], wanted: readonly Volume[]): Fields[] =>
  inPresentOrder(present, wanted.map(volumeManifest), nameOf, merged, (one) => !isExpressible(one))
