import type * as z from 'zod/mini'
import type { clusterStatus } from '../../../../../src/contract/actions/clusters/clusterInfo'
import { gone, type Lifecycle, none } from './table'

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
  arrows: [
    { from: [none], to: 'Creating', by: ['CreateCluster'] },
    { from: ['Creating'], to: 'Running', when: 'its last node has joined and its own parts run' },
    {
      from: ['Creating'],
      to: 'Abnormal',
      when: 'its task has failed (reserved name `fault-task`)',
    },
    {
      from: ['Running'],
      to: 'Scaling',
      by: ['AddClusterInstances', 'AddClusterInstancesFromExistedCvm', 'DeleteClusterInstances'],
    },
    { from: ['Scaling'], to: 'Running', when: 'the last of these nodes has joined or left' },
    {
      from: ['Running'],
      to: 'Isolated',
      when: 'the account does not pay (worlds are made with it)',
    },
    { from: ['Running', 'Isolated', 'Abnormal'], to: 'Deleting', by: ['DeleteCluster'] },
    { from: ['Deleting'], to: gone, when: 'its services have stopped and its nodes have left' },
  ],
}
