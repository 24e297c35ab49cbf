import type { vocabulary as english } from '../en/vocabulary'
import type { Texts } from '../texts'

export const vocabulary: Texts<typeof english> = {
  clusterStatus: {
    Creating: '集群创建中。',
    Running: '集群运行中。',
    Deleting: '集群删除中。',
    Scaling: '集群规模调整中，正在添加或移除节点。',
    Upgrading: '集群升级中。',
    Isolated: '账号欠费，集群已被隔离。',
    Abnormal: '集群异常。',
  },
  serviceStatus: {
    Normal: '服务正常运行中。',
    Abnormal: '服务异常，例如容器启动失败。',
    Waiting: '服务等待中，例如正在下载镜像。',
    Paused: '更新已暂停。',
    Updating: '服务更新中。',
    RollingBack: '服务回滚中。',
  },
  nodeDeleteMode: {
    RemoveOnly: '云主机移出集群，保留在账号中并继续计费。',
    Return: '按量计费的云主机将被退还，包年包月的云主机保留。',
  },
  cvmType: {
    PayByHour: '按小时计费，可随时退还。',
    PayByMonth: '按月预付费，不能退还，即使集群已删除。',
  },
  bandwidthType: {
    PayByMonth: '带宽按月计费，适用于包年包月的云主机。',
    PayByHour: '带宽按小时计费，适用于按量计费的云主机。',
    PayByTraffic: '按流量计费，所填带宽为上限。',
  },
  accessType: {
    LoadBalancer: '通过外网负载均衡从互联网访问。',
    SvcLBTypeInner: '通过内网负载均衡在 VPC 内访问，占用子网下的一个 IP。',
    ClusterIP: '仅供集群内访问。',
    None: '不提供网络访问，服务没有端口。',
  },
  updateStrategy: {
    Recreate: '先停止全部实例，再启动新实例，期间服务中断。',
    RollingUpdate: '逐步替换实例，服务不中断。',
  },
  volumeType: {
    hostPath: '节点上的目录；不填路径时为临时目录。',
    cbsDisk: '云硬盘只能挂载到一个节点，因此服务只能有一个实例。',
    configMap: '配置项中的键。',
    nfsDisk: 'NFS 服务器上的目录。',
  },
  checkType: {
    liveCheck: '检查失败时重启容器。',
    readyCheck: '检查失败时不再向容器转发请求。',
  },
  checkMethod: {
    methodTcp: '端口可以建立连接即为成功。',
    methodHttp: '请求返回的状态码在 200 ~ 399 范围内即为成功。',
    methodCmd: '容器内命令的退出码为 0 即为成功。',
  },
  networkPayMode: {
    0: '按月后付费。',
    1: '包年包月。',
    2: '按流量计费。',
    3: '按带宽计费。',
  },
  objType: {
    Pod: '服务的一个实例。',
    ReplicationController: '保持一定数量的实例运行。',
    Service: '为实例提供访问地址。',
    Node: '集群中的一台云主机。',
    Deployment: '更新服务的实例。',
    Daemonset: '在每个节点上运行一个实例。',
    ReplicaSet: '保持同一版本的一定数量的实例运行。',
    Job: '运行实例直至成功。',
    Secret: '保存敏感信息。',
    Configmap: '保存配置信息。',
  },
}
