import type { Service } from '../../world/serviceResources'
import { computeWeek, type DailyLoad } from './week'

/** Load profile of a container; fractions are relative to the container's resource requests. */
export interface LoadProfile {
  days: DailyLoad
  /**
   * Fractions of the CPU request: `idle` always, `busy` in addition at full load, `boot` in
   * addition during the first minutes.
   */
  cpu: { idle: number; busy: number; boot: number }
  /**
   * Fractions of the memory request: `start` from the beginning, `grown` added over time (half of
   * it within `over` minutes), `busy` added at full load.
   */
  memory: { start: number; grown: number; over: number; busy: number }
  /**
   * `in` and `out` are Mbps at full load per requested core; `inPacket` and `outPacket` are packet
   * sizes in bytes.
   */
  network: { in: number; out: number; inPacket: number; outPacket: number }
  /**
   * `read` and `write` are KB/s when idle, `busyRead` and `busyWrite` KB/s at full load, `block` is
   * KB per operation.
   */
  disk: { read: number; write: number; busyRead: number; busyWrite: number; block: number }
}

const shoppers: DailyLoad = {
  base: 0.1,
  workday: [
    [10.3, 0.34, 140],
    [14.8, 0.26, 150],
    [20.8, 0.62, 130],
  ],
  weekend: [
    [11.5, 0.42, 160],
    [15.8, 0.4, 160],
    [20.6, 0.74, 150],
  ],
}

const officeHours: DailyLoad = {
  base: 0.12,
  workday: [
    [10.2, 0.6, 95],
    [15.2, 0.62, 120],
    [20.5, 0.32, 120],
  ],
  weekend: [
    [11, 0.2, 150],
    [20.3, 0.34, 150],
  ],
}

const queueLoad: DailyLoad = {
  base: 0.3,
  workday: [
    [2.2, 0.5, 45],
    [11, 0.3, 150],
    [21.2, 0.38, 140],
  ],
  weekend: [
    [2.2, 0.5, 45],
    [21, 0.4, 160],
  ],
}

const stores: DailyLoad = {
  base: 0.28,
  workday: [
    [3.1, 0.3, 30],
    [10.5, 0.32, 130],
    [15, 0.3, 140],
    [20.8, 0.36, 130],
  ],
  weekend: [
    [3.1, 0.3, 30],
    [15.5, 0.3, 170],
    [20.6, 0.42, 150],
  ],
}

const builders: DailyLoad = {
  base: 0.03,
  workday: [
    [10.8, 0.75, 80],
    [16, 0.85, 110],
    [19.5, 0.3, 70],
  ],
  weekend: [[15, 0.08, 120]],
}

const steadyLoad: DailyLoad = {
  base: 0.5,
  workday: [[15, 0.15, 300]],
  weekend: [[15, 0.1, 300]],
}

export const loadProfiles = {
  web: {
    days: shoppers,
    cpu: { idle: 0.06, busy: 0.82, boot: 0.9 },
    memory: { start: 0.34, grown: 0.26, over: 240, busy: 0.12 },
    network: { in: 3.2, out: 22, inPacket: 310, outPacket: 1080 },
    disk: { read: 0.6, write: 3, busyRead: 4, busyWrite: 22, block: 9 },
  },
  api: {
    days: officeHours,
    cpu: { idle: 0.07, busy: 0.8, boot: 1.2 },
    memory: { start: 0.42, grown: 0.3, over: 420, busy: 0.1 },
    network: { in: 4.2, out: 7.5, inPacket: 380, outPacket: 620 },
    disk: { read: 0.4, write: 4, busyRead: 2, busyWrite: 30, block: 8 },
  },
  worker: {
    days: queueLoad,
    cpu: { idle: 0.05, busy: 0.9, boot: 0.8 },
    memory: { start: 0.3, grown: 0.2, over: 180, busy: 0.3 },
    network: { in: 3.4, out: 2.1, inPacket: 760, outPacket: 420 },
    disk: { read: 1, write: 4, busyRead: 60, busyWrite: 120, block: 24 },
  },
  cache: {
    days: shoppers,
    cpu: { idle: 0.04, busy: 0.42, boot: 0.2 },
    memory: { start: 0.12, grown: 0.72, over: 1800, busy: 0.03 },
    network: { in: 6, out: 14, inPacket: 190, outPacket: 420 },
    disk: { read: 0.1, write: 14, busyRead: 0.5, busyWrite: 90, block: 32 },
  },
  store: {
    days: stores,
    cpu: { idle: 0.12, busy: 0.72, boot: 1.1 },
    memory: { start: 0.5, grown: 0.36, over: 900, busy: 0.06 },
    network: { in: 3.6, out: 6.4, inPacket: 520, outPacket: 900 },
    disk: { read: 60, write: 120, busyRead: 1400, busyWrite: 900, block: 18 },
  },
  builder: {
    days: builders,
    cpu: { idle: 0.03, busy: 1.25, boot: 0.5 },
    memory: { start: 0.16, grown: 0.1, over: 300, busy: 0.62 },
    network: { in: 9, out: 1.6, inPacket: 1180, outPacket: 240 },
    disk: { read: 4, write: 6, busyRead: 2600, busyWrite: 3800, block: 42 },
  },
  system: {
    days: steadyLoad,
    cpu: { idle: 0.16, busy: 0.2, boot: 0.4 },
    memory: { start: 0.46, grown: 0.12, over: 600, busy: 0.04 },
    network: { in: 0.5, out: 0.6, inPacket: 140, outPacket: 190 },
    disk: { read: 2, write: 12, busyRead: 6, busyWrite: 24, block: 7 },
  },
} as const satisfies Record<string, LoadProfile>

export type ProfileName = keyof typeof loadProfiles

const byImage: readonly (readonly [RegExp, ProfileName])[] = [
  [/dns|lb-controller|exporter|fluent|filebeat|logspout/, 'system'],
  [/redis|memcache|varnish/, 'cache'],
  [
    /elasticsearch|mysql|maria|postgres|mongo|kafka|rabbit|etcd|zookeeper|prometheus|influx|minio/,
    'store',
  ],
  [/runner|jenkins|build|\bk6\b|load-?test/, 'builder'],
  [/worker|consumer|mailer|indexer|feed|push|cron|batch|sessionizer/, 'worker'],
]

type Access = Service['access']['type']

/**
 * Selects the load profile by the container's name and image, or else by the access type of its
 * service.
 */
export function profileOf(container: { name: string; image: string }, access: Access) {
  const nameAndImage = `${container.name} ${container.image.slice(container.image.lastIndexOf('/') + 1)}`
  const profile = byImage.find(([pattern]) => pattern.test(nameAndImage))?.[1]
  if (profile) return profile
  if (access === 'None') return 'worker'
  return access === 'LoadBalancer' ? 'web' : 'api'
}

const weeks = new Map<ProfileName, Float64Array>()

/** Demand of a load profile in each minute of the week. */
export function weeklyLoad(name: ProfileName): Float64Array {
  const week = weeks.get(name) ?? computeWeek(loadProfiles[name].days)
  weeks.set(name, week)
  return week
}
