import { ownImage, type ServiceSpec, server, worker } from '../specs'

/** Databases and caches of the demo's shop. */
export const shopData: ServiceSpec[] = [
  {
    namespace: 'data',
    name: 'redis-sessions',
    description: 'Sessions and baskets',
    days: 205,
    replicas: 1,
    ports: [[6379, 6379]],
    containers: [
      {
        ...server('redis', 'redis:3.2.11', 6379, { cpu: 500, memory: 2048 }),
        arguments: ['--appendonly', 'yes', '--maxmemory', '1800mb'],
        volumeMounts: [{ volumeName: 'data', mountPath: '/data', mode: 'rw' }],
      },
    ],
    volumes: [{ name: 'data', volumeType: 'hostPath', hostPath: '/data/redis-sessions' }],
  },
  {
    namespace: 'data',
    name: 'redis-cache',
    days: 160,
    replicas: 2,
    ports: [[6379, 6379]],
    containers: [server('redis', 'redis:4.0.6-alpine', 6379, { cpu: 250, memory: 1024 })],
    updated: { daysAgo: 51, from: '3.2.11-alpine' },
  },
  {
    namespace: 'data',
    name: 'search',
    description: 'Product search',
    days: 144,
    replicas: 3,
    ports: [
      [9200, 9200],
      [9300, 9300],
    ],
    containers: [
      {
        ...server('elasticsearch', ownImage('shop/elasticsearch:5.6.5'), 9200, {
          cpu: 1000,
          memory: 4096,
        }),
        volumeMounts: [{ volumeName: 'snapshots', mountPath: '/snapshots', mode: 'rw' }],
      },
    ],
    volumes: [{ name: 'snapshots', volumeType: 'nfsDisk', nfsPath: '10.10.16.250:/snapshots' }],
  },
]

/** Services for the operation of the demo's shop. */
export const shopOps: ServiceSpec[] = [
  {
    namespace: 'ops',
    name: 'log-shipper',
    days: 190,
    replicas: 6,
    access: 'None',
    containers: [
      {
        ...worker(
          'fluentd',
          'infra/fluentd:1.0.2',
          { cpu: 100, memory: 200 },
          {
            KAFKA_BROKERS: '10.10.16.231:9092,10.10.16.232:9092',
          },
        ),
        volumeMounts: [{ volumeName: 'varlog', mountPath: '/var/log', mode: 'ro' }],
      },
    ],
    volumes: [{ name: 'varlog', volumeType: 'hostPath', hostPath: '/var/log' }],
  },
  {
    namespace: 'ops',
    name: 'prometheus',
    days: 88,
    replicas: 1,
    access: 'SvcLBTypeInner',
    ports: [[9090, 9090]],
    containers: [server('prometheus', 'prom/prometheus:v2.1.0', 9090, { cpu: 500, memory: 2048 })],
    updated: { daysAgo: 20, from: 'v2.0.0' },
  },
]
