import type { ResponseOf } from '../../../../../src/contract/action'
import type { DescribeClusterServiceInfo } from '../../../../../src/contract/actions/services/services'
import type { Volume } from '../../objects/deployment'
import { configOf } from '../../specs/volumes'

type Info = ResponseOf<typeof DescribeClusterServiceInfo>['service']['volumes'][number]

/** A volume in the API's terms. */
export function volumeInfo({
  name,
  hostPath,
  emptyDir,
  nfs,
  persistentVolumeClaim,
  configMap,
}: Volume): Info {
  if (hostPath) return { name, hostPath: hostPath.path, volumeType: 'hostPath' }
  if (emptyDir) return { name, hostPath: '', volumeType: 'hostPath' }
  if (nfs) {
    return { name, hostPath: '', volumeType: 'nfsDisk', nfsPath: `${nfs.server}:${nfs.path}` }
  }
  if (persistentVolumeClaim) {
    const { claimName } = persistentVolumeClaim
    return { name, hostPath: '', volumeType: 'cbsDisk', cbsDiskId: claimName }
  }
  if (configMap) {
    const configKeys = (configMap.items ?? []).map(({ key }) => key)
    return {
      name,
      hostPath: '',
      volumeType: 'configMap',
      ...configOf(configMap.name ?? ''),
      configKeys,
    }
  }
  return { name, hostPath: '' }
}
