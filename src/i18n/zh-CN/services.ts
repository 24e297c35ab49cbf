import type { services as source } from '../en/services'
import type { Texts } from '../texts'

export const services = {
  title: '服务',
} satisfies Texts<typeof source>
