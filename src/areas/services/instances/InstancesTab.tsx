import { useMemo } from 'react'
import { useRead } from '../../../api/client/read'
import { DescribeServiceInstance } from '../../../contract/actions/services/instances'
import { KubectlPreview } from '../../../ui/call/KubectlPreview'
import { useListState } from '../../../ui/table/useListState'
import { isMoving } from '../serviceState'
import { useService, useServiceRef } from '../useServiceRef'
import { InstanceTable } from './InstanceTable'
import { PastInstances } from './PastInstances'

/** A service's instances with their containers, refreshed faster while the service is changing. */
export function InstancesTab() {
  const serviceRef = useServiceRef()
  const service = useService()
  const list = useListState({ size: 100, filters: ['status'] })
  const read = useRead(
    DescribeServiceInstance,
    { ...serviceRef, offset: list.offset, limit: list.size },
    {
      transition: ({ instances }) =>
        isMoving(service) || instances.some((instance) => instance.status !== 'Running'),
    },
  )
  const { clusterId, namespace, serviceName } = serviceRef
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
      <PastInstances serviceRef={serviceRef} past={read.data?.past ?? []} />
      <KubectlPreview action="DescribeServiceInstance" params={serviceRef} />
    </>
  )
}
