import { describe, expect, it } from 'vitest'
import { Bench, createParams } from '../../lifecycle/service/serviceTesting'
import { networkOf } from '../../seed/network'

const [disk] = networkOf('ap-guangzhou').disks

function runningBench(overrides: Parameters<typeof createParams>[0]): Bench {
  const bench = new Bench()
  bench.call('CreateClusterService', createParams(overrides))
  bench.advanceBy(60_000)
  return bench
}

const refusal = (code: number, codeDesc: string) => expect.objectContaining({ code, codeDesc })

describe('service instances', () => {
  it('are paged, oldest first', () => {
    const bench = runningBench({ replicas: 5 })
    const page = (offset: number) =>
      bench.call('DescribeServiceInstance', { ...bench.web, offset, limit: 2 })
    const names = [0, 2, 4].flatMap((offset) =>
      page(offset).instances.map((instance) => instance.name),
    )
    expect(page(4)).toMatchObject({ totalCount: 5 })
    expect(names).toEqual(bench.pods().map((pod) => pod.name))
  })

  it('of a service with a cloud disk are limited to one', () => {
    const volumes = [
      { name: 'data', volumeType: 'cbsDisk' as const, cbsDiskId: disk?.storageId ?? '' },
    ]
    const bench = runningBench({ replicas: 1, volumes })
    expect(() => bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 2 })).toThrow(
      refusal(4000, 'InvalidParameter'),
    )
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 0 })
  })

  it('cannot be deleted twice', () => {
    const bench = runningBench({})
    const [first] = bench.pods()
    const requested = { ...bench.web, instances: [first?.name ?? ''] }
    bench.call('DeleteInstances', requested)
    expect(bench.call('DeleteInstances', requested)).toMatchObject({ successList: [] })
    expect(() => bench.call('DeleteInstances', { ...requested, namespace: 'none' })).toThrow(
      refusal(5000, 'NamespaceNotFound'),
    )
  })
})
