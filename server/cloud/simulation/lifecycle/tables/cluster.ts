import type * as z from 'zod/mini'
import type { clusterStatus } from '../../../../../src/contract/actions/clusters/clusterInfo'
import { deleted, type Lifecycle, none } from './table'

const states: Readonly<Record<z.output<typeof clusterStatus>, string>> = {
  Creating: 'Machines are bought, get their system and join.',
  Running: 'All nodes have joined; everything is allowed.',
  Scaling: 'Nodes join or leave; services can still be changed.',
  Upgrading: 'Other endpoints know it; no action of this API leads here.',
  Isolated: 'The account owes money: the cluster can be deleted and nothing else.',
  Abnormal: 'Its creation came to nothing; it can be deleted.',
  Deleting: 'Services stop, nodes leave, machines go back; then it is gone.',
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
      condition: 'its last node has joined and its own parts run',
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
      condition: 'the account does not pay (worlds are made with it)',
    },
    { from: ['Running', 'Isolated', 'Abnormal'], to: 'Deleting', actions: ['DeleteCluster'] },
    {
      from: ['Deleting'],
      to: deleted,
      condition: 'its services have stopped and its nodes have left',
    },
  ],
}
