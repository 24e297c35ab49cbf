/**
 * Words and numbers of the API with their meanings, from the tables of the API document. A schema
 * names its vocabulary (`worded`); GET /api/contract publishes the meanings beside the schema, and
 * the SPA explains the values with them.
 */

type Meanings = Readonly<Record<string, string>>

export const vocabularies = {
  /** 集群相关接口/查询集群列表 */
  clusterStatus: {
    Creating: 'The cluster is being created.',
    Running: 'The cluster is running.',
    Deleting: 'The cluster is being deleted.',
    Scaling: 'Nodes are being added or removed.',
    Upgrading: 'The cluster is being upgraded.',
    Isolated: 'The cluster is isolated because of overdue payments.',
    Abnormal: 'The cluster has failed.',
  },
  nodeStatus: {
    AllNormal: 'All nodes are normal.',
    AllAbnormal: 'All nodes are abnormal.',
    PartialAbnormal: 'Some nodes are abnormal.',
  },

  /** 集群相关接口/查询集群节点列表 */
  isNormal: {
    0: 'The node is abnormal.',
    1: 'The node is normal.',
  },
  /** Several reasons are joined by commas. */
  abnormalReason: {
    MemoryPressure: 'The node is low on memory.',
    OutOfDisk: 'The disk of the node is full.',
    NetworkUnavailable: 'The network of the node is misconfigured.',
    Unknown: 'The reason is unknown, for example because the node doesn’t respond.',
  },
  cvmPayMode: {
    0: 'Billed monthly in arrears.',
    1: 'Prepaid.',
    2: 'Billed by the hour.',
  },
  networkPayMode: {
    0: 'Billed monthly in arrears.',
    1: 'Prepaid.',
    2: 'Billed by traffic.',
    3: 'Billed by bandwidth.',
  },
  /** api-facts.md 5.4 */
  cvmState: {
    1: 'The machine has failed.',
    2: 'The machine is running.',
    3: 'The machine is being created.',
    4: 'The machine is shut down.',
    5: 'The machine has been returned.',
    6: 'The machine is being returned.',
    7: 'The machine is restarting.',
    8: 'The machine is starting.',
    9: 'The machine is shutting down.',
    10: 'The password is being reset.',
    11: 'A disk is being formatted.',
    12: 'An image is being made of the machine.',
    13: 'The bandwidth is being changed.',
    14: 'The operating system is being reinstalled.',
    15: 'A domain name is being bound.',
    16: 'A domain name is being unbound.',
    17: 'A load balancer is being bound.',
    18: 'A load balancer is being unbound.',
    19: 'The machine is being upgraded.',
    20: 'A key is being installed.',
    21: 'The machine is under maintenance: it keeps running but can’t be changed.',
  },

  /** 集群相关接口/创建集群, 删除集群 */
  nodeDeleteMode: {
    RemoveOnly: 'The machines leave the cluster. They stay in the account and are still billed.',
    Return: 'Machines billed by the hour are returned. Prepaid machines are kept.',
  },
  cvmType: {
    PayByHour: 'Billed by the hour. Can be returned at any time.',
    PayByMonth: 'Prepaid by the month. Can’t be returned, even if the cluster is deleted.',
  },
  bandwidthType: {
    PayByMonth: 'Bandwidth is billed by the month, for prepaid machines.',
    PayByHour: 'Bandwidth is billed by the hour, for machines billed by the hour.',
    PayByTraffic: 'Traffic is billed, and the bandwidth is the upper limit.',
  },

  /** 命名空间相关接口/查询集群命名空间 */
  namespaceStatus: {
    Active: 'The namespace can be used.',
    Terminating: 'The namespace is being deleted with its services.',
  },
  /** 查询异步任务结果 */
  taskStatus: {
    succ: 'The task succeeded.',
    fail: 'The task failed.',
    running: 'The task is running.',
  },

  /** 服务相关接口/查询服务详情 */
  serviceStatus: {
    Normal: 'The service is running normally.',
    Abnormal: 'The service has failed, for example because containers don’t start.',
    Waiting: 'The service is waiting, for example for images to be pulled.',
    Paused: 'An update was paused.',
    Updating: 'The service is being updated.',
    RollingBack: 'The service is being rolled back.',
  },
  lbStatus: {
    None: 'The service has no load balancer.',
    Creating: 'The load balancer is being created.',
    Running: 'The load balancer is running.',
  },
  /** 服务相关接口/创建服务, and in responses 查询服务详情. */
  accessType: {
    LoadBalancer: 'Reachable from the internet through a public load balancer.',
    SvcLBTypeInner:
      'Reachable within the VPC through a private load balancer, which uses an address of a subnet.',
    ClusterIP: 'Reachable only from within the cluster.',
    None: 'Not reachable over the network. The service has no ports.',
  },
  /** Values that occur only in responses. */
  accessTypeOfResponse: {
    NodePort: 'Reachable at a port of every node.',
    '': 'Reachable only from within the cluster.',
  },
  updateStrategy: {
    Recreate: 'All instances are stopped before new ones start. The service is interrupted.',
    RollingUpdate: 'Instances are replaced step by step. The service stays available.',
  },
  volumeType: {
    hostPath: 'A directory on the node, or a temporary directory if no path is set.',
    cbsDisk: 'A cloud disk. It can be mounted on one node only, so the service has one instance.',
    configMap: 'Keys of a configuration.',
    nfsDisk: 'A directory of an NFS server.',
  },
  mountMode: {
    ro: 'The container can read the volume.',
    rw: 'The container can read and write the volume.',
  },
  checkType: {
    liveCheck: 'A container that fails this check is restarted.',
    readyCheck: 'A container that fails this check receives no requests.',
  },
  checkMethod: {
    methodTcp: 'Succeeds if the port accepts a connection.',
    methodHttp: 'Succeeds if a request is answered with a status from 200 to 399.',
    methodCmd: 'Succeeds if a command in the container exits with code 0.',
  },
  /** 服务相关接口/获取服务事件列表 */
  eventLevel: {
    Normal: 'An expected event.',
    Warning: 'An abnormal event.',
  },
  objType: {
    Pod: 'An instance.',
    ReplicationController: 'Keeps a number of instances running.',
    Service: 'Gives instances an address.',
    Node: 'A machine of the cluster.',
    Deployment: 'Updates the instances of a service.',
    Daemonset: 'Runs an instance on every node.',
    ReplicaSet: 'Keeps a number of instances of one version running.',
    Job: 'Runs instances until they succeed.',
    Secret: 'Holds secret values.',
    Configmap: 'Holds configuration values.',
  },

  /** 服务实例相关接口/查询服务实例列表 */
  instanceStatus: {
    Running: 'The instance is running normally.',
    Waiting: 'The instance is waiting, for example for an image to be pulled.',
    Terminating: 'A container is being terminated.',
    Terminated: 'A container has terminated.',
    NotReady: 'A container isn’t ready, for example because its health check fails.',
  },

  /** 镜像仓库相关接口/查询用户仓库列表 */
  repotype: {
    'QCLOUD HUB': 'A repository of Tencent Cloud’s registry.',
    'DOCKER HUB': 'A repository of Docker Hub.',
  },
  public: {
    0: 'Only the account can pull the images.',
    1: 'Everyone can pull the images.',
  },
  /** 镜像仓库相关接口/查询用户配额 */
  limitType: {
    namespace: 'Namespaces of the account.',
    repo: 'Repositories of the account.',
    tag: 'Tags of each repository.',
    triggers: 'Triggers of the account.',
  },
  /** 镜像仓库相关接口/设置仓库 tag 超额保留策略 */
  strategyType: {
    keep_last_days: 'Keeps the tags that were pushed within the last days.',
    keep_last_nums: 'Keeps the last tags, by the time of their push.',
  },
  /** 镜像仓库相关接口/添加触发器 */
  invokeMethod: {
    all: 'Every pushed tag triggers.',
    taglist: 'The tags of a list trigger, separated by semicolons.',
    regex: 'Tags that match a regular expression trigger.',
  },
  clusterRegion: {
    1: 'Guangzhou.',
    4: 'Shanghai.',
    5: 'Hong Kong.',
    7: 'Shanghai Finance.',
    8: 'Beijing.',
    9: 'Singapore.',
    16: 'Chengdu.',
  },
} as const satisfies Readonly<Record<string, Meanings>>

export type Vocabulary = keyof typeof vocabularies

/** Returns the meanings of a vocabulary; undefined if there is no vocabulary of this name. */
export const meaningsOf = (name: string): Meanings | undefined =>
  Object.entries(vocabularies).find(([known]) => known === name)?.[1]
