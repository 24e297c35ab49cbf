import type * as z from 'zod/mini'
import type { clusterStatus } from '../../../../../src/contract/actions/clusters/clusterInfo'
import { deleted, type Lifecycle, none } from './table'

const states: Readonly<Record<z.output<typeof clusterStatus>, string>> = {
  Creating: 'Machines are bought, get their OS and join.',
  Running: 'All nodes have joined; every action is allowed.',
  Scaling: 'Nodes join or leave; services can still be changed.',
  Upgrading: 'Other endpoints may return it; no action of this API leads to it.',
  Isolated: 'The account is overdue: the cluster can only be deleted.',
  Abnormal: 'Its creation failed; it can be deleted.',
  Deleting: 'Services stop, nodes leave and machines are returned; then the cluster is deleted.',
}

export const clusterTable: Lifecycle = {
  title: 'Cluster',
  about: '`status` of DescribeCluster.',
  states,
  transitions: [
    { from: [none], to: 'Creating', actions: ['CreateCluster'] },
    {
      from: ['Creating'],
      to: 'Running',
      condition: 'its last node has joined and the control plane runs',
    },
    {
      from: ['Creating'],
      to: 'Abnormal',
      condition: 'its task has failed (reserved name `fault-task`)',
    },
    {
      from: ['Running'],
      to: 'Scaling',
      actions: [
        'AddClusterInstances',
        'AddClusterInstancesFromExistedCvm',
        'DeleteClusterInstances',
      ],
    },
    { from: ['Scaling'], to: 'Running', condition: 'the last of these nodes has joined or left' },
    {
      from: ['Running'],
      to: 'Isolated',
      condition: 'the account is overdue (in seeded worlds only)',
    },
    { from: ['Running', 'Isolated', 'Abnormal'], to: 'Deleting', actions: ['DeleteCluster'] },
    {
      from: ['Deleting'],
      to: deleted,
      condition: 'its services have stopped and its nodes have left',
    },
  ],
}
