import type { inventory as en } from '../../en/inventory/inventory'
import type { Texts } from '../../texts'

export const inventory: Texts<typeof en> = {
  kind: {
    cluster: '集群',
    node: '节点',
    namespace: '命名空间',
    service: '服务',
    instance: '实例',
    repository: '镜像仓库',
    tag: '镜像版本',
    trigger: '触发器',
  },
  kinds: {
    cluster: '集群',
    node: '节点',
    namespace: '命名空间',
    service: '服务',
    instance: '实例',
    repository: '镜像仓库',
    tag: '镜像版本',
    trigger: '触发器',
  },
  node: { Normal: '健康', Abnormal: '异常', Joining: '加入中', Cordoned: '已封锁' },
  reading: '读取中…',
  nothingRead: '尚未读取任何数据',
  unread_other: '还有 {{count}} 个列表尚未读取',
  failing_other: '{{count}} 个列表读取失败',
  checkAccounts: '检查账号',
}
