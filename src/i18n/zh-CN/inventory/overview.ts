import type { overview as en } from '../../en/inventory/overview'
import type { Texts } from '../../texts'

export const overview: Texts<typeof en> = {
  title: '概览',
  problems: '问题',
  unreadable: '概览加载失败',
  estate: '全部账号和地域',
  limited: '仅包含您权限范围内的资源。',
  column: { object: '对象', problem: '问题', location: '位置', since: '开始时间', next: '下一步' },
  unknownSince: '首次读取之前',
  endpoint: '接口地址',
  notAnswering: '无响应',
  down: '{{desired}} 个实例均未运行',
  running: '{{desired}} 个实例中有 {{current}} 个在运行',
  stuck: '{{duration}} 后仍未完成',
  next: {
    service: '查看实例',
    rollout: '查看服务',
    node: '查看节点',
    cluster: '查看集群',
    task: '查看失败任务',
    endpoint: '检查账号',
  },
  shown: '显示 {{total}} 个问题中最紧急的 {{shown}} 个。',
  showMore: '显示更多',
  well: {
    title: '一切正常',
    text: '所有账号和地域中都没有异常的服务、节点或任务。',
  },
  soFar: {
    title: '暂未发现问题',
    text: '尚未读取全部数据，可能存在未列出的问题。',
  },
  noClusters: {
    title: '还没有集群',
    text: '集群是运行服务的一组云主机。请先新建一个集群。',
    action: '前往集群列表',
  },
  guide: {
    title: '欢迎使用 Gantry',
    account:
      '账号是一组密钥及其可访问的地域。Gantry 中的所有资源都属于某个账号和地域，可在页面顶部切换。',
    connect:
      '如需接入账号，请将其写入 <code>GANTRY_ACCOUNTS</code> 指定的文件，字段说明见 Gantry 的文档 <code>docs/configuration.md</code>。',
    accounts: '查看已接入的账号',
    simulation: '在模拟环境中可以尝试',
    try: {
      break: '制造故障：将某个服务的镜像版本改为 <code>crash</code>，观察它出现在本页面。',
      push: '推送镜像：打开一个镜像仓库并推送一个版本，查看触发器更新了哪些服务。',
      find: '查找资源：按 <kbd>/</kbd> 键，输入 IP 地址或名称的一部分。',
    },
    services: '服务',
    registry: '镜像仓库',
    search: '搜索',
    dismiss: '隐藏此引导',
  },
}
