import { deleted, type Lifecycle, none } from './table'

export const nodeTable: Lifecycle = {
  title: 'Node',
  about:
    '`isNormal`, `abnormalReason` and `cvmState` of DescribeClusterInstances. Closing a node to new instances (`unschedulable`) changes none of its states. The administration (docs/simulation.md) makes a node Abnormal and Normal as its label does.',
  states: {
    Joining: '`cvmState` 3 for a machine that is being made, 14 for one that gets a new system.',
    Normal: '`isNormal` 1: it takes instances.',
    Abnormal: '`isNormal` 0, and `abnormalReason` says why; `Unknown` is out of reach.',
    Leaving: 'Its instances move; `cvmState` 6 where the machine goes back.',
  },
  transitions: [
    {
      from: [none],
      to: 'Joining',
      actions: ['CreateCluster', 'AddClusterInstances', 'AddClusterInstancesFromExistedCvm'],
    },
    { from: ['Joining'], to: 'Normal', condition: 'its system is there' },
    {
      from: ['Joining'],
      to: 'Abnormal',
      condition: 'its system is there, and it was labelled meanwhile',
    },
    { from: ['Normal'], to: 'Abnormal', actions: ['ModifyClusterNodeLabel'] },
    { from: ['Abnormal'], to: 'Normal', actions: ['ModifyClusterNodeLabel'] },
    {
      from: ['Normal', 'Abnormal'],
      to: 'Leaving',
      actions: ['DeleteClusterInstances', 'DeleteCluster'],
    },
    {
      from: ['Leaving'],
      to: deleted,
      condition: 'its instances have moved; a machine by the hour goes back',
    },
  ],
}
