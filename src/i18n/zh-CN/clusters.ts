import type { clusters as source } from '../en/clusters'
import type { Texts } from '../texts'

export const clusters = {
  title: '集群',
} satisfies Texts<typeof source>
