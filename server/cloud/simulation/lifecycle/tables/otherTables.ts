import { deleted, type Lifecycle, none } from './table'

export const namespaceTable: Lifecycle = {
  title: 'Namespace',
  about: '`status` of DescribeClusterNameSpaces. `default` and `kube-system` cannot be deleted.',
  states: {
    Active: 'Services can be made in it.',
    Terminating: 'Its services stop; none can be made.',
  },
  transitions: [
    { from: [none], to: 'Active', actions: ['CreateCluster', 'CreateClusterNamespace'] },
    { from: ['Active'], to: 'Terminating', actions: ['DeleteClusterNamespace'] },
    { from: ['Terminating'], to: deleted, condition: 'its last service has gone' },
    { from: ['Active'], to: deleted, condition: 'its cluster goes' },
  ],
}

export const loadBalancerTable: Lifecycle = {
  title: 'Load balancer',
  about: '`lbStatus` of DescribeClusterService; `None` where the service has none.',
  states: {
    Creating: 'It has an id and no address yet.',
    Running: 'It has an address.',
  },
  transitions: [
    { from: [none], to: 'Creating', actions: ['CreateClusterService'] },
    { from: ['Creating'], to: 'Running', condition: 'it has been made' },
    { from: ['Creating', 'Running'], to: deleted, actions: ['ModifyClusterService'] },
    { from: ['Creating', 'Running'], to: deleted, condition: 'its service has gone' },
  ],
}

export const taskTable: Lifecycle = {
  title: 'Task',
  about: '`status` of DescribeClusterTaskResult; it can be asked for a month after its end.',
  states: {
    running: 'What was asked for goes on.',
    succ: 'It has come to its end.',
    fail: 'It has come to nothing.',
  },
  transitions: [
    {
      from: [none],
      to: 'running',
      actions: ['CreateCluster', 'AddClusterInstances', 'DeleteClusterInstances', 'DeleteCluster'],
    },
    { from: ['running'], to: 'succ', condition: 'the last of what it does is done' },
    { from: ['running'], to: 'fail', condition: 'it cannot be done (reserved name `fault-task`)' },
  ],
}
