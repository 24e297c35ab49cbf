import type { ResponseOf } from '../../../../src/contract/action'
import type { DescribeClusterServiceInfo } from '../../../../src/contract/actions/services/services'
import type { Volume } from '../objects/deployment'

type Info = ResponseOf<typeof DescribeClusterServiceInfo>['service']['volumes'][number]

/** A volume in the API's terms; of other kinds, such as Secrets, only the name. */
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
      configId: configMap.name ?? '',
      configKeys,
    }
  }
  return { name, hostPath: '' }
}
