import { fieldEvidence } from './evidence'
import type { Cluster, ClusterFacts } from './facts'
import type { Rule } from './finding'
import { isJoining } from './nodeRules'

type Status = Cluster['status']

const statusRule = (code: Rule<ClusterFacts>['code'], status: Status): Rule<ClusterFacts> => ({
  code,
  kind: 'cluster',
  find: ({ cluster }) =>
    cluster.status === status
      ? [{ values: {}, evidence: [fieldEvidence(cluster.clusterId, 'status', status)] }]
      : [],
})

const abnormalNodes: Rule<ClusterFacts> = {
  code: 'clusterNodesAbnormal',
  kind: 'cluster',
  find: ({ cluster, nodes, now }) => {
    const { clusterId, status, nodeStatus, nodeNum } = cluster
    if (status === 'Abnormal' || nodeNum === 0 || nodeStatus === 'AllNormal') return []
    const abnormal = nodes?.filter((node) => node.isNormal === 0 && !isJoining(node, now))
    if (abnormal?.length === 0) return []
    return [
      {
        values: {
          nodes: nodeNum,
          ...(abnormal
            ? { abnormal: abnormal.length }
            : nodeStatus === 'AllAbnormal' && { abnormal: nodeNum }),
        },
        evidence: [
          fieldEvidence(clusterId, 'nodeStatus', nodeStatus),
          ...(abnormal ?? []).map((node) =>
            fieldEvidence(node.instanceName, 'abnormalReason', node.abnormalReason),
          ),
        ],
      },
    ]
  },
}

export const clusterRules: readonly Rule<ClusterFacts>[] = [
  statusRule('clusterAbnormal', 'Abnormal'),
  statusRule('clusterIsolated', 'Isolated'),
  abnormalNodes,
]
