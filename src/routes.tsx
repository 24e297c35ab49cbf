import type { ComponentType } from 'react'
import { Navigate, type RouteObject, redirect } from 'react-router'
import { withTexts } from './i18n/i18n'
import { registryRoutes } from './registryRoutes'
import { clusterServiceRoutes, serviceRoutes } from './serviceRoutes'
import { BrokenPage } from './shell/BrokenPage'
import { whenAvailable } from './shell/Unavailable'
import { withComponentBelow } from './shell/withComponentBelow'

/** Loads a settings or audit page together with its texts. */
const administered = (load: () => Promise<ComponentType>) => async () => ({
  Component: await withTexts(load(), 'admin'),
})

/** Redirects the path of an earlier version, with its query. */
const moved = (from: string, to: string): RouteObject => ({
  path: from,
  loader: ({ request }) => redirect(to + new URL(request.url).search),
})

/** All routes of the console. Each page is a chunk of its own; only route files import areas. */
export const routes: RouteObject[] = [
  {
    errorElement: <BrokenPage />,
    hydrateFallbackElement: <div />,
    children: [
      {
        path: '/login',
        lazy: async () => {
          const page = import('./shell/signIn/LoginPage')
          return { Component: (await withTexts(page, 'signIn')).LoginPage }
        },
      },
      {
        path: '/signed-in',
        lazy: async () => {
          const page = import('./shell/signIn/SignedInPage')
          return { Component: (await withTexts(page, 'signIn')).SignedInPage }
        },
      },
      {
        lazy: async () => ({ Component: (await import('./shell/Layout')).Layout }),
        children: [
          { index: true, element: <Navigate to="/overview" replace /> },
          {
            path: '/overview',
            lazy: async () => {
              const page = import('./areas/overview/OverviewPage')
              const namespaces = ['overview', 'inventory', 'services', 'tasks'] as const
              return { Component: (await withTexts(page, ...namespaces)).OverviewPage }
            },
          },
          {
            path: '/search',
            lazy: async () => {
              const page = import('./areas/search/SearchPage')
              const namespaces = ['search', 'inventory', 'services'] as const
              return { Component: (await withTexts(page, ...namespaces)).SearchPage }
            },
          },
          {
            path: '/clusters',
            lazy: async () => ({
              Component: (await import('./areas/clusters/ClustersPage')).ClustersPage,
            }),
          },
          {
            path: '/clusters/new',
            lazy: async () => {
              const page = import('./areas/clusters/form/CreateClusterPage')
              const { CreateClusterPage } = await withTexts(page, 'clusterForms', 'vocabulary')
              return { Component: whenAvailable('CreateCluster', CreateClusterPage) }
            },
          },
          {
            path: '/clusters/:clusterId/add-nodes',
            lazy: async () => {
              const page = import('./areas/clusters/form/AddMachinesPage')
              const { AddMachinesPage } = await withTexts(
                page,
                ...(['clusterForms', 'clusterActions', 'vocabulary'] as const),
              )
              return { Component: whenAvailable('AddClusterInstances', AddMachinesPage) }
            },
          },
          {
            path: '/clusters/:clusterId/add-existing-nodes',
            lazy: async () => {
              const page = import('./areas/clusters/form/AddExistingPage')
              const { AddExistingPage } = await withTexts(page, 'clusterForms', 'clusterActions')
              return {
                Component: whenAvailable('AddClusterInstancesFromExistedCvm', AddExistingPage),
              }
            },
          },
          {
            path: '/clusters/:clusterId',
            lazy: async () => {
              const page = import('./areas/clusters/ClusterPage')
              const namespaces = ['clusterTabs', 'clusterActions', 'vocabulary'] as const
              return { Component: (await withTexts(page, ...namespaces)).ClusterPage }
            },
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: withComponentBelow(
                    (await import('./areas/clusters/OverviewTab')).OverviewTab,
                    async () =>
                      whenAvailable(
                        'GetMonitorData',
                        (
                          await withTexts(
                            import('./areas/monitoring/charts/UsageSummary'),
                            'monitoring',
                          )
                        ).ClusterUsageSummary,
                        { isTab: true },
                      ),
                  ),
                }),
              },
              {
                path: 'nodes',
                lazy: async () => ({
                  Component: (await import('./areas/clusters/NodesTab')).NodesTab,
                }),
              },
              ...clusterServiceRoutes,
              {
                path: 'namespaces',
                lazy: async () => ({
                  Component: (await import('./areas/clusters/NamespacesTab')).NamespacesTab,
                }),
              },
              {
                path: 'monitoring',
                lazy: async () => ({
                  Component: whenAvailable(
                    'GetMonitorData',
                    (await withTexts(import('./areas/monitoring/ClusterMonitoring'), 'monitoring'))
                      .ClusterMonitoring,
                    { isTab: true },
                  ),
                }),
              },
            ],
          },
          ...serviceRoutes,
          ...registryRoutes,
          {
            path: '/monitoring',
            lazy: async () => ({
              Component: (
                await withTexts(import('./areas/monitoring/MonitoringPage'), 'monitoring')
              ).MonitoringPage,
            }),
          },
          {
            path: '/tasks',
            lazy: async () => {
              const page = import('./areas/tasks/TasksPage')
              return { Component: (await withTexts(page, 'tasks')).TasksPage }
            },
          },
          {
            path: '/settings',
            lazy: async () => ({
              Component: (await import('./shell/settings/SettingsLayout')).SettingsLayout,
            }),
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: (await import('./shell/settings/SettingsPage')).SettingsPage,
                }),
              },
              {
                path: 'security',
                lazy: administered(
                  async () => (await import('./areas/admin/security/SecurityTab')).SecurityTab,
                ),
              },
              {
                path: 'sessions',
                lazy: administered(
                  async () => (await import('./areas/admin/security/SessionsTab')).SessionsTab,
                ),
              },
              {
                path: 'tokens',
                lazy: administered(
                  async () => (await import('./areas/admin/tokens/TokensTab')).TokensTab,
                ),
              },
              {
                path: 'accounts',
                lazy: administered(
                  async () => (await import('./areas/admin/accounts/AccountsTab')).AccountsTab,
                ),
              },
              {
                path: 'users',
                lazy: administered(
                  async () => (await import('./areas/admin/users/UsersTab')).UsersTab,
                ),
              },
              moved('safety', '/settings/security'),
              moved('people', '/settings/users'),
            ],
          },
          {
            path: '/audit',
            lazy: administered(
              async () => (await import('./areas/admin/audit/AuditPage')).AuditPage,
            ),
          },
          {
            path: '/audit/:id',
            lazy: administered(
              async () => (await import('./areas/admin/audit/EntryPage')).EntryPage,
            ),
          },
          {
            path: '*',
            lazy: async () => ({ Component: (await import('./shell/NotFound')).NotFound }),
          },
        ],
      },
    ],
  },
]
