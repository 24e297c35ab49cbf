/** 账号后端不支持某个接口的原因；`reason` 接在“当前不可用：”之后，`what` 与 `next` 用于页面和列表。 */
export const unavailable = {
  title: '当前账号不支持此功能',
  reason: {
    notOnBareCluster: '非云厂商提供的 Kubernetes 集群不支持此操作',
    noRegistry: '当前账号没有镜像仓库',
    noPrometheus: '当前账号没有 Prometheus',
    notPermitted: '当前账号的凭证没有此权限',
    limitedToNamespaces: '当前账号只能访问指定的命名空间',
    notEnforced: '当前账号的镜像仓库不支持此设置',
    notYet: 'Gantry 暂不支持在当前账号的后端上执行此操作',
    notImplemented: '当前账号的后端不支持此操作',
  },
  what: {
    notOnBareCluster: '非云厂商提供的 Kubernetes 集群不支持此操作。',
    noRegistry: '当前账号没有镜像仓库。',
    noPrometheus: '当前账号没有 Prometheus。',
    notPermitted: '当前账号的凭证没有此权限。',
    limitedToNamespaces: '当前账号只能访问指定的命名空间。',
    notEnforced: '当前账号的镜像仓库不支持此设置。',
    notYet: 'Gantry 暂不支持在当前账号的后端上执行此操作。',
    notImplemented: '当前账号的后端不支持此操作。',
  },
  next: {
    notOnBareCluster: '请使用云厂商自己的工具，或选择其他账号。',
    noRegistry: '请联系管理员为账号添加镜像仓库，或选择其他账号。',
    noPrometheus: '请联系管理员为账号添加 Prometheus，或选择其他账号。',
    notPermitted: '请联系管理员为账号的凭证添加权限。',
    limitedToNamespaces: '请选择可管理整个集群的账号。',
    notEnforced: '请在镜像仓库自己的配置中修改。',
    notYet: '请使用 kubectl，或选择其他账号。',
    notImplemented: '请选择其他账号。',
  },
}
