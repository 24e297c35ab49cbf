import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import { withTexts } from './i18n/i18n'
import { whenAvailable } from './shell/Unavailable'
import { withComponentBelow } from './shell/withComponentBelow'

/** Loads a service page together with the texts that all service pages share. */
const page = (load: () => Promise<ComponentType>) => async () => ({
  Component: await withTexts(load(), 'services', 'serviceLife', 'vocabulary'),
})

/** Loads a page that shows or edits service settings, with the texts of every setting. */
const specPage = (load: () => Promise<ComponentType>) => async () => ({
  Component: await withTexts(
    load(),
    ...(['services', 'serviceLife', 'vocabulary', 'spec', 'concurrent'] as const),
  ),
})

/** Cluster tabs that show the cluster's services and instances. */
export const clusterServiceRoutes: RouteObject[] = [
  {
    path: 'services',
    lazy: page(
      async () => (await import('./areas/services/list/ClusterServicesTab')).ClusterServicesTab,
    ),
  },
  {
    path: 'instances',
    lazy: page(
      async () =>
        (await import('./areas/services/instances/ClusterInstancesTab')).ClusterInstancesTab,
    ),
  },
]

const tabs: RouteObject[] = [
  {
    index: true,
    lazy: page(async () =>
      withComponentBelow((await import('./areas/services/OverviewTab')).OverviewTab, async () =>
        whenAvailable(
          'GetMonitorData',
          (await withTexts(import('./areas/monitoring/charts/UsageSummary'), 'monitoring'))
            .ServiceUsageSummary,
          { isTab: true },
        ),
      ),
    ),
  },
  {
    path: 'instances',
    lazy: page(async () => (await import('./areas/services/instances/InstancesTab')).InstancesTab),
  },
  {
    path: 'events',
    lazy: page(async () => (await import('./areas/services/events/EventsTab')).EventsTab),
  },
  {
    path: 'monitoring',
    lazy: page(async () =>
      whenAvailable(
        'GetMonitorData',
        (await withTexts(import('./areas/monitoring/ServiceMonitoring'), 'monitoring'))
          .ServiceMonitoring,
        { isTab: true },
      ),
    ),
  },
  {
    path: 'config',
    lazy: specPage(async () => (await import('./areas/services/config/ConfigTab')).ConfigTab),
  },
  {
    path: 'history',
    lazy: specPage(async () => (await import('./areas/services/history/HistoryTab')).HistoryTab),
  },
]

/** Routes of services. */
export const serviceRoutes: RouteObject[] = [
  {
    path: '/services',
    lazy: page(async () => (await import('./areas/services/list/ServicesPage')).ServicesPage),
  },
  {
    path: '/services/new',
    lazy: specPage(async () =>
      whenAvailable(
        'CreateClusterService',
        (await import('./areas/services/form/CreateServicePage')).CreateServicePage,
      ),
    ),
  },
  {
    path: '/clusters/:clusterId/services/:namespace/:serviceName/edit',
    lazy: specPage(async () =>
      whenAvailable(
        'ModifyClusterService',
        (await import('./areas/services/form/EditServicePage')).EditServicePage,
      ),
    ),
  },
  {
    path: '/clusters/:clusterId/services/:namespace/:serviceName',
    lazy: page(async () => (await import('./areas/services/ServicePage')).ServicePage),
    children: tabs,
  },
]
