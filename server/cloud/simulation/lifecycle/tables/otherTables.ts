import { deleted, type Lifecycle, none } from './table'

export const namespaceTable: Lifecycle = {
  title: 'Namespace',
  about: '`status` of DescribeClusterNameSpaces. `default` and `kube-system` cannot be deleted.',
  states: {
    Active: 'Services can be created in it.',
    Terminating: 'Its services stop; none can be created.',
  },
  transitions: [
    { from: [none], to: 'Active', actions: ['CreateCluster', 'CreateClusterNamespace'] },
    { from: ['Active'], to: 'Terminating', actions: ['DeleteClusterNamespace'] },
    { from: ['Terminating'], to: deleted, condition: 'its last service is deleted' },
    { from: ['Active'], to: deleted, condition: 'its cluster is deleted' },
  ],
}

export const loadBalancerTable: Lifecycle = {
  title: 'Load balancer',
  about: '`lbStatus` of DescribeClusterService; `None` if the service has none.',
  states: {
    Creating: 'It has an ID, but no address yet.',
    Running: 'It has an address.',
  },
  transitions: [
    {
      from: [none],
      to: 'Creating',
      actions: ['CreateClusterService', 'RollBackClusterService'],
    },
    { from: ['Creating'], to: 'Running', condition: 'it has been created' },
    { from: ['Creating', 'Running'], to: deleted, actions: ['ModifyClusterService'] },
    { from: ['Running'], to: deleted, actions: ['RollBackClusterService'] },
    { from: ['Creating', 'Running'], to: deleted, condition: 'its service is deleted' },
  ],
}

export const taskTable: Lifecycle = {
  title: 'Task',
  about: '`status` of DescribeClusterTaskResult; it can be queried for a month after its end.',
  states: {
    running: 'The operation is in progress.',
    succ: 'The operation succeeded.',
    fail: 'The operation failed.',
  },
  transitions: [
    {
      from: [none],
      to: 'running',
      actions: ['CreateCluster', 'AddClusterInstances', 'DeleteClusterInstances', 'DeleteCluster'],
    },
    { from: ['running'], to: 'succ', condition: 'the last of its operations has completed' },
    {
      from: ['running'],
      to: 'fail',
      condition: 'the operation fails (reserved name `fault-task`)',
    },
  ],
}
