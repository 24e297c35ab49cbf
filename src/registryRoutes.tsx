import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import { withTexts } from './i18n/i18n'
import { whenAvailable } from './shell/Unavailable'

/** Loads a registry page together with the texts of the registry and its triggers. */
const page = (load: () => Promise<ComponentType>) => async () => ({
  Component: await withTexts(load(), 'registry', 'triggers'),
})

/** Routes of the registry and its triggers. */
export const registryRoutes: RouteObject[] = [
  {
    path: '/registry',
    lazy: page(async () => (await import('./areas/registry/RegistryPage')).RegistryPage),
    children: [
      {
        index: true,
        lazy: page(
          async () =>
            (await import('./areas/registry/repositories/RepositoriesTab')).RepositoriesTab,
        ),
      },
      {
        path: 'namespaces',
        lazy: page(
          async () => (await import('./areas/registry/namespaces/NamespacesTab')).NamespacesTab,
        ),
      },
      {
        path: 'favourites',
        lazy: page(
          async () => (await import('./areas/registry/favourites/FavouritesTab')).FavouritesTab,
        ),
      },
    ],
  },
  {
    path: '/registry/:namespace/:repo',
    lazy: page(
      async () => (await import('./areas/registry/repositories/RepositoryPage')).RepositoryPage,
    ),
    children: [
      {
        index: true,
        lazy: page(async () => (await import('./areas/registry/TagsRedirect')).TagsRedirect),
      },
      {
        path: 'tags',
        lazy: page(async () => (await import('./areas/registry/tags/TagsTab')).TagsTab),
      },
      {
        path: 'triggers',
        lazy: page(async () => (await import('./areas/registry/triggers/TriggersTab')).TriggersTab),
      },
      {
        path: 'retention',
        lazy: page(
          async () => (await import('./areas/registry/retention/RetentionTab')).RetentionTab,
        ),
      },
      {
        path: 'settings',
        lazy: page(async () => (await import('./areas/registry/settings/SettingsTab')).SettingsTab),
      },
    ],
  },
  {
    path: '/triggers',
    lazy: page(async () => (await import('./areas/registry/triggers/TriggersPage')).TriggersPage),
    children: [
      {
        index: true,
        lazy: page(
          async () => (await import('./areas/registry/triggers/TriggersPage')).AllTriggersTab,
        ),
      },
      {
        path: 'log',
        lazy: page(async () => (await import('./areas/registry/triggers/TriggersPage')).AllLogsTab),
      },
    ],
  },
  {
    path: '/triggers/new',
    lazy: page(async () =>
      whenAvailable(
        'AddUpdateServiceTrigger',
        (await import('./areas/registry/triggers/form/NewTriggerPage')).NewTriggerPage,
      ),
    ),
  },
  {
    path: '/triggers/:triggerName/edit',
    lazy: page(async () =>
      whenAvailable(
        'ModifyUpdateServiceTrigger',
        (await import('./areas/registry/triggers/form/EditTriggerPage')).EditTriggerPage,
      ),
    ),
  },
]
