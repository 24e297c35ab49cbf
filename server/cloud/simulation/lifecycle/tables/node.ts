import { gone, type Lifecycle, none } from './table'

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
  arrows: [
    {
      from: [none],
      to: 'Joining',
      by: ['CreateCluster', 'AddClusterInstances', 'AddClusterInstancesFromExistedCvm'],
    },
    { from: ['Joining'], to: 'Normal', when: 'its system is there' },
    {
      from: ['Joining'],
      to: 'Abnormal',
      when: 'its system is there, and it was labelled meanwhile',
    },
    { from: ['Normal'], to: 'Abnormal', by: ['ModifyClusterNodeLabel'] },
    { from: ['Abnormal'], to: 'Normal', by: ['ModifyClusterNodeLabel'] },
    {
      from: ['Normal', 'Abnormal'],
      to: 'Leaving',
      by: ['DeleteClusterInstances', 'DeleteCluster'],
    },
    {
      from: ['Leaving'],
      to: gone,
      when: 'its instances have moved; a machine by the hour goes back',
    },
  ],
}
