import { deleted, type Lifecycle, none } from './table'

export const nodeTable: Lifecycle = {
  title: 'Node',
  about:
    '`isNormal`, `abnormalReason` and `cvmState` of DescribeClusterInstances. Cordoning a node (`unschedulable`) changes none of its states. The administration (docs/simulation.md) can make a node Abnormal and Normal, as the label does.',
  states: {
    Joining: '`cvmState` 3 for a new machine, 14 for one whose OS is reinstalled.',
    Normal: '`isNormal` 1: it accepts instances.',
    Abnormal: '`isNormal` 0, with the reason in `abnormalReason`; `Unknown` means unreachable.',
    Leaving: 'Its instances move; `cvmState` 6 if the machine is returned.',
  },
  transitions: [
    {
      from: [none],
      to: 'Joining',
      actions: ['CreateCluster', 'AddClusterInstances', 'AddClusterInstancesFromExistedCvm'],
    },
    { from: ['Joining'], to: 'Normal', condition: 'its OS is installed' },
    {
      from: ['Joining'],
      to: 'Abnormal',
      condition: 'its OS is installed, and it was labelled meanwhile',
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
      condition: 'its instances have moved; a machine billed by the hour is returned',
    },
  ],
}
