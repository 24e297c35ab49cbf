import { type ClusterSpec, server, webApp, worker } from '../specs'

const medium = { cpu: 250, memory: 512 }

/**
 * Further clusters in Guangzhou and Shanghai: one node has memory pressure, and one node is
 * unreachable.
 */
export const sideClusters: ClusterSpec[] = [
  {
    region: 'ap-guangzhou',
    name: 'build-runners',
    description: 'CI runners; may be scaled down at night',
    vpc: 'staging',
    cidr: '172.30.0.0/20',
    os: 'ubuntu16.04.1 LTSx86_64',
    k8sVersion: '1.7.8',
    days: 46,
    nodes: [{ count: 2, type: 'CVM.C2', cpu: 4, mem: 8, bandwidth: 2 }],
    namespaces: { ci: 'Runners and their cache' },
    services: [
      {
        namespace: 'ci',
        name: 'runner',
        days: 45,
        replicas: 3,
        access: 'None',
        containers: [
          {
            ...worker(
              'runner',
              'infra/ci-runner:10.3.0',
              { cpu: 500, memory: 1024 },
              {
                CI_SERVER_URL: 'https://git.lanhai-inc.com/',
              },
            ),
            privileged: true,
          },
        ],
        updated: { daysAgo: 15, from: '10.2.0' },
      },
      {
        namespace: 'ci',
        name: 'cache',
        days: 45,
        replicas: 1,
        ports: [[9000, 9000]],
        containers: [server('minio', 'minio/minio:RELEASE.2017-12-28', 9000, medium)],
      },
    ],
    fault: { node: 1, reason: 'MemoryPressure', daysAgo: 0.2 },
  },
  {
    region: 'ap-shanghai',
    name: 'analytics',
    description: 'Click stream, reports, data science',
    vpc: 'prod',
    cidr: '172.28.0.0/16',
    os: 'centos7.2x86_64',
    k8sVersion: '1.7.8',
    days: 132,
    nodes: [
      { count: 3, type: 'CVM.I2', cpu: 8, mem: 32, prepaid: true },
      { count: 1, type: 'CVM.S2', cpu: 4, mem: 8, bandwidth: 5 },
    ],
    namespaces: { stream: 'Click stream', reports: '' },
    services: [
      {
        namespace: 'stream',
        name: 'collector',
        description: 'Takes in the clicks of all shops',
        days: 130,
        replicas: 4,
        access: 'LoadBalancer',
        ports: [[443, 8443]],
        containers: [
          webApp('collector', 'data/collector:1.12.0', 8443, medium, {
            KAFKA_BROKERS: '10.10.16.221:9092',
          }),
        ],
        updated: { daysAgo: 8, from: '1.11.4' },
      },
      {
        namespace: 'stream',
        name: 'sessionizer',
        days: 126,
        replicas: 2,
        access: 'None',
        containers: [
          worker(
            'sessionizer',
            'data/sessionizer:0.9.7',
            { cpu: 1000, memory: 2048 },
            {
              WINDOW_MINUTES: '30',
            },
          ),
        ],
      },
      {
        namespace: 'reports',
        name: 'superset',
        days: 77,
        replicas: 2,
        access: 'SvcLBTypeInner',
        ports: [[80, 8088]],
        containers: [
          webApp('superset', 'data/superset:0.20.4', 8088, { cpu: 500, memory: 1024 }, {}),
        ],
        updated: { daysAgo: 26, from: '0.19.1' },
      },
      {
        namespace: 'reports',
        name: 'redis',
        days: 77,
        replicas: 1,
        ports: [[6379, 6379]],
        containers: [server('redis', 'redis:4.0.6-alpine', 6379, medium)],
      },
    ],
    fault: { node: 2, reason: 'Unknown', daysAgo: 0.4 },
  },
]
