import type { SampleRequest } from './sampleRequest'
import { inCluster, withNamespaces } from './setups'
import {
  withRegistryNamespace,
  withRepositories,
  withStrategy,
  withTags,
  withTrigger,
} from './setupsRegistry'

/** Sample requests of 命名空间相关接口, 镜像仓库相关接口 and 查询异步任务结果, in the document's own spelling. */
export const registryRequests: readonly SampleRequest[] = [
  {
    action: 'DescribeClusterNameSpaces',
    query: `
      Action=DescribeClusterNameSpaces
      &clusterId=cls-xxxxxx
    `,
    before: withNamespaces('tst'),
  },
  {
    action: 'CreateClusterNamespace',
    query: `
      Action=CreateClusterNamespace
      &clusterId=cls-xxxxx
      &name=tst
      &description=test
    `,
    before: inCluster,
  },
  {
    action: 'DeleteClusterNamespace',
    query: `
      Action=DeleteClusterNamespace
      &clusterId=cls-xxxxx
      &names.0=tst
      &names.1=tst2
    `,
    before: withNamespaces('tst', 'tst2'),
  },
  {
    action: 'ChangePassword',
    query: `
      Action=ChangePassword
      &password=xxxyyyzzz
    `,
  },
  {
    action: 'ModifyUpdateServiceTrigger',
    query: `
      Action=ModifyUpdateServiceTrigger
      &triggerName=trigger_test
      &reponame=test/kube_test
      &newTriggerName=trigger_test_new
      &invokeMethod=taglist
      &invokeExpr=v1;v2
      &serviceName=nginx-test
      &clusterId=cls-xxxxxxxx
      &namespace=default
      &containerName=nginx-test
      &clusterRegion=1
    `,
    before: withTrigger,
  },
  {
    action: 'CloseAutoDelStrategy',
    query: `
      Action=CloseAutoDelStrategy
      &reponame=test/kube_test
    `,
    before: withStrategy,
  },
  {
    action: 'CreateRepository',
    query: `
      Action=CreateRepository
      &reponame=test/kube_test
      &public=1
      &description=test
    `,
    before: withRegistryNamespace,
  },
  {
    action: 'DeleteUpdateServiceTrigger',
    query: `
      Action=DeleteUpdateServiceTrigger
      &triggerName=trigger_test
    `,
    before: withTrigger,
  },
  {
    action: 'DuplicateImage',
    query: `
      Action=DuplicateImage
      &src_image=tencentyun/foo:v1
      &dest_image=tencentyun/foo:latest
    `,
    before: async (world) => {
      await withTags('test/foo', 'v1')(world)
      return { src_image: 'test/foo:v1', dest_image: 'test/foo:latest' }
    },
  },
  {
    action: 'BatchDeleteTag',
    query: `
      Action=BatchDeleteTag
      &reponame=test/kube_test
      &tags.0="nginx_v1"
      &tags.1="nginx_v2"
    `,
    before: withTags('test/kube_test', 'nginx_v1', 'nginx_v2'),
  },
  {
    action: 'BatchDeleteRepository',
    query: `
      Action=BatchDeleteRepository
      &reponames.0=test/kube_test
      &reponames.1=test/kube_test1
    `,
    before: withRepositories('test/kube_test', 'test/kube_test1'),
  },
  {
    action: 'UpdateRepositoryDesc',
    query: `
      Action=UpdateRepositoryDesc
      &reponame=test/kube_test
      &description=test
    `,
    before: withRepositories('test/kube_test'),
  },
  {
    action: 'UpdateRepositoryPublic',
    query: `
      Action=UpdateRepositoryPublic
      &reponame=test/kube_test
      &public=0
    `,
    before: withRepositories('test/kube_test'),
  },
  {
    action: 'SearchUserRepository',
    query: `
      Action=SearchUserRepository
      &offset=0
      &limit=20
      &reponame=test/kubetest
      &public=1
      &namespace=test
    `,
    before: withRepositories('test/kubetest'),
  },
  {
    action: 'GetLimit',
    query: `
      Action=GetLimit
      &reponame=test/kube_test
    `,
  },
  {
    action: 'GetRepositoryInfo',
    query: `
      Action=GetRepositoryInfo
      &reponame=test/kube_test
    `,
    before: withRepositories('test/kube_test'),
  },
  {
    action: 'AddUpdateServiceTrigger',
    query: `
      Action=AddUpdateServiceTrigger
      &triggerName=trigger_test
      &reponame=test/kube_test
      &invokeMethod=taglist
      &invokeExpr=v1;v2
      &serviceName=nginx-test
      &clusterId=cls-xxxxxx
      &namespace=default
      &containerName=nginx-test
      &clusterRegion=1
    `,
    before: async (world) => {
      await world.service('nginx-test')
      await withRepositories('test/kube_test')(world)
      return { clusterId: world.clusterId }
    },
  },
  {
    action: 'GetTagList',
    query: `
      Action=GetTagList
      &reponame=test/kubetest
      &offset=0
      &limit=20
      &tag=nginx_v1
    `,
    before: withTags('test/kubetest', 'nginx_v1'),
  },
  {
    action: 'GetAutoDelStrategy',
    query: `
      Action=GetAutoDelStrategy
      &reponame=test/kube_test
    `,
    before: withStrategy,
  },
  {
    action: 'ListTrigger',
    query: `
      Action=ListTrigger
      &triggerName=trigger_test
      &offset=0
      &limit=20
      &reponame=test/kube_test
    `,
    before: withTrigger,
  },
  {
    action: 'SetAutoDelStrategy',
    query: `
      Action=SetAutoDelStrategy
      &reponame=test/kube_test
      &type=keep_last_nums
      &val=10
    `,
    before: withRepositories('test/kube_test'),
  },
  {
    action: 'RepositoryisExists',
    query: `
      Action=RepositoryisExists
      &reponame=repo-xxx
    `,
    before: async (world) => {
      await withRepositories('test/repo-xxx')(world)
      return { reponame: 'test/repo-xxx' }
    },
  },
  {
    action: 'DescribeClusterTaskResult',
    query: `
      Action=DescribeClusterTaskResult
      &requestId=123
    `,
    before: async ({ call, clusterId }) => {
      const { requestId } = await call('DeleteCluster', { clusterId })
      return { requestId: String(requestId) }
    },
  },
]
