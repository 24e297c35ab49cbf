import { gone, type Lifecycle, none } from './table'

export const namespaceTable: Lifecycle = {
  title: 'Namespace',
  about: '`status` of DescribeClusterNameSpaces. `default` and `kube-system` cannot be deleted.',
  states: {
    Active: 'Services can be made in it.',
    Terminating: 'Its services stop; none can be made.',
  },
  arrows: [
    { from: [none], to: 'Active', by: ['CreateCluster', 'CreateClusterNamespace'] },
    { from: ['Active'], to: 'Terminating', by: ['DeleteClusterNamespace'] },
    { from: ['Terminating'], to: gone, when: 'its last service has gone' },
    { from: ['Active'], to: gone, when: 'its cluster goes' },
  ],
}

export const loadBalancerTable: Lifecycle = {
  title: 'Load balancer',
  about: '`lbStatus` of DescribeClusterService; `None` where the service has none.',
  states: {
    Creating: 'It has an id and no address yet.',
    Running: 'It has an address.',
  },
  arrows: [
    { from: [none], to: 'Creating', by: ['CreateClusterService'] },
    { from: ['Creating'], to: 'Running', when: 'it has been made' },
    { from: ['Creating', 'Running'], to: gone, by: ['ModifyClusterService'] },
    { from: ['Creating', 'Running'], to: gone, when: 'its service has gone' },
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
  arrows: [
    {
      from: [none],
      to: 'running',
      by: ['CreateCluster', 'AddClusterInstances', 'DeleteClusterInstances', 'DeleteCluster'],
    },
    { from: ['running'], to: 'succ', when: 'the last of what it does is done' },
    { from: ['running'], to: 'fail', when: 'it cannot be done (reserved name `fault-task`)' },
  ],
}
