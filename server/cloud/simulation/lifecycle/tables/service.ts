import type * as z from 'zod/mini'
import type { serviceStatus } from '../../../../../src/contract/actions/services/serviceInfo'
import type { ActionName } from '../../../../../src/contract/index'
import { deleted, type Lifecycle, none } from './table'

const states: Readonly<Record<z.output<typeof serviceStatus> | 'Deleting', string>> = {
  Normal: 'All desired instances are ready; a stopped service desires none.',
  Abnormal:
    'An instance has a fault and cannot recover by itself. During an update: one of the new instances.',
  Waiting: 'Fewer instances are ready than desired.',
  Paused: 'Nothing is started or stopped, in an update or not.',
  Updating: 'Instances of a new configuration replace those of the old.',
  RollingBack: 'Like Updating, to the previous configuration.',
  Deleting: 'Its instances stop. The API has no status for it and returns `Waiting`.',
}

/** Actions that start an update. */
const updates: readonly ActionName[] = [
  'ModifyClusterService',
  'ModifyClusterServiceImage',
  'RedeployClusterService',
]
const scales: readonly ActionName[] = ['ModifyServiceReplicas', 'ModifyClusterService']
/** Actions that stop instances, which the service then replaces. */
const stops: readonly ActionName[] = [
  'DeleteInstances',
  'DrainClusterNode',
  'DeleteClusterInstances',
]
const label: readonly ActionName[] = ['ModifyClusterNodeLabel']

export const serviceTable: Lifecycle = {
  title: 'Service',
  about:
    '`status` of DescribeClusterService. The reasons are in `reasonMap`. Reserved inputs (node labels, image tags) trigger faults that occur by themselves in a real cloud.',
  states,
  transitions: [
    { from: [none], to: 'Waiting', actions: ['CreateClusterService'] },
    { from: [none], to: 'Normal', actions: ['CreateClusterService'] },
    { from: ['Waiting'], to: 'Normal', condition: 'its instances are ready' },
    {
      from: ['Waiting', 'Abnormal'],
      to: 'Normal',
      actions: [...scales, 'RollBackClusterService'],
    },
    { from: ['Normal'], to: 'Waiting', actions: [...scales, ...stops] },
    {
      from: ['Waiting', 'Updating', 'RollingBack'],
      to: 'Abnormal',
      condition:
        'an instance fits on no node, cannot pull its image, crashes or never becomes ready',
    },
    { from: ['Waiting', 'Normal', 'Updating'], to: 'Abnormal', actions: label },
    { from: ['Abnormal'], to: 'Normal', actions: label },
    { from: ['Abnormal'], to: 'Waiting', actions: stops },
    { from: ['Abnormal'], to: 'Waiting', condition: 'a faulty instance has been replaced' },
    { from: ['Normal', 'Waiting', 'Abnormal', 'RollingBack'], to: 'Updating', actions: updates },
    { from: ['Abnormal'], to: 'Updating', actions: [...scales, ...stops] },
    { from: ['Abnormal'], to: 'Updating', condition: 'the faulty instances have been replaced' },
    {
      from: ['Updating', 'RollingBack'],
      to: 'Normal',
      condition: 'the last old instance is replaced',
    },
    { from: ['Updating'], to: 'Normal', actions: [...scales, 'RollBackClusterService'] },
    {
      from: ['Normal', 'Abnormal', 'Updating', 'Paused'],
      to: 'RollingBack',
      actions: ['RollBackClusterService'],
    },
    { from: ['Updating', 'Paused'], to: 'Abnormal', actions: ['RollBackClusterService'] },
    { from: ['Paused'], to: 'Normal', actions: ['RollBackClusterService'] },
    { from: ['Abnormal'], to: 'RollingBack', actions: [...scales, ...stops] },
    { from: ['Abnormal'], to: 'RollingBack', condition: 'the faulty instances have been replaced' },
    {
      from: ['Normal', 'Waiting', 'Abnormal', 'Updating', 'RollingBack'],
      to: 'Paused',
      actions: ['PauseClusterService'],
    },
    ...['Normal', 'Waiting', 'Abnormal', 'Updating', 'RollingBack'].map((to) => ({
      from: ['Paused'],
      to,
      actions: ['ResumeClusterService'] as const,
    })),
    {
      from: ['Normal', 'Waiting', 'Abnormal', 'Paused', 'Updating', 'RollingBack'],
      to: 'Deleting',
      actions: ['DeleteClusterService', 'DeleteClusterNamespace', 'DeleteCluster'],
    },
    { from: ['Deleting'], to: deleted, condition: 'its instances have stopped' },
  ],
}
