import type { Documented } from './notation'

const named = `
  clusterId    string  !
  serviceName  string  !
  namespace    string  =default
`

/** Of 创建服务 and 修改服务, which differ in `strategy` and `minReadySeconds` only. */
const spec = `
  .  ~subnetWithInnerLb  ~oneReplicaWithCbsDisk  ~volumeMountsNeedVolumes  ~containerNamesDiffer
  clusterId                               string  !
  serviceName                             string  !  ~serviceName
  serviceDesc                             string
  replicas                                int     !  0..
  accessType                              string  =ClusterIP  LoadBalancer|SvcLBTypeInner|ClusterIP|None
  namespace                               string  =default
  subnetId                                string

  portMappings[]                          object
  portMappings[].lbPort                   int     !  1..65535
  portMappings[].containerPort            int     !  1..65535
  portMappings[].nodePort                 int     0..32767  ~nodePortRange
  portMappings[].protocol                 string  !  TCP|UDP

  volumes[]                               object  ~cbsDiskIdWithVolumeType  ~nfsPathWithVolumeType  ~configIdWithVolumeType  ~configVersionWithVolumeType  ~configKeysWithVolumeType
  volumes[].name                          string  !
  volumes[].volumeType                    string  !  hostPath|cbsDisk|configMap|nfsDisk
  volumes[].hostPath                      string
  volumes[].cbsDiskId                     string
  volumes[].nfsPath                       string
  volumes[].configId                      string
  volumes[].configVersion                 string
  volumes[].configKeys[]                  string

  containers[]                            object  !  #1..  ~cpuLimitsAtLeastRequest  ~memoryLimitsAtLeastRequest
  containers[].containerName              string  !  #..63
  containers[].image                      string  !
  containers[].envs[]                     object
  containers[].envs[].name                string  !  ~envName
  containers[].envs[].value               string  !
  containers[].volumeMounts[]             object
  containers[].volumeMounts[].volumeName  string  !
  containers[].volumeMounts[].mountPath   string  !
  containers[].volumeMounts[].mode        string  !  ro|rw
  containers[].cpu                        int     0..  [mU]   ~leastCpu
  containers[].cpuLimits                  int     0..  [mU]   ~leastCpu
  containers[].memory                     int     0..  [MiB]
  containers[].memoryLimits               int     0..  [MiB]  ~leastMemoryLimits
  containers[].command                    string
  containers[].arguments[]                string
  containers[].privileged                 bool
  containers[].workingDir                 string

  containers[].healthCheck[]              object  ~liveCheckHealthNum  ~portWithCheckMethod  ~cmdWithCheckMethod
  containers[].healthCheck[].type         string  !  liveCheck|readyCheck
  containers[].healthCheck[].healthNum    int     1..10
  containers[].healthCheck[].unhealthNum  int     1..10
  containers[].healthCheck[].intervalTime int     2..300  [s]
  containers[].healthCheck[].timeOut      int     2..60   [s]
  containers[].healthCheck[].delayTime    int     =0  0..60  [s]
  containers[].healthCheck[].checkMethod  string  !  methodTcp|methodHttp|methodCmd
  containers[].healthCheck[].port         int     1..65535
  containers[].healthCheck[].protocol     string  HTTP|HTTPS
  containers[].healthCheck[].path         string
  containers[].healthCheck[].cmd          string

  nodeAffinity[]                          object  ~affinityValues
  nodeAffinity[].key                      string  !
  nodeAffinity[].operator                 string  !  In|NotIn|Exists|DoesNotExist|Gt|Lt
  nodeAffinity[].values[]                 string
  podAffinity[]                           object  ~affinityValues
  podAffinity[].key                       string  !
  podAffinity[].operator                  string  !  In|NotIn|Exists|DoesNotExist
  podAffinity[].values[]                  string
`

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
  ${path}                      object  ?
  ${path}.checkMethod          string  methodTcp|methodHttp|methodCmd
  ${path}.healthNum            int
  ${path}.unhealthNum          int
  ${path}.intervalTime         int
  ${path}.timeOut              int
  ${path}.delayTime            int
  ${path}.methodTcp            object  ?
  ${path}.methodTcp.port       int
  ${path}.methodHttp           object  ?
  ${path}.methodHttp.port      int
  ${path}.methodHttp.protocol  string  HTTP|HTTPS
  ${path}.methodHttp.path      string
  ${path}.methodCmd            object  ?
  ${path}.methodCmd.cmd        string
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
    request: named,
    response: `
      ${summary('service')}
      service.serviceDesc                              string
      service.portMappings[]                           object
      service.portMappings[].nodePort                  int
      service.portMappings[].lbPort                    int
      service.portMappings[].containerPort             int
      service.portMappings[].protocol                  string  TCP|UDP
      service.labels                                   map<string>
      service.volumes[]                                object
      service.volumes[].name                           string
      service.volumes[].hostPath                       string  ?
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
      service.subnetId                                 string  ?
      service.unHubId                                  string  ?
      service.reason                                   string  ?
      service.selector                                 map<string>  ?
      +service.strategy                                string  ?  Recreate|RollingUpdate
    `,
  },

  CreateClusterService: {
    section: '服务相关接口/创建服务',
    is: ['mutating', 'async'],
    request: spec,
  },

  ModifyClusterService: {
    section: '服务相关接口/修改服务',
    is: ['mutating', 'async'],
    request: `
      ${spec}
      strategy         string  !  Recreate|RollingUpdate
      minReadySeconds  int     0..  [s]
    `,
  },

  DeleteClusterService: {
    section: '服务相关接口/删除服务',
    is: ['mutating', 'destructive', 'async'],
    request: named,
  },

  ModifyServiceDescription: {
    section: '服务相关接口/修改服务描述',
    is: ['mutating'],
    request: `
      ${named}
      description  string
    `,
  },

  DescribeServiceEvent: {
    section: '服务相关接口/获取服务事件列表',
    request: named,
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
    request: named,
  },

  PauseClusterService: {
    section: '服务相关接口/暂停服务更新',
    is: ['mutating'],
    request: named,
  },

  RollBackClusterService: {
    section: '服务相关接口/回滚服务',
    is: ['mutating', 'async'],
    request: named,
  },

  ModifyClusterServiceImage: {
    section: '服务相关接口/修改服务镜像',
    is: ['mutating', 'async'],
    request: `
      .  ~imageOrContainers
      ${named}
      image                       string
      containers[]                object
      containers[].containerName  string  !
      containers[].image          string  !
    `,
  },

  RedeployClusterService: {
    section: '服务相关接口/服务重部署',
    is: ['mutating', 'async'],
    request: named,
  },
}

/** 服务实例相关接口 */
export const instances: Readonly<Record<string, Documented>> = {
  DescribeServiceInstance: {
    section: '服务实例相关接口/查询服务实例列表',
    is: ['paged'],
    request: `
      ${named}
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
    `,
  },

  ModifyServiceReplicas: {
    section: '服务实例相关接口/修改服务实例副本数',
    is: ['mutating', 'async'],
    request: `
      ${named}
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
