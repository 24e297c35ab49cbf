import type { Documented } from './notation'
import { serviceNameLines } from './serviceSpec'

/** 服务实例相关接口 */
export const instances: Readonly<Record<string, Documented>> = {
  DescribeServiceInstance: {
    section: '服务实例相关接口/查询服务实例列表',
    is: ['paged'],
    request: `
      ${serviceNameLines}
      offset  int  =0   0..
      limit   int  =20  1..
    `,
    response: `
      totalCount                            int
      instances[]                           object
      instances[].name                      string
      instances[].status                    string  Running|Waiting|Terminating|Terminated|NotReady
      instances[].reason                    string
      instances[].nodeIp                    string
      instances[].nodeName                  string
      instances[].ip                        string
      instances[].restartCount              int
      instances[].readyCount                int
      instances[].createdAt                 time
      instances[].containers[]              object
      instances[].containers[].name         string
      instances[].containers[].containerId  string
      instances[].containers[].status       string  Running|Waiting|Terminating|Terminated|NotReady
      instances[].containers[].reason       string
      instances[].containers[].image        string
      +instances[].containers[].restartCount          int  ?
      +instances[].containers[].message               string  ?
      +instances[].containers[].lastExit              object  ?
      +instances[].containers[].lastExit.exitCode     int
      +instances[].containers[].lastExit.reason       string
      +instances[].containers[].lastExit.message      string
      +instances[].containers[].lastExit.endedAt      time
      +instances[].containers[].initContainer         object  ?
      +instances[].containers[].initContainer.name    string
      +instances[].containers[].initContainer.image   string
      +past[]                               object  ?
      +past[].name                          string
      +past[].reason                        string
      +past[].message                       string
      +past[].nodeIp                        string
      +past[].createdAt                     time
    `,
  },

  ModifyServiceReplicas: {
    section: '服务实例相关接口/修改服务实例副本数',
    is: ['mutating', 'async'],
    request: `
      ${serviceNameLines}
      scaleTo  int  !  0..
    `,
  },

  DeleteInstances: {
    section: '服务实例相关接口/删除服务实例',
    is: ['mutating', 'destructive', 'flat'],
    request: `
      clusterId    string  !
      instances[]  string  !  #1..
      namespace    string  =default
    `,
    response: `
      successList[]  string
      failedMap      map<string>
    `,
  },
}
