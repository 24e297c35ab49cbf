/** ID of the account, as in the sample of 镜像仓库相关接口/获取触发器. */
export const appId = '1254666666'

export interface Project {
  id: number
  name: string
  info: string
  createdAt: number
}

/** Projects of the account; project 0 is the default project (集群相关接口/查询集群列表). */
export const projects: readonly Project[] = [
  { id: 0, name: '默认项目', info: '', createdAt: Date.UTC(2016, 10, 21, 3, 5) },
  {
    id: 1004312,
    name: 'billing',
    info: 'Invoices and ledgers',
    createdAt: Date.UTC(2017, 4, 9, 7),
  },
  {
    id: 1005177,
    name: 'sandbox',
    info: 'May be deleted any time',
    createdAt: Date.UTC(2017, 8, 1, 2),
  },
]
