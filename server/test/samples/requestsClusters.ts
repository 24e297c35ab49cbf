import { machineIn } from '../cloud/purchases'
import type { SampleRequest } from './sampleRequest'
import { inCluster, required } from './setups'

/** Sample requests of 集群相关接口, in the document's own spelling. */
export const clustersRequests: readonly SampleRequest[] = [
  {
    action: 'DescribeCluster',
    query: `
      Action=DescribeCluster
      &offset=0
      &limit=20
    `,
  },
  {
    action: 'CreateCluster',
    query: `
      Action=CreateCluster
      &imageId=1
      &bandwidth=1
      &cpu=1
      &mem=2
      &storageType=1
      &storageSize=50
      &goodsNum=1
      &zoneId=1
      &vpcId=vpc-8e0ypm3z
      &subnetId=subnet-3lzrkspo
    `,
    before: async () => {
      const { vpcId, machine } = machineIn()
      return { vpcId, subnetId: machine.subnetId, zoneId: machine.zoneId }
    },
    slips: [
      ...required({
        clusterName: 'test',
        clusterCIDR: '172.20.0.0/16',
        osName: 'ubuntu16.04.1 LTSx86_64',
        bandwidthType: 'PayByHour',
        isVpcGateway: '0',
        rootSize: '50',
      }),
    ],
  },
  {
    action: 'DeleteCluster',
    query: `
      Action=DeleteCluster
      &clusterId=clus-xxxxx
    `,
    before: async ({ clusterId }) => ({ clusterId }),
  },
  {
    action: 'DescribeClusterInstances',
    query: `
      Action=DescribeClusterInstances
      &clusterId=cls-hd1jv48o
      &offset=0
      &limit=20
      &namespace=default
    `,
    before: async ({ call, clusterId, nodes }) => {
      const labels = [{ key: 'fault', value: 'Unknown' }]
      for (const instanceId of nodes) {
        await call('ModifyClusterNodeLabel', { clusterId, instanceId, labels })
      }
      return { clusterId }
    },
  },
  {
    action: 'AddClusterInstances',
    query: `
      Action=AddClusterInstances
      &clusterId=clus-xxxxx
      &expandInstanceNum=1
    `,
    before: inCluster,
    slips: [
      ...required({
        zoneId: machineIn().machine.zoneId,
        cpu: '2',
        mem: '4',
        bandwidthType: 'PayByHour',
        bandwidth: '1',
        subnetId: machineIn().machine.subnetId,
        isVpcGateway: '0',
        rootSize: '50',
        storageSize: '50',
      }),
    ],
  },
  {
    action: 'DeleteClusterInstances',
    query: `
      Action=DeleteClusterInstances
      &clusterId=clus-xxxxx
      &instanceIds.0=ins-xxxx
      &instanceIds.1=ins-xxxx
    `,
    before: async ({ clusterId, nodes: [first, second] }) => ({
      clusterId,
      'instanceIds.0': first,
      'instanceIds.1': second,
    }),
  },
  {
    action: 'AddClusterInstancesFromExistedCvm',
    query: `
      Action=AddClusterInstancesFromExistedCvm
      &clusterId=clus-xxxxx
      &instanceIds.0=ins-xxxxxx
      &instanceIds.1=ins-xxxxxx
    `,
    before: async ({ call, clusterId }) => {
      const { instanceSet } = await call('DescribeInstances', { searchWord: 'spare' })
      const [first = '', second = ''] = instanceSet.map((machine) => machine.unInstanceId)
      return { clusterId, 'instanceIds.0': first, 'instanceIds.1': second }
    },
  },
  {
    action: 'ModifyClusterNodeLabel',
    query: `
      Action=ModifyClusterNodeLabel
      &clusterId=cls-xxxxx
      &instanceId=ins-xxx
      &labels.0.key=foo
      &labels.0.value=bar
      &labels.1.key=foo2
      &labels.1.value=bar2
    `,
    before: async ({ clusterId, nodes: [instanceId] }) => ({ clusterId, instanceId }),
  },
]
