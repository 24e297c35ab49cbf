import { networkOf } from '../../cloud/simulation/seed/network'

/** Parameters that buy one small machine in a region's VPC `prod`. */
export function machineIn(region = 'ap-guangzhou') {
  const subnet = networkOf(region).subnets.find((candidate) => candidate.vpc.name === 'prod')
  if (!subnet) throw new Error(`${region} has no subnet`)
  return {
    vpcId: subnet.vpc.unVpcId,
    machine: {
      zoneId: String(subnet.zone.id),
      subnetId: subnet.unSubnetId,
      cpu: 2,
      mem: 4,
      bandwidthType: 'PayByTraffic',
      bandwidth: 1,
      isVpcGateway: 0,
      rootSize: 50,
      storageSize: 0,
      goodsNum: 1,
    } as const,
  }
}

/** Parameters of CreateCluster for a cluster of one node. */
export function clusterNamed(clusterName: string, clusterCIDR = '172.16.0.0/16') {
  const { vpcId, machine } = machineIn()
  return { ...machine, clusterName, clusterCIDR, vpcId, osName: 'centos7.2x86_64' } as const
}
