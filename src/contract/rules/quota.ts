/** Default quotas (集群相关接口/创建集群): clusters of an account in all regions, and nodes of a cluster. */
export const clustersPerAccount = 5
export const nodesPerCluster = 20
