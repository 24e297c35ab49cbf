import type { ActionName } from '../../src/contract/index'

/** An answer as the API document prints it, put into valid JSON, and what it lacks of its own table. */
interface Sample {
  action: ActionName
  body: Record<string, unknown>
  /** Fields of the table that the sample leaves out. */
  lacks?: readonly string[]
}

const ok = { code: 0, message: '', codeDesc: 'Success' }

/** The samples of the API document (ccs-api-2.0.txt), section 4 of each action with a payload. */
export const samples: readonly Sample[] = [
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
    lacks: ['service.containers.0.cpuLimits', 'service.containers.0.memoryLimits'],
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
  {
    action: 'DescribeClusterNameSpaces',
    body: {
      ...ok,
      data: {
        totalCount: 2,
        namespaces: [
          {
            name: 'default',
            status: 'Active',
            description: '',
            createdAt: '2017-06-08 19:10:01',
          },
          {
            name: 'tst',
            status: 'Active',
            description: 'test',
            createdAt: '2017-06-27 19:10:01',
          },
        ],
      },
    },
  },
  {
    action: 'GetMonitorData',
    body: {
      code: 0,
      message: '',
      metricName: 'service_cpu_used',
      startTime: '2016-06-28 14:10:00',
      endTime: '2016-06-28 14:20:00',
      period: 300,
      dataPoints: [5.6, 6.4, 7.7],
    },
  },
  {
    action: 'SearchUserRepository',
    body: {
      ...ok,
      data: {
        totalCount: 1,
        privilegeFiltered: false,
        repoInfo: [
          {
            reponame: 'test/kubetest',
            repotype: 'QCLOUD HUB',
            tagCount: 2,
            public: 0,
            isUserFavor: false,
            isQcloudOfficial: false,
            favorCount: 0,
            pullCount: 5137,
            description: '',
            creationTime: '2017-09-12 13:02:58',
            updateTime: '2018-02-28 14:26:06',
          },
        ],
      },
    },
  },
  {
    action: 'GetLimit',
    body: {
      ...ok,
      data: {
        limitInfo: [
          { username: '100001066666', type: 'namespace', value: 10 },
          { username: '100001066666', type: 'repo', value: 100 },
          { username: '100001066666', type: 'tag', value: 100 },
          { username: '100001066666', type: 'triggers', value: 10 },
        ],
      },
    },
  },
  {
    action: 'GetRepositoryInfo',
    body: {
      ...ok,
      data: {
        creationTime: '2017-12-28 11:00:10',
        description: '',
        favorCount: 0,
        isQcloudOfficial: false,
        isUserFavor: false,
        public: 0,
        pullCount: 0,
        reponame: 'test/kube_test',
        repotype: 'QCLOUD HUB',
      },
    },
  },
  {
    action: 'GetTagList',
    body: {
      ...ok,
      data: {
        reponame: 'test/kubetest',
        server: 'ccr.ccs.tencentyun.com',
        tagCount: 1,
        tagInfo: [
          {
            repo_name: 'kubetest',
            tagName: 'nginx_v1',
            tagId: 'sha256:5fbb3629fba1c7c875015c9cb4c27f1d9e8e92d2f027f09b6eda35ff952323a1',
            imageId: 'sha256:146c8220814be5f07a03b0b0b1e352ce42278684266d95670bf3e11225441b70',
            size: '59 MB',
            creationTime: '2017-09-12 15:30:23 +0800 CST',
            updateTime: '2017-10-25 16:33:51 +0800 CST',
            author: '',
            architecture: 'amd64',
            dockerVersion: '1.12.5',
            os: 'linux',
            pushTime: '2017-09-12 15:33:39 +0800 CST',
            sizeByte: 59229024,
          },
        ],
      },
    },
  },
  {
    action: 'GetAutoDelStrategy',
    body: {
      ...ok,
      data: {
        strategyInfo: [
          {
            username: '100001066666',
            repo_name: 'test/kube_test',
            type: 'keep_last_nums',
            value: 10,
            valid: 1,
            creation_time: '2018-03-07T16:53:23+08:00',
          },
        ],
        totalCount: 1,
      },
    },
  },
  {
    action: 'ListTrigger',
    body: {
      ...ok,
      data: {
        totalCount: 1,
        triggerInfo: [
          {
            triggerName: 'trigger_test',
            invokeSource: 'IMAGE_PUSH',
            invokeAction: 'SERVICE_UPDATE',
            repoName: 'test/kube_test',
            createTime: '2018-03-07 14:30:43',
            updateTime: '2018-03-08 15:30:43',
            invokeCondition: { invokeMethod: 'all', invokeExpr: '' },
            invokePara: {
              appId: '1254666666',
              clusterId: 'cls-xxxxxxxx',
              namespace: 'default',
              serviceName: 'nginx-test',
              containerName: 'nginx-test',
              clusterRegion: 1,
            },
          },
        ],
      },
    },
  },
  { action: 'RepositoryisExists', body: { ...ok, data: { isExist: true } } },
  { action: 'DescribeClusterTaskResult', body: { ...ok, data: { status: 'succ' } } },
]
