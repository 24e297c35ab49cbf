import { useMemo } from 'react'
import { useRead } from '../../../api/client/read'
import { DescribeServiceInstance } from '../../../contract/actions/services/instances'
import { KubectlPreview } from '../../../ui/call/KubectlPreview'
import { useListState } from '../../../ui/table/useListState'
import { isMoving } from '../serviceState'
import { useService, useServicePlace } from '../useServicePlace'
import { InstanceTable } from './InstanceTable'
import { PastInstances } from './PastInstances'

/** A service's instances with their containers, refreshed faster while the service is changing. */
export function InstancesTab() {
  const place = useServicePlace()
  const service = useService()
  const list = useListState({ size: 100, filters: ['status'] })
  const read = useRead(
    DescribeServiceInstance,
    { ...place, offset: list.offset, limit: list.size },
    {
      transition: ({ instances }) =>
        isMoving(service) || instances.some((instance) => instance.status !== 'Running'),
    },
  )
  const { clusterId, namespace, serviceName } = place
  const instances = useMemo(
    () =>
      read.data?.instances.map((instance) => ({ ...instance, clusterId, namespace, serviceName })),
    [read.data, clusterId, namespace, serviceName],
  )
  return (
    <>
      <InstanceTable
        clusterId={clusterId}
        instances={instances}
        list={list}
        read={read}
        hasServices={false}
        total={read.data?.totalCount ?? 0}
      />
      <PastInstances place={place} past={read.data?.past ?? []} />
      <KubectlPreview action="DescribeServiceInstance" params={place} />
    </>
  )
}
