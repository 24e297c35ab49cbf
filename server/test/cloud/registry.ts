import type { RequestOptions } from './client'
import { testCloud } from './cloud'

/** The demo world with shortcuts for the tests of the registry. */
export async function registryCloud() {
  const cloud = await testCloud({ world: 'demo' })
  const { call } = cloud
  const clusterIdOf = async (clusterName: string, region = 'gz') => {
    const { clusters } = await call('DescribeCluster', { clusterName }, { region })
    return clusters[0]?.clusterId ?? ''
  }
  const tagsOf = async (reponame: string) => {
    const { tagInfo } = await call('GetTagList', { reponame, limit: 100 })
    return tagInfo.map((tag) => tag.tagName)
  }
  const logOf = async (reponame: string) => (await call('ListTriggerLog', { reponame })).logInfo
  /** Copies a tag to another name, since the API has no push. */
  const copy = (from: string, to: string) =>
    call('DuplicateImage', { src_image: from, dest_image: to })
  const service = async (
    named: { clusterId: string; namespace: string; serviceName: string },
    requestOptions: RequestOptions = {},
  ) => (await call('DescribeClusterServiceInfo', named, requestOptions)).service
  return { ...cloud, clusterIdOf, tagsOf, logOf, copy, service }
}

export const refused = (code: number, codeDesc: string) => ({ response: { code, codeDesc } })
