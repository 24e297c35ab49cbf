import { ok, type Sample } from './sample'

/** Samples of 命名空间相关接口, 监控相关接口, 镜像仓库相关接口 and 查询异步任务结果. */
export const registrySamples: readonly Sample[] = [
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
