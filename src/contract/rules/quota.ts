/** Default quotas of an account: api-facts.md 5.1 and 集群相关接口/创建集群. */
export const clustersPerRegion = 5
export const nodesPerCluster = 20
