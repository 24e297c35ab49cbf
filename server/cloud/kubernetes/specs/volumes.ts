import type { DecodedOf } from '../../../../src/contract/action'
import type { ModifyClusterService } from '../../../../src/contract/actions/services/services'
import { type Fields, fieldsOf, inPresentOrder, listOf } from './fields'

export type Volume = NonNullable<DecodedOf<typeof ModifyClusterService>['volumes']>[number]

/** Kinds of volumes that the API has. */
const kinds = ['hostPath', 'emptyDir', 'nfs', 'persistentVolumeClaim', 'configMap'] as const

/**
 * Whether the API can express a volume. It has no Secrets, for example, no ConfigMap without a list
 * of its keys, and no claim for several replicas. Other volumes stay unchanged.
 */
export function isExpressible(volume: object, replicas: number): boolean {
  const { persistentVolumeClaim, configMap } = fieldsOf(volume)
  if (persistentVolumeClaim !== undefined) return replicas <= 1
  if (configMap !== undefined) return listOf(fieldsOf(configMap).items).length > 0
  return kinds.some((kind) => kind in volume)
}

/** Version name for a ConfigMap without versions; each version is a separate ConfigMap. */
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

const nameOf = (volume: Fields) => String(volume.name)

const isSameNfs = (before: Fields, after: Fields) =>
  `${before.server}:${before.path}` === `${after.server}:${after.path}`

const isSameConfig = (before: Fields, after: Fields) => {
  const [configBefore, configAfter] = [configOf(String(before.name)), configOf(String(after.name))]
  return (
    configBefore.configId === configAfter.configId &&
    configBefore.configVersion === configAfter.configVersion
  )
}

/** Keeps the paths and file modes of the keys that are still requested. */
function mergedConfig(before: Fields, after: Fields): Fields {
  const desiredItems = listOf(after.items)
  const keptItems = listOf(before.items).filter(({ key }) =>
    desiredItems.some((item) => item.key === key),
  )
  const added = desiredItems.filter(({ key }) => !keptItems.some((item) => item.key === key))
  return {
    ...before,
    name: isSameConfig(before, after) ? before.name : after.name,
    items: [...keptItems, ...added],
  }
}

/** Keeps fields that the API lacks, such as file modes, of a volume of the same kind. */
function mergedVolume(before: Fields, after: Fields): Fields {
  const kind = kinds.find((candidate) => after[candidate] !== undefined)
  if (!kind || before[kind] === undefined) return after
  const [current, desired] = [fieldsOf(before[kind]), fieldsOf(after[kind])]
  if (kind === 'configMap') return { ...before, configMap: mergedConfig(current, desired) }
  if (kind === 'nfs' && isSameNfs(current, desired)) return before
  return { ...before, [kind]: { ...current, ...desired } }
}

/** The present volumes with the API's kinds replaced by the requested ones. */
export const mergedVolumes = (
  current: readonly Fields[],
  desired: readonly Volume[],
  isForeign: (volume: string) => boolean,
): Fields[] =>
  inPresentOrder(current, desired.map(volumeManifest), nameOf, mergedVolume, (item) =>
    isForeign(nameOf(item)),
  )
