import type { SampleRequest } from './sampleRequest'
import { inCluster, lacksCluster, withService } from './setups'

/** Sample requests of 服务相关接口 and 服务实例相关接口, in the document's own spelling. */
export const servicesRequests: readonly SampleRequest[] = [
  {
    action: 'DescribeClusterService',
    query: `
      Action=DescribeClusterService
      &clusterName=test-cluster
    `,
    before: withService('xxx', [{ containerName: 'test', image: 'nginx:pull-fail' }]),
    slips: [lacksCluster, { name: 'clusterName', because: 'no parameter of the table' }],
  },
  {
    action: 'DescribeClusterServiceInfo',
    query: `
      Action=DescribeClusterServiceInfo
      &clusterName=test-cluster
      &serviceName="simon"
    `,
    before: async (world) => {
      const { clusterId } = world
      const containers = [{ containerName: 'test', image: 'nginx:pull-fail' }]
      await world.service('simon', { accessType: 'LoadBalancer', containers })
      return { clusterId }
    },
    slips: [lacksCluster, { name: 'clusterName', because: 'no parameter of the table' }],
  },
  {
    action: 'CreateClusterService',
    query: `
      Action=CreateClusterService
      &clusterId=cls-xxxxx
      &serviceName=my-web-service
      &replicas=5
      &accessType=LoadBalancer
      &portMappings.0.protocol=TCP
      &portMappings.0.containerPort=80
      &portMappings.0.lbPort=80
      &portMappings.0.nodePort=0
      &volumes.0.name=vol
      &volumes.0.hostPath=
      &volumes.0.volumeType=hostPath
      &containers.0.containerName=test
      &containers.0.image=nginx
      &containers.0.cpu=200
      &containers.0.cpuLimits=300
      &containers.0.memory=128
      &containers.0.envs.0.name=envkey1
      &containers.0.envs.0.value=envval1
      &containers.0.volumeMounts.0.volumeName=vol
      &containers.0.volumeMounts.0.mountPath=/data
      &containers.0.volumeMounts.0.mode=rw
      &containers.0.healthCheck.0.type=liveCheck
      &containers.0.healthCheck.0.checkMethod=methodHttp
      &containers.0.healthCheck.0.port=80
      &containers.0.healthCheck.0.protocol=HTTP
      &containers.0.healthCheck.0.path=/
      &containers.0.healthCheck.0.cmd=
      &containers.0.healthCheck.0.delayTime=0
      &containers.0.healthCheck.0.timeOut=2
      &containers.0.healthCheck.0.intervalTime=3
      &containers.0.healthCheck.0.healthNum=1
      &containers.0.healthCheck.0.unhealthNum=3
      &nodeAffinity.0.key=qcloud
      &nodeAffinity.0.operator=In
      &nodeAffinity.0.values.0=my-app
      &podAffinity.0.key=qcloud
      &podAffinity.0.operator=In
      &podAffinity.0.values.0=my-app
    `,
    before: inCluster,
  },
  {
    action: 'ModifyClusterService',
    query: `
      Action=ModifyClusterService
      &clusterId=cls-xxxxx
      &serviceName=my-web-service
      &replicas=1
      &strategy=Recreate
      &minReadySeconds=1
      &accessType=LoadBalancer
      &portMappings.0.protocol=TCP
      &portMappings.0.containerPort=80
      &portMappings.0.lbPort=80
      &portMappings.0.nodePort=0
      &volumes.0.name=vol
      &volumes.0.hostPath=
      &volumes.0.volumeType=hostPath
      &containers.0.containerName=test
      &containers.0.image=nginx
      &containers.0.cpu=200
      &containers.0.cpuLimits=300
      &containers.0.memory=128
      &containers.0.envs.0.name=envkey1
      &containers.0.envs.0.value=envval1
      &containers.0.volumeMounts.0.volumeName=vol
      &containers.0.volumeMounts.0.mountPath=/data
      &containers.0.volumeMounts.0.mode=rw
      &containers.0.healthCheck.0.type=liveCheck
      &containers.0.healthCheck.0.checkMethod=methodHttp
      &containers.0.healthCheck.0.port=80
      &containers.0.healthCheck.0.protocol=HTTP
      &containers.0.healthCheck.0.path=/
      &containers.0.healthCheck.0.cmd=
      &containers.0.healthCheck.0.delayTime=0
      &containers.0.healthCheck.0.timeOut=2
      &containers.0.healthCheck.0.intervalTime=3
      &containers.0.healthCheck.0.healthNum=1
      &containers.0.healthCheck.0.unhealthNum=3
      &nodeAffinity.0.key=qcloud
      &nodeAffinity.0.operator=In
      &nodeAffinity.0.values.0=my-app
      &podAffinity.0.key=qcloud
      &podAffinity.0.operator=In
      &podAffinity.0.values.0=my-app
    `,
    before: withService('my-web-service'),
  },
  {
    action: 'DeleteClusterService',
    query: `
      Action=DeleteClusterService
      &clusterId=clus-xxxxx
      &serviceName=test-web-service
      &namespace=default
    `,
    before: withService('test-web-service'),
  },
  {
    action: 'ModifyServiceDescription',
    query: `
      Action=ModifyServiceDescription
      &clusterId=clus-xxxxx
      &serviceName=test-web-service
      &description=new-description
      &namespace=default
    `,
    before: withService('test-web-service'),
  },
  {
    action: 'DescribeServiceEvent',
    query: `
      Action=DescribeServiceEvent
      &clusterId=cls-xxxxx
      &serviceName=test-web-service
      &namespace=default
    `,
    before: withService('test-web-service'),
  },
  {
    action: 'ResumeClusterService',
    query: `
      Action=ResumeClusterService
      &clusterId=cls-xxxxx
      &serviceName=test-web-service
      &namespace=default
    `,
    before: async (world) => {
      const params = await withService('test-web-service')(world)
      const { call, clusterId } = world
      await call('PauseClusterService', { clusterId, serviceName: 'test-web-service' })
      return params
    },
  },
  {
    action: 'PauseClusterService',
    query: `
      Action=PauseClusterService
      &clusterId=cls-xxxxx
      &serviceName=test-web-service
      &namespace=default
    `,
    before: withService('test-web-service'),
  },
  {
    action: 'RollBackClusterService',
    query: `
      Action=RollBackClusterService
      &clusterId=cls-xxxxx
      &serviceName=test-web-service
      &namespace=default
    `,
    before: async (world) => {
      const params = await withService('test-web-service')(world)
      const { call, clusterId } = world
      const serviceName = 'test-web-service'
      await call('ModifyClusterServiceImage', { clusterId, serviceName, image: 'nginx:1.15' })
      return params
    },
  },
  {
    action: 'ModifyClusterServiceImage',
    query: `
      Action=ModifyClusterServiceImage
      &clusterId=clus-xxxxx
      &serviceName=test
      &containers.0.containerName=test1
      &containers.0.image=nginx:1.0
      &containers.1.containerName=test2
      &containers.1.image=watch:latest
    `,
    before: withService('test', [
      { containerName: 'test1', image: 'nginx:1.13' },
      { containerName: 'test2', image: 'watch:1.0' },
    ]),
  },
  {
    action: 'ModifyClusterServiceImage',
    query: `
      Action=ModifyServiceDescription
      &clusterId=clus-xxxxx
      &serviceName=test
      &image=nginx:1.0
    `,
    before: withService('test'),
    slips: [
      {
        name: 'Action',
        value: 'ModifyClusterServiceImage',
        because: 'the section is about ModifyClusterServiceImage, and `image` is its parameter',
      },
    ],
  },
  {
    action: 'RedeployClusterService',
    query: `
      Action=RedeployClusterService
      &clusterId=clus-xxxxx
      &serviceName=test
    `,
    before: withService('test'),
  },
  {
    action: 'DescribeServiceInstance',
    query: `
      Action=DescribeClusterContainer
      &clusterId=cls-xxxxx
      &serviceName=simon
      &offset=0
      &limit=20
      &namespace=default
    `,
    before: withService('simon'),
  },
  {
    action: 'ModifyServiceReplicas',
    query: `
      Action=ModifyServiceReplicas
      &clusterId=clus-xxxxx
      &serviceName=test-web-service
      &replicas=2
      &namespace=default
    `,
    before: withService('test-web-service'),
  },
  {
    action: 'DeleteInstances',
    query: `
      Action=DeleteInstances
      &clusterId=clus-xxxxx
      &instances.0=test-web-aweex
      &namespace=default
    `,
    before: async (world) => {
      await world.service('test-web')
      const [name = ''] = await world.instances('test-web')
      return { clusterId: world.clusterId, 'instances.0': name }
    },
  },
]
