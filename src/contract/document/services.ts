import type { Documented } from './notation'
import { modifiedServiceLines, serviceNameLines, serviceSpecLines } from './serviceSpec'

const summary = (path: string) => `
  ${path}                  object
  ${path}.serviceName      string
  ${path}.status           string  Normal|Abnormal|Waiting|Paused|Updating|RollingBack
  ${path}.reasonMap        map<int>
  ${path}.createdAt        time
  ${path}.currentReplicas  int
  ${path}.desiredReplicas  int
  ${path}.lbId             string
  ${path}.lbStatus         string  None|Creating|Running
  ${path}.externalIp       string
  ${path}.serviceIp        string
  ${path}.accessType       string
  ${path}.namespace        string
  +${path}.srcReasonMap    map<int>  ?
`

const probe = (path: string) => `
  ${path}                      object
  ${path}.checkMethod          string  methodTcp|methodHttp|methodCmd
  ${path}.healthNum            int
  ${path}.unhealthNum          int
  ${path}.intervalTime         int
  ${path}.timeOut              int
  ${path}.delayTime            int
  ${path}.methodTcp            object
  ${path}.methodTcp.port       int
  ${path}.methodHttp           object
  ${path}.methodHttp.port      int
  ${path}.methodHttp.protocol  string  HTTP|HTTPS
  ${path}.methodHttp.path      string
  ${path}.methodCmd            object
  ${path}.methodCmd.cmd        string
`

/** Undocumented response fields that contain settings in the format of requests. */
const requestSettings = `
  +service.minReadySeconds               int     ?  [s]
  +service.nodeAffinity[]                object  ?  ~affinityValues
  +service.nodeAffinity[].key            string
  +service.nodeAffinity[].operator       string  In|NotIn|Exists|DoesNotExist|Gt|Lt
  +service.nodeAffinity[].values[]       string  ?
  +service.podAffinity[]                 object  ?  ~affinityValues
  +service.podAffinity[].key             string
  +service.podAffinity[].operator        string  In|NotIn|Exists|DoesNotExist
  +service.podAffinity[].values[]        string  ?
  +service.volumes[].volumeType          string  ?  hostPath|cbsDisk|configMap|nfsDisk
  +service.volumes[].cbsDiskId           string  ?
  +service.volumes[].nfsPath             string  ?
  +service.volumes[].configId            string  ?
  +service.volumes[].configVersion       string  ?
  +service.volumes[].configKeys[]        string  ?
  +service.containers[].healthCheck[]               object  ?  ~liveCheckHealthNum  ~portWithCheckMethod  ~cmdWithCheckMethod
  +service.containers[].healthCheck[].type          string  liveCheck|readyCheck
  +service.containers[].healthCheck[].healthNum     int     ?  1..10
  +service.containers[].healthCheck[].unhealthNum   int     ?  1..10
  +service.containers[].healthCheck[].intervalTime  int     ?  2..300  [s]
  +service.containers[].healthCheck[].timeOut       int     ?  2..60   [s]
  +service.containers[].healthCheck[].delayTime     int     =0  0..60  [s]
  +service.containers[].healthCheck[].checkMethod   string  methodTcp|methodHttp|methodCmd
  +service.containers[].healthCheck[].port          int     ?  1..65535
  +service.containers[].healthCheck[].protocol      string  ?  HTTP|HTTPS
  +service.containers[].healthCheck[].path          string  ?
  +service.containers[].healthCheck[].cmd           string  ?
  +service.managers[]                               object  ?
  +service.managers[].kind                          string  autoscaler|owner|manager|unknownAutoscaler
  +service.managers[].name                          string
  +service.kubernetesServices[]                     object  ?
  +service.kubernetesServices[].name                string
  +service.kubernetesServices[].type                string
  +service.kubernetesServices[].isShared            bool
  +service.kept[]                                   object  ?
  +service.kept[].path[]                            string
  +service.kept[].value                             string  ?
`

