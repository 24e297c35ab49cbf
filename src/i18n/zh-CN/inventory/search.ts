import type { search as en } from '../../en/inventory/search'
import type { Texts } from '../../texts'

export const search: Texts<typeof en> = {
  title: '搜索',
  label: '搜索全部账号和地域',
  placeholder: '名称、ID、IP 地址、镜像或版本',
  kinds: '对象类型',
  all: '全部',
  prompt: '查找任意资源',
  promptText:
    '输入集群、节点、服务、实例、镜像仓库、镜像版本或触发器的名称、ID、IP 地址或镜像的一部分。多个词须同时匹配。',
  results: '搜索结果',
  count_other: '{{count}} 个结果',
  none: '没有与“{{q}}”匹配的资源',
  noneText: '请检查输入，或减少关键词。',
  noneOfKind: '其他类型中有匹配的资源。',
  allKinds: '显示全部类型',
  notAllRead: '尚未读取全部数据，结果可能不完整。',
  notAllReadable: '部分列表读取失败，结果可能缺失或过期。',
  shown: '显示 {{total}} 个结果中的前 {{shown}} 个。',
  narrow: '请增加关键词或选择类型以缩小范围。',
  showMore: '显示更多',
  unreadable: '搜索失败',
  keys: '按 ↑ 和 ↓ 选择结果，按 Enter 打开。',
}
