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

/** Navigation entries in display order; a divider precedes the second group. */
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
