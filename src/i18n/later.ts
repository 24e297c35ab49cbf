import type { registry } from './en/registry'
import type { triggers } from './en/triggers'

/** Texts that only some pages need; each is a chunk of its own, asked for with `withTexts`. */
export interface LaterTexts {
  registry: typeof registry
  triggers: typeof triggers
}

type Load = () => Promise<object>

export const later = {
  en: {
    registry: async () => (await import('./en/registry')).registry,
    triggers: async () => (await import('./en/triggers')).triggers,
  },
  'zh-CN': {
    registry: async () => (await import('./zh-CN/registry')).registry,
    triggers: async () => (await import('./zh-CN/triggers')).triggers,
  },
} as const satisfies Record<string, Record<keyof LaterTexts, Load>>
