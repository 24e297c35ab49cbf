import type { Documented } from './notation'

/** Parameters of 创建集群 and 扩展集群节点. */
const machine = `
  zoneId         string  !
  cpu            int     !  1..
  mem            int     !  1..  [GB]
  instanceType   string  =CVM.S1  CVM.S1|CVM.S2|CVM.I1|CVM.I2|CVM.M1|CVM.M2|CVM.C2
  cvmType        string  =PayByHour  PayByHour|PayByMonth
  bandwidthType  string  !  PayByMonth|PayByHour|PayByTraffic
  +bandwidth     int     !  =0  0..200  [Mbps]
  wanIp          int     0|1
  subnetId       string  !
  isVpcGateway   int     !  0|1
  rootSize       int     !  20..50  [GB]
  +storageSize   int     !  0..16000  /10  [GB]
  period         int     1..  [month]
  sgId           string
`

/** Parameters of all actions that set up machines. */
const access = `
  password       string  #8..16  ~passwordClasses
  keyId          string
`

const task = 'requestId int'

/** 集群相关接口 */
export const clusters: Readonly<Record<string, Documented>> = {
  DescribeCluster: {
    section: '集群相关接口/查询集群列表',
    is: ['paged'],
    request: `
      clusterIds[]  string
      clusterName   string
      status        string  Creating|Running|Deleting|Scaling|Upgrading|Isolated|Abnormal
      orderField    string  =createdAt  clusterId|clusterName|createdAt|updatedAt
      orderType     string  =desc  asc|desc
      offset        int     =0  0..
      limit         int     =20  1..
    `,
    response: `
      totalCount                          int
      clusters[]                          object
      clusters[].clusterId                string
      clusters[].clusterName              string
      clusters[].description              string
      clusters[].clusterCIDR              string
      clusters[].unVpcId                  string
      clusters[].vpcId                    int
      clusters[].status                   string  Creating|Running|Deleting|Scaling|Upgrading|Isolated|Abnormal
      clusters[].nodeNum                  int
      clusters[].nodeStatus               string  AllNormal|AllAbnormal|PartialAbnormal
      clusters[].totalCpu                 number
      clusters[].totalMem                 number
      clusters[].os                       string
      clusters[].createdAt                time
      clusters[].updatedAt                time
      clusters[].regionId                 int
      clusters[].region                   string
      clusters[].k8sVersion               string
      clusters[].clusterExternalEndpoint  string|null
      clusters[].projectId                int
      +clusters[].unavailableAccessTypes[]             object  ?
      +clusters[].unavailableAccessTypes[].accessType  string  LoadBalancer|SvcLBTypeInner|ClusterIP|None
      +clusters[].unavailableAccessTypes[].reason      string  notConfigured
    `,
  },

  CreateCluster: {
    section: '集群相关接口/创建集群',
    is: ['mutating', 'async'],
    request: `
      .  ~passwordOrKey  ~periodWithPayByMonth  ~bandwidthTypeFitsCvmType
      clusterName                string  ! ~plainName
      clusterDesc                string
      clusterCIDR                string  !  ~cidr
      ignoreClusterCIDRConflict  int     =0  0|1
      goodsNum                   int     !  1..100
      osName                     string  !  centos7.2x86_64|ubuntu16.04.1␣LTSx86_64
      vpcId                      string  !
      ${machine}
      ${access}
    `,
    response: `
      ${task}
      clusterId  string
    `,
  },

  DeleteCluster: {
    section: '集群相关接口/删除集群',
    is: ['mutating', 'destructive', 'async'],
    request: `
      clusterId       string  !
      nodeDeleteMode  string  RemoveOnly|Return
    `,
    response: task,
  },

  DescribeClusterInstances: {
    section: '集群相关接口/查询集群节点列表',
    is: ['paged'],
    request: `
      clusterId  string  !
      offset     int     =0   0..
      limit      int     =20  1..
      namespace  string  =default
    `,
    response: `
      totalCount                    int
      nodes[]                       object
      nodes[].instanceId            string
      nodes[].instanceName          string
      nodes[].instanceType          string
      nodes[].kernelVersion         string
      nodes[].podCidr               string
      nodes[].cpu                   number
      nodes[].mem                   number
      nodes[].wanIp                 string
      nodes[].lanIp                 string
      nodes[].osImage               string
      nodes[].isNormal              int  0|1
      nodes[].cvmState              int
      nodes[].cvmPayMode            int  0|1|2
      nodes[].networkPayMode        int  0|1|2|3
      nodes[].createdAt             time
      nodes[].instanceCreateTime    time
      nodes[].instanceDeadlineTime  time
      nodes[].zoneId                int
      nodes[].zone                  string
      nodes[].abnormalReason        string
      +nodes[].labels               map<string>  ?
      +nodes[].unschedulable        bool  ?
      +nodes[].conditions[]         object  ?
      +nodes[].conditions[].type    string
      +nodes[].conditions[].status  string
      +nodes[].conditions[].reason  string
      +nodes[].conditions[].message  string
      +nodes[].conditions[].since   time
    `,
  },

  AddClusterInstances: {
    section: '集群相关接口/扩展集群节点',
    is: ['mutating', 'async'],
    request: `
      .  ~passwordOrKey  ~periodWithPayByMonth  ~bandwidthTypeFitsCvmType
      clusterId    string  !
      clusterDesc  string
      goodsNum     int     =1  1..100
      ${machine}
      ${access}
    `,
    response: `
      instanceIds[]  string
      ${task}
    `,
  },

  DeleteClusterInstances: {
    section: '集群相关接口/删除集群节点',
    is: ['mutating', 'destructive', 'async'],
    request: `
      clusterId       string  !
      instanceIds[]   string  !  #1..
      nodeDeleteMode  string  RemoveOnly|Return
    `,
    response: task,
  },

  AddClusterInstancesFromExistedCvm: {
    section: '集群相关接口/添加已存在云主机到集群',
    is: ['mutating', 'destructive', 'async'],
    request: `
      .  ~passwordOrKey
      clusterId      string  !
      instanceIds[]  string  !  #1..
      ${access}
    `,
    response: `
      succInstanceIds[]             string
      faliInstanceIds[]             object
      faliInstanceIds[].instanceId  string
      faliInstanceIds[].message     string
    `,
  },

  ModifyClusterNodeLabel: {
    section: '集群相关接口/修改节点Label',
    is: ['mutating'],
    request: `
      clusterId       string  !
      instanceId      string  !
      labels[]        object  !  %
      labels[].key    string  !
      labels[].value  string
    `,
  },
}
