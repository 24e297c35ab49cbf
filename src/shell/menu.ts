import {
  IconBell,
  IconBolt,
  IconChart,
  IconHistory,
  IconPackage,
  IconServer,
  IconSettings,
  IconStack,
} from '../ui/theme/icons'

/** Entries of the navigation, in their order; those of the second group stand below a line. */
export const menu = [
  { path: '/clusters', label: 'clusters', icon: IconServer, group: 1 },
  { path: '/services', label: 'services', icon: IconStack, group: 1 },
  { path: '/registry', label: 'registry', icon: IconPackage, group: 1 },
  { path: '/triggers', label: 'triggers', icon: IconBolt, group: 1 },
  { path: '/monitoring', label: 'monitoring', icon: IconChart, group: 1 },
  { path: '/tasks', label: 'tasks', icon: IconBell, group: 2 },
  { path: '/audit', label: 'audit', icon: IconHistory, group: 2 },
  { path: '/settings', label: 'settings', icon: IconSettings, group: 2 },
] as const
