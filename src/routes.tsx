import type { ComponentType } from 'react'
import { Navigate, type RouteObject } from 'react-router'
import { loadTexts } from './i18n/i18n'
import { Broken } from './shell/Broken'

/** A page of the console's own affairs, and its texts. */
const administered = (load: () => Promise<ComponentType>) => async () => {
  const [Component] = await Promise.all([load(), loadTexts('admin')])
  return { Component }
}

/** Every address of the console. Each page is a chunk of its own; this file alone imports areas. */
export const routes: RouteObject[] = [
  {
    errorElement: <Broken />,
    hydrateFallbackElement: <div />,
    children: [
      {
        path: '/login',
        lazy: async () => ({ Component: (await import('./shell/LoginPage')).LoginPage }),
      },
      {
        lazy: async () => ({ Component: (await import('./shell/Layout')).Layout }),
        children: [
          { index: true, element: <Navigate to="/clusters" replace /> },
          {
            path: '/clusters',
            lazy: async () => ({
              Component: (await import('./areas/clusters/ClustersPage')).ClustersPage,
            }),
          },
          {
            path: '/clusters/:clusterId',
            lazy: async () => ({
              Component: (await import('./areas/clusters/ClusterPage')).ClusterPage,
            }),
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: (await import('./areas/clusters/OverviewTab')).OverviewTab,
                }),
              },
              {
                path: 'nodes',
                lazy: async () => ({
                  Component: (await import('./areas/clusters/NodesTab')).NodesTab,
                }),
              },
              {
                path: 'services',
                lazy: async () => ({
                  Component: (await import('./areas/services/ClusterServicesTab'))
                    .ClusterServicesTab,
                }),
              },
              {
                path: 'namespaces',
                lazy: async () => ({
                  Component: (await import('./areas/clusters/NamespacesTab')).NamespacesTab,
                }),
              },
            ],
          },
          {
            path: '/services',
            lazy: async () => ({
              Component: (await import('./areas/services/ServicesPage')).ServicesPage,
            }),
          },
          {
            path: '/services/new',
            lazy: async () => ({
              Component: (await import('./areas/services/form/CreateServicePage'))
                .CreateServicePage,
            }),
          },
          {
            path: '/clusters/:clusterId/services/:namespace/:serviceName',
            lazy: async () => ({
              Component: (await import('./areas/services/ServicePage')).ServicePage,
            }),
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: (await import('./areas/services/OverviewTab')).OverviewTab,
                }),
              },
              {
                path: 'instances',
                lazy: async () => ({
                  Component: (await import('./areas/services/InstancesTab')).InstancesTab,
                }),
              },
              {
                path: 'events',
                lazy: async () => ({
                  Component: (await import('./areas/services/EventsTab')).EventsTab,
                }),
              },
            ],
          },
          {
            path: '/settings',
            lazy: async () => ({
              Component: (await import('./shell/SettingsLayout')).SettingsLayout,
            }),
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: (await import('./shell/SettingsPage')).SettingsPage,
                }),
              },
              {
                path: 'safety',
                lazy: administered(async () => (await import('./areas/admin/SafetyTab')).SafetyTab),
              },
              {
                path: 'accounts',
                lazy: administered(
                  async () => (await import('./areas/admin/AccountsTab')).AccountsTab,
                ),
              },
              {
                path: 'people',
                lazy: administered(async () => (await import('./areas/admin/PeopleTab')).PeopleTab),
              },
            ],
          },
          {
            path: '/audit',
            lazy: administered(async () => (await import('./areas/admin/AuditPage')).AuditPage),
          },
          {
            path: '/audit/:id',
            lazy: administered(async () => (await import('./areas/admin/EntryPage')).EntryPage),
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
