import type { SampleRequest } from './sampleRequest'
import { measured, monitorSlips } from './setupsMonitoring'

/** Sample requests of 监控相关接口, in the document's own spelling. */
export const monitoringRequests: readonly SampleRequest[] = [
  {
    action: 'GetMonitorData',
    query: `
      &namespace=qce/cvm
      &metricName=dc_cpu_usage
      &dimensions.0.name=docker_clusterid
      &dimensions.0.value=cls-xxxxx
      &startTime=2017-03-28 14:10:00
      &endTime=2016-03-28 15:10:00
      &period=60
    `,
    before: measured('cluster'),
    slips: monitorSlips,
  },
  {
    action: 'GetMonitorData',
    query: `
      &namespace=qce/docker
      &metricName=service_cpu_used
      &dimensions.0.name=clusterId
      &dimensions.0.value=cls-xxxxx
      &dimensions.1.name=serviceName
      &dimensions.1.value=test
      &dimensions.2.name=namespace
      &dimensions.2.value=default
      &startTime=2017-03-28 14:10:00
      &endTime=2016-03-28 15:10:00
      &period=60
    `,
    before: measured('service'),
    slips: monitorSlips,
  },
  {
    action: 'GetMonitorData',
    query: `
      &namespace=qce/docker
      &metricName=pod_in_bandwidth
      &dimensions.0.name=clusterId
      &dimensions.0.value=cls-xxxxx
      &dimensions.1.name=serviceName
      &dimensions.1.value=test
      &dimensions.2.name=namespace
      &dimensions.2.value=default
      &dimensions.3.name=podName
      &dimensions.3.value=test-3488000495-nj6s9
      &startTime=2017-03-28 14:10:00
      &endTime=2016-03-28 15:10:00
      &period=60
    `,
    before: measured('instance'),
    slips: monitorSlips,
  },
  {
    action: 'GetMonitorData',
    query: `
      &namespace=qce/docker
      &metricName=container_cpu_used
      &dimensions.0.name=clusterId
      &dimensions.0.value=cls-xxxxx
      &dimensions.1.name=serviceName
      &dimensions.1.value=test
      &dimensions.2.name=namespace
      &dimensions.2.value=default
      &dimensions.3.name=podName
      &dimensions.3.value=test-3488000495-nj6s9
      &dimensions.4.name=containerId
      &dimensions.4.value=01c5509d2b39
      &startTime=2017-03-28 14:10:00
      &endTime=2016-03-28 15:10:00
      &period=60
    `,
    before: measured('container'),
    slips: monitorSlips,
  },
]
