/**
 * Texts that only some pages need, in chunks of their own; `withTexts` loads them with the page.
 */
export const lazyTexts = {
  admin: {
    en: async () => (await import('./en/admin')).admin,
    'zh-CN': async () => (await import('./zh-CN/admin')).admin,
  },
  clusterActions: {
    en: async () => (await import('./en/clusterActions')).clusterActions,
    'zh-CN': async () => (await import('./zh-CN/clusterActions')).clusterActions,
  },
  clusterTabs: {
    en: async () => (await import('./en/clusterTabs')).clusterTabs,
    'zh-CN': async () => (await import('./zh-CN/clusterTabs')).clusterTabs,
  },
  concurrent: {
    en: async () => (await import('./en/concurrent')).concurrent,
    'zh-CN': async () => (await import('./zh-CN/concurrent')).concurrent,
  },
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
  signIn: {
    en: async () => (await import('./en/signIn')).signIn,
    'zh-CN': async () => (await import('./zh-CN/signIn')).signIn,
  },
  tasks: {
    en: async () => (await import('./en/tasks')).tasks,
    'zh-CN': async () => (await import('./zh-CN/tasks')).tasks,
  },
  services: {
    en: async () => (await import('./en/services')).services,
    'zh-CN': async () => (await import('./zh-CN/services')).services,
  },
  serviceLife: {
    en: async () => (await import('./en/serviceLife')).serviceLife,
    'zh-CN': async () => (await import('./zh-CN/serviceLife')).serviceLife,
  },
  vocabulary: {
    en: async () => (await import('./en/vocabulary')).vocabulary,
    'zh-CN': async () => (await import('./zh-CN/vocabulary')).vocabulary,
  },
  spec: {
    en: async () => (await import('./en/spec')).spec,
    'zh-CN': async () => (await import('./zh-CN/spec')).spec,
  },
} as const

export type LazyNamespace = keyof typeof lazyTexts

export type LazyTexts = {
  [N in LazyNamespace]: Awaited<ReturnType<(typeof lazyTexts)[N]['en']>>
}
