import type { serviceLife } from './en/serviceLife'
import type { services } from './en/services'
import type { spec } from './en/spec'

/** Texts that only some pages need; each is a chunk of its own, asked for with `loadTexts`. */
export interface LaterTexts {
  services: typeof services
  serviceLife: typeof serviceLife
  spec: typeof spec
}

type Load = () => Promise<object>

export const later = {
  en: {
    services: async () => (await import('./en/services')).services,
    serviceLife: async () => (await import('./en/serviceLife')).serviceLife,
    spec: async () => (await import('./en/spec')).spec,
  },
  'zh-CN': {
    services: async () => (await import('./zh-CN/services')).services,
    serviceLife: async () => (await import('./zh-CN/serviceLife')).serviceLife,
    spec: async () => (await import('./zh-CN/spec')).spec,
  },
} as const satisfies Record<string, Record<keyof LaterTexts, Load>>
