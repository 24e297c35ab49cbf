import { describe, expect, it } from 'vitest'
import { networkOf } from '../../seed/network'
import { Bench, clusterId, createParams, modifyParams } from './serviceTesting'

const port = (lbPort: number, nodePort?: number) => ({
  lbPort,
  containerPort: 80,
  protocol: 'TCP' as const,
  ...(nodePort !== undefined && { nodePort }),
})
const balanced = { accessType: 'LoadBalancer' as const, portMappings: [port(80), port(443, 0)] }

function benchWithService(overrides: Parameters<typeof createParams>[0] = balanced): Bench {
  const bench = new Bench()
  bench.call('CreateClusterService', createParams(overrides))
  return bench
}

describe('access', () => {
  it('through a load balancer is available after some seconds', () => {
    const bench = benchWithService()
    expect(bench.info()).toMatchObject({ lbStatus: 'Creating', externalIp: '' })
    bench.advanceBy(10_000)
    const info = bench.info()
    expect(info.lbStatus).toBe('Running')
    expect(info.lbId).toMatch(/^lb-[a-z0-9]{8}$/)
    expect(info.externalIp).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
    expect(bench.events().map((event) => event.reason)).toContain('CreatedLoadBalancer')
  })

  it("of type ClusterIP has only an address of the cluster's range", () => {
    const info = benchWithService({ portMappings: [port(80, 31_000)] }).info()
    expect(info).toMatchObject({
      accessType: 'ClusterIP',
      lbId: '',
      lbStatus: 'None',
      externalIp: '',
    })
    expect(info.serviceIp).toMatch(/^172\.16\.(19[2-9]|2\d\d)\.\d+$/)
    expect(info.portMappings).toEqual([{ ...port(80), nodePort: 0 }])
  })

  it('of type None has no address and no ports', () => {
    const info = benchWithService({ accessType: 'None', portMappings: [port(80)] }).info()
    expect(info).toMatchObject({ serviceIp: '', lbStatus: 'None', portMappings: [] })
  })

  it('inside the VPC takes an address of the subnet', () => {
    const bench = new Bench()
    const [subnet] = networkOf('ap-guangzhou').subnets
    const cluster = bench.world.get('cluster', clusterId)
    if (!subnet || !cluster) throw new Error('the region has a subnet')
    bench.world.put('cluster', { ...cluster, unVpcId: subnet.vpc.unVpcId })
    const inner = { accessType: 'SvcLBTypeInner' as const, portMappings: [port(80)] }
    bench.call('CreateClusterService', createParams({ ...inner, subnetId: subnet.unSubnetId }))
    bench.advanceBy(10_000)
    expect(bench.info()).toMatchObject({ subnetId: subnet.unSubnetId, externalIp: '10.10.31.254' })
    const foreignSubnetParams = createParams({
      ...inner,
      serviceName: 'api',
      subnetId: 'subnet-none',
    })
    const refused = expect.objectContaining({ code: 4000 })
    expect(() => bench.call('CreateClusterService', foreignSubnetParams)).toThrow(refused)
  })

  it('has unique addresses and node ports for each service of a cluster', () => {
    const bench = new Bench()
    const ports: number[] = []
    const ips: string[] = []
    for (let index = 0; index < 300; index += 1) {
      bench.call(
        'CreateClusterService',
        createParams({ ...balanced, serviceName: `s${index}`, replicas: 0 }),
      )
      const info = bench.info(`s${index}`)
      ports.push(...info.portMappings.map((portMapping) => portMapping.nodePort))
      ips.push(info.serviceIp)
    }
    expect(new Set(ports).size).toBe(600)
    expect(new Set(ips).size).toBe(300)
    for (const nodePort of ports) expect(nodePort >= 30_000 && nodePort <= 32_767).toBe(true)
  })

  it('refuses a taken node port and a repeated port', () => {
    const bench = benchWithService({ ...balanced, portMappings: [port(80, 30_080)] })
    const api =
      (...portMappings: ReturnType<typeof port>[]) =>
      () =>
        bench.call(
          'CreateClusterService',
          createParams({ ...balanced, serviceName: 'api', portMappings }),
        )
    expect(api(port(80, 30_080))).toThrow(
      expect.objectContaining({ code: 5100, codeDesc: 'NodePortAlreadyAllocated' }),
    )
    expect(api(port(80, 30_081), port(81, 30_081))).toThrow(expect.objectContaining({ code: 5100 }))
    expect(api(port(80), port(80))).toThrow(expect.objectContaining({ code: 4000 }))
    expect(bench.call('DescribeClusterService', { ...bench.web, allnamespace: 0 }).totalCount).toBe(
      1,
    )
  })

  it('keeps requested addresses and ports on update, and removes the others', () => {
    const bench = benchWithService()
    bench.advanceBy(10_000)
    const before = bench.info()
    bench.call('ModifyClusterService', modifyParams({ ...balanced, portMappings: [port(80)] }))
    const kept = bench.info()
    expect(kept).toMatchObject({
      lbId: before.lbId,
      lbStatus: 'Running',
      externalIp: before.externalIp,
      serviceIp: before.serviceIp,
      portMappings: before.portMappings.slice(0, 1),
    })
    bench.call('ModifyClusterService', modifyParams({ portMappings: [port(80)] }))
    expect(bench.info()).toMatchObject({ lbId: '', lbStatus: 'None', serviceIp: before.serviceIp })
    expect(bench.events().map((event) => event.reason)).toContain('DeletedLoadBalancer')
    bench.call('ModifyClusterService', modifyParams(balanced))
    expect(bench.info().lbStatus).toBe('Creating')
  })
})
