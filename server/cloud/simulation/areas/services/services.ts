import type * as contract from '../../../../../src/contract/actions/services/services'
import type { Handlers } from '../../handler'
import { DescribeClusterService, DescribeClusterServiceInfo, DescribeServiceEvent } from './read'
import {
  PauseClusterService,
  RedeployClusterService,
  ResumeClusterService,
  RollBackClusterService,
} from './rollouts'
import {
  CreateClusterService,
  DeleteClusterService,
  ModifyClusterService,
  ModifyClusterServiceImage,
  ModifyServiceDescription,
} from './write'

export const services: Handlers<typeof contract> = {
  DescribeClusterService,
  DescribeClusterServiceInfo,
  CreateClusterService,
  ModifyClusterService,
  DeleteClusterService,
  ModifyServiceDescription,
  DescribeServiceEvent,
  ResumeClusterService,
  PauseClusterService,
  RollBackClusterService,
  ModifyClusterServiceImage,
  RedeployClusterService,
}
