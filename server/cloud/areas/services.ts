import type * as contract from '../../../src/contract/services'
import type { Handlers } from '../handler'
import {
  DescribeClusterService,
  DescribeClusterServiceInfo,
  DescribeServiceEvent,
} from './servicesRead'
import {
  PauseClusterService,
  RedeployClusterService,
  ResumeClusterService,
  RollBackClusterService,
} from './servicesTurn'
import {
  CreateClusterService,
  DeleteClusterService,
  ModifyClusterService,
  ModifyClusterServiceImage,
  ModifyServiceDescription,
} from './servicesWrite'

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
