/** Parameters that name a service. */
export const serviceNameLines = `
  clusterId    string  !
  serviceName  string  !
  namespace    string  =default
`

/** Parameters of 创建服务 and 修改服务, which differ only in `strategy` and `minReadySeconds`. */
export const serviceSpecLines = `
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

  containers[]                            object  !  #1..  ~cpuLimitsAtLeastRequest  ~memoryLimitsAtLeastRequest  ~oneCheckOfEachType
  containers[].containerName              string  !  #..63
  containers[].image                      string  !  ~imageBlanks
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

/**
 * 修改服务: `serviceName` names an existing service, whose name was checked when the service was
 * created.
 */
export const modifiedServiceLines = serviceSpecLines.replace('  !  ~serviceName', '  !')
