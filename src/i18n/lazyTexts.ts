/**
 * Texts that only some pages need, in chunks of their own; `withTexts` loads them with the page.
 */
export const lazyTexts = {
  admin: {
    en: async () => (await import('./en/console/admin')).admin,
    'zh-CN': async () => (await import('./zh-CN/console/admin')).admin,
  },
  clusterActions: {
    en: async () => (await import('./en/clusters/clusterActions')).clusterActions,
    'zh-CN': async () => (await import('./zh-CN/clusters/clusterActions')).clusterActions,
  },
  clusterTabs: {
    en: async () => (await import('./en/clusters/clusterTabs')).clusterTabs,
    'zh-CN': async () => (await import('./zh-CN/clusters/clusterTabs')).clusterTabs,
  },
  concurrent: {
    en: async () => (await import('./en/errors/concurrent')).concurrent,
    'zh-CN': async () => (await import('./zh-CN/errors/concurrent')).concurrent,
  },
  diagnosis: {
    en: async () => (await import('./en/console/diagnosis')).diagnosis,
    'zh-CN': async () => (await import('./zh-CN/console/diagnosis')).diagnosis,
  },
  inventory: {
    en: async () => (await import('./en/inventory/inventory')).inventory,
    'zh-CN': async () => (await import('./zh-CN/inventory/inventory')).inventory,
  },
  overview: {
    en: async () => (await import('./en/inventory/overview')).overview,
    'zh-CN': async () => (await import('./zh-CN/inventory/overview')).overview,
  },
  search: {
    en: async () => (await import('./en/inventory/search')).search,
    'zh-CN': async () => (await import('./zh-CN/inventory/search')).search,
  },
  partial: {
    en: async () => (await import('./en/console/partial')).partial,
    'zh-CN': async () => (await import('./zh-CN/console/partial')).partial,
  },
  monitoring: {
    en: async () => (await import('./en/monitoring')).monitoring,
    'zh-CN': async () => (await import('./zh-CN/monitoring')).monitoring,
  },
  clusterForms: {
    en: async () => (await import('./en/clusters/clusterForms')).clusterForms,
    'zh-CN': async () => (await import('./zh-CN/clusters/clusterForms')).clusterForms,
  },
  registry: {
    en: async () => (await import('./en/registry/registry')).registry,
    'zh-CN': async () => (await import('./zh-CN/registry/registry')).registry,
  },
  triggers: {
    en: async () => (await import('./en/registry/triggers')).triggers,
    'zh-CN': async () => (await import('./zh-CN/registry/triggers')).triggers,
  },
  signIn: {
    en: async () => (await import('./en/console/signIn')).signIn,
    'zh-CN': async () => (await import('./zh-CN/console/signIn')).signIn,
  },
  tasks: {
    en: async () => (await import('./en/console/tasks')).tasks,
    'zh-CN': async () => (await import('./zh-CN/console/tasks')).tasks,
  },
  services: {
    en: async () => (await import('./en/services/services')).services,
    'zh-CN': async () => (await import('./zh-CN/services/services')).services,
  },
  serviceLife: {
    en: async () => (await import('./en/services/serviceLife')).serviceLife,
    'zh-CN': async () => (await import('./zh-CN/services/serviceLife')).serviceLife,
  },
  vocabulary: {
    en: async () => (await import('./en/vocabulary')).vocabulary,
    'zh-CN': async () => (await import('./zh-CN/vocabulary')).vocabulary,
  },
  spec: {
    en: async () => (await import('./en/services/spec')).spec,
    'zh-CN': async () => (await import('./zh-CN/services/spec')).spec,
  },
} as const

export type LazyNamespace = keyof typeof lazyTexts

export type LazyTexts = {
  [N in LazyNamespace]: Awaited<ReturnType<(typeof lazyTexts)[N]['en']>>
}
