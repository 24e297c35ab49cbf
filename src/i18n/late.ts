/** Texts that only some pages need, in chunks of their own; `withTexts` brings them with the page. */
export const late = {
  monitoring: {
    en: async () => (await import('./en/monitoring')).monitoring,
    'zh-CN': async () => (await import('./zh-CN/monitoring')).monitoring,
  },
  clusterForms: {
    en: async () => (await import('./en/clusterForms')).clusterForms,
    'zh-CN': async () => (await import('./zh-CN/clusterForms')).clusterForms,
  },
  registry: {
    en: async () => (await import('./en/registry')).registry,
    'zh-CN': async () => (await import('./zh-CN/registry')).registry,
  },
  triggers: {
    en: async () => (await import('./en/triggers')).triggers,
    'zh-CN': async () => (await import('./zh-CN/triggers')).triggers,
  },
  tasks: {
    en: async () => (await import('./en/tasks')).tasks,
    'zh-CN': async () => (await import('./zh-CN/tasks')).tasks,
  },
} as const

export type LateNamespace = keyof typeof late

export type LateTexts = {
  [N in LateNamespace]: Awaited<ReturnType<(typeof late)[N]['en']>>
}
