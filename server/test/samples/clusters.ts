import { ok, type Sample } from './sample'

/** Samples of 集群相关接口, 服务相关接口 and 服务实例相关接口. */
export const clusterSamples: readonly Sample[] = [
  {
    action: 'DescribeCluster',
    body: {
      ...ok,
      data: {
        totalCount: 1,
        clusters: [
          {
            clusterId: 'cls-xxxxx',
            clusterName: 'test',
            description: '',
            status: 'Running',
            unVpcId: 'vpc-xxxx',
            vpcId: 895,
            clusterCIDR: '172.21.0.0/16',
            createdAt: '2017-03-17 15:03:24',
            updatedAt: '2017-03-24 11:13:01',
            nodeStatus: 'AllNormal',
            nodeNum: 1,
            os: 'ubuntu16.04.1 LTSx86_64',
            totalCpu: 1,
            totalMem: 1,
            regionId: 1,
            region: 'ap-guangzhou',
            k8sVersion: '',
            clusterExternalEndpoint: null,
          },
        ],
      },
    },
    lacks: ['clusters.0.projectId'],
  },
  {
    action: 'CreateCluster',
    body: { ...ok, message: 'ok', data: { clusterId: 'cluster-xxxx', requestId: 11333 } },
  },
  { action: 'DeleteCluster', body: { ...ok, message: 'ok', data: { requestId: 11333 } } },
  {
    action: 'DescribeClusterInstances',
    body: {
      ...ok,
      data: {
        totalCount: 1,
        nodes: [
          {
            instanceId: 'ins-78j5at62',
            instanceName: 'cls-hd1jv48o_node',
            wanIp: '',
            lanIp: '10.133.0.44',
            kernelVersion: '4.4.0-47-generic',
            osImage: 'Ubuntu 16.04.1 LTS',
            podCidr: '100.70.0.0/24',
            isNormal: 0,
            abnormalReason: 'Unknown',
            cvmState: 2,
            zoneId: 200002,
            zone: 'ap-shanghai-2',
            cvmPayMode: 1,
            networkPayMode: 2,
            createdAt: '2017-04-11 18:02:18',
            instanceCreateTime: '2017-04-11 18:00:32',
            instanceDeadlineTime: '0000-00-00 00:00:00',
          },
        ],
      },
    },
    lacks: ['nodes.0.instanceType', 'nodes.0.cpu', 'nodes.0.mem'],
  },
  {
    action: 'AddClusterInstances',
    body: {
      ...ok,
      message: 'ok',
      data: { instanceIds: ['ins-xxxxxx', 'ins-xxxxxx'], requestId: 11333 },
    },
  },
  { action: 'DeleteClusterInstances', body: { ...ok, message: 'ok', data: { requestId: 11333 } } },
  {
    action: 'AddClusterInstancesFromExistedCvm',
    body: {
      ...ok,
      message: 'ok',
      data: { succInstanceIds: ['ins-xxxxxx', 'ins-xxxxxx'], faliInstanceIds: null },
    },
  },
  {
    action: 'DescribeClusterService',
    body: {
      ...ok,
      data: {
        services: [
          {
            serviceName: 'xxx',
            status: 'Waiting',
            reasonMap: { 下载镜像失败: 1 },
            serviceIp: '192.168.255.181',
            externalIp: '10.0.1.11',
            lbId: 'lb-s0046sr1',
            lbStatus: 'Running',
            accessType: 'SvcLBTypeInner',
            desiredReplicas: 1,
            currentReplicas: 1,
            createdAt: '2017-06-07 15:02:21',
            namespace: 'default',
          },
        ],
      },
    },
    lacks: ['totalCount'],
  },
  {
    action: 'DescribeClusterServiceInfo',
    body: {
      ...ok,
      data: {
        service: {
          serviceName: 'xxx',
          serviceDesc: 'des',
          status: 'Waiting',
          reasonMap: { 下载镜像失败: 1 },
          reason: 'ImagePullBackOff',
          regionId: 1,
          desiredReplicas: 1,
          currentReplicas: 0,
          lbId: '',
          lbStatus: 'None',
          createdAt: '2016-12-08 12:44:21',
          accessType: 'LoadBalancer',
          serviceIp: '100.71.0.60',
          externalIp: '',
          namespace: 'default',
          portMappings: [{ containerPort: 100, lbPort: 900, nodePort: 32191, protocol: 'TCP' }],
          containers: [
            {
              containerName: 'test',
              image: 'nginx',
              envs: null,
              volumeMounts: null,
              liveProbe: null,
              readyProbe: null,
              cpu: 0,
              memory: 0,
              command: '',
              arguments: null,
            },
          ],
          selector: { 'qcloud-app': 'xxx' },
          labels: { 'qcloud-app': 'xxx' },
        },
      },
    },
    lacks: [
      'service.containers.0.cpuLimits',
      'service.containers.0.memoryLimits',
      'service.subnetId',
      'service.unHubId',
    ],
  },
  {
    action: 'DescribeServiceEvent',
    body: {
      ...ok,
      data: {
        eventList: [
          {
            firstSeen: '2016-11-08 16:15:15',
            lastSeen: '2016-11-09 16:59:56',
            count: 6530,
            level: 'Warning',
            objType: 'Pod',
            objName: 'frontend-542052039-h2yj8',
            reason: 'pod启动失败',
            message:
              'Error syncing pod, skipping: failed to "StartContainer" for "php-redis" with ImagePullBackOff: "Back-off pulling image \\"gcr.io/google-samples/gb-frontend:v5\\""\n',
          },
        ],
      },
    },
  },
  {
    action: 'DescribeServiceInstance',
    body: {
      ...ok,
      message: 'ok',
      data: {
        totalCount: 1,
        instanaces: [
          {
            name: 'simon-1272463236-574ou',
            status: 'Waiting',
            reason: '容器进程崩溃',
            ip: '100.70.0.10',
            restartCount: 11,
            readyCount: 0,
            nodeName: '10.133.0.44',
            nodeIp: '10.133.0.44',
            createdAt: '2016-12-14 15:31:56',
            containers: [
              {
                name: 'nignix',
                containerId: 'e341e732e18da7015c440de0b26617725718d289e7c5187177dd91318dc6550d',
                status: 'Waiting',
                reason: '容器进程崩溃',
                image: 'registry.ccs.tencentyun.com/test/test2:latest',
              },
            ],
          },
        ],
      },
    },
  },
  {
    action: 'DeleteInstances',
    body: { ...ok, message: 'ok', successList: ['test-web-aweex'], failedMap: {} },
  },
]