/** 服务相关接口 */
export const services: Readonly<Record<string, Documented>> = {
  DescribeClusterService: {
    section: '服务相关接口/查询服务列表',
    request: `
      clusterId     string  !
      namespace     string  =default
      allnamespace  int     =0  0|1
    `,
    response: `
      totalCount  int
      ${summary('services[]')}
    `,
  },

  DescribeClusterServiceInfo: {
    section: '服务相关接口/查询服务详情',
    request: serviceNameLines,
    response: `
      ${summary('service')}
      service.serviceDesc                              string
      service.portMappings[]                           object
      service.portMappings[].nodePort                  int
      service.portMappings[].lbPort                    int
      service.portMappings[].containerPort             int
      service.portMappings[].protocol                  string  TCP|UDP
      service.labels                                   map<string>
      +service.sysLabels                               map<string>  ?
      +service.userLabels                              map<string>  ?
      service.volumes[]                                object
      service.volumes[].name                           string
      service.volumes[].hostPath                       string
      service.containers[]                             object
      service.containers[].containerName               string
      service.containers[].image                       string
      service.containers[].envs[]                      object
      service.containers[].envs[].name                 string  ~envName
      service.containers[].envs[].value                string
      service.containers[].volumeMounts[]              object
      service.containers[].volumeMounts[].volumeName   string
      service.containers[].volumeMounts[].mountPath    string
      service.containers[].volumeMounts[].mode         string  ro|rw
      service.containers[].cpu                         int
      service.containers[].cpuLimits                   int
      service.containers[].memory                      int
      service.containers[].memoryLimits                int
      service.containers[].command                     string
      service.containers[].arguments[]                 string
      ${probe('service.containers[].liveProbe')}
      ${probe('service.containers[].readyProbe')}
      +service.containers[].privileged                 bool    ?
      +service.containers[].workingDir                 string  ?
      service.regionId                                 int
      service.subnetId                                 string
      service.unHubId                                  string
      service.reason                                   string
      service.selector                                 map<string>
      +service.strategy                                string  ?  Recreate|RollingUpdate
      ${requestSettings}
    `,
  },

  CreateClusterService: {
    section: '服务相关接口/创建服务',
    is: ['mutating', 'async'],
    request: serviceSpecLines,
  },

  ModifyClusterService: {
    section: '服务相关接口/修改服务',
    is: ['mutating', 'async'],
    request: `
      ${modifiedServiceLines}
      strategy         string  !  Recreate|RollingUpdate
      minReadySeconds  int     0..  [s]
    `,
  },

  DeleteClusterService: {
    section: '服务相关接口/删除服务',
    is: ['mutating', 'destructive', 'async'],
    request: serviceNameLines,
  },

  ModifyServiceDescription: {
    section: '服务相关接口/修改服务描述',
    is: ['mutating'],
    request: `
      ${serviceNameLines}
      description  string
    `,
  },

  DescribeServiceEvent: {
    section: '服务相关接口/获取服务事件列表',
    request: serviceNameLines,
    response: `
      eventList[]            object
      eventList[].firstSeen  time
      eventList[].lastSeen   time
      eventList[].count      int
      eventList[].level      string  Normal|Warning
      eventList[].objType    string
      eventList[].objName    string
      eventList[].reason     string
      eventList[].message    string
    `,
  },

  ResumeClusterService: {
    section: '服务相关接口/继续服务更新',
    is: ['mutating', 'async'],
    request: serviceNameLines,
  },

  PauseClusterService: {
    section: '服务相关接口/暂停服务更新',
    is: ['mutating'],
    request: serviceNameLines,
  },

  RollBackClusterService: {
    section: '服务相关接口/回滚服务',
    is: ['mutating', 'async'],
    request: serviceNameLines,
  },

  ModifyClusterServiceImage: {
    section: '服务相关接口/修改服务镜像',
    is: ['mutating', 'async'],
    request: `
      .  ~imageOrContainers
      ${serviceNameLines}
      image                       string  ~imageBlanks
      containers[]                object
      containers[].containerName  string  !
      containers[].image          string  !  ~imageBlanks
    `,
  },

  RedeployClusterService: {
    section: '服务相关接口/服务重部署',
    is: ['mutating', 'async'],
    request: serviceNameLines,
  },
}
