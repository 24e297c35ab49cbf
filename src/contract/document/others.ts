import type { Documented } from './notation'

/** 命名空间相关接口 */
export const namespaces: Readonly<Record<string, Documented>> = {
  DescribeClusterNameSpaces: {
    section: '命名空间相关接口/查询集群命名空间',
    request: 'clusterId string !',
    response: `
      totalCount                int
      namespaces[]              object
      namespaces[].name         string
      namespaces[].status       string  Active|Terminating
      namespaces[].description  string
      namespaces[].createdAt    time
    `,
  },

  CreateClusterNamespace: {
    section: '命名空间相关接口/创建集群命名空间',
    is: ['mutating'],
    request: `
      clusterId    string  !
      name         string  !  ~dnsLabel
      description  string  !
    `,
  },

  DeleteClusterNamespace: {
    section: '命名空间相关接口/删除集群命名空间',
    is: ['mutating', 'destructive', 'async'],
    request: `
      clusterId  string  !
      names[]    string  !  #1..
    `,
  },
}

/** 监控相关接口 */
export const monitoring: Readonly<Record<string, Documented>> = {
  GetMonitorData: {
    host: 'monitor',
    section: '监控相关接口/查询容器服务监控信息',
    is: ['flat'],
    request: `
      .  ~namespaceOfMetric  ~dimensionsOfMetric  ~endAfterStart
      namespace           string  !  qce/cvm|qce/docker
      metricName          string  !  dc_cpu_usage|dc_mem_usage|service_cpu_used|service_cpu_usage_for_cluster|service_mem_used|service_mem_usage_for_cluster|service_in_flux|service_out_flux|service_in_bandwidth|service_out_bandwidth|service_in_packets|service_out_packets|pod_in_bandwidth|pod_out_bandwidth|pod_in_flux|pod_out_flux|pod_in_packets|pod_out_packets|container_cpu_used|container_cpu_usage_for_node|container_cpu_usage_for_request|container_cpu_usage_for_limit|container_mem_used|container_mem_usage_for_node|container_mem_usage_for_request|container_mem_usage_for_limit|container_disk_read_traffic|container_disk_write_traffic|container_disk_read|container_disk_write
      dimensions[]        object  !  #1..
      dimensions[].name   string  !
      dimensions[].value  string  !
      period              int     60|300|3600|86400  [s]
      startTime           time    ~dateTime
      endTime             time    ~dateTime
    `,
    response: `
      startTime     time
      endTime       time
      metricName    string
      period        int  [s]
      dataPoints[]  number|null
    `,
  },
}

/** 查询异步任务结果 */
export const tasks: Readonly<Record<string, Documented>> = {
  DescribeClusterTaskResult: {
    section: '查询异步任务结果',
    request: 'requestId int !',
    response: `
      status string succ|fail|running
      +reason string ?`,
  },
}
