import { type ClusterSpec, ownImage, server, webApp, worker } from '../specs'

const small = { cpu: 100, memory: 128 }
const medium = { cpu: 250, memory: 512 }

/**
 * Clusters of the demo world in other regions; one cluster is isolated because its bill is overdue.
 */
export const otherRegionClusters: ClusterSpec[] = [
  {
    region: 'ap-beijing',
    name: 'gateway-bj',
    description: 'API gateway and what stands behind it for partners in the north',
    vpc: 'prod',
    cidr: '172.28.0.0/16',
    os: 'centos7.2x86_64',
    k8sVersion: '1.7.8',
    days: 98,
    nodes: [{ count: 3, type: 'CVM.S2', cpu: 4, mem: 16, prepaid: true, bandwidth: 20 }],
    namespaces: { partners: 'Partner APIs' },
    services: [
      {
        namespace: 'default',
        name: 'gateway',
        days: 97,
        replicas: 3,
        access: 'LoadBalancer',
        ports: [
          [80, 8000],
          [443, 8443],
        ],
        containers: [server('kong', 'kong:0.11.2-alpine', 8000, { cpu: 500, memory: 1024 })],
        updated: { daysAgo: 19, from: '0.11.1-alpine' },
      },
      {
        namespace: 'partners',
        name: 'stock-api',
        days: 90,
        replicas: 2,
        ports: [[8080, 8080]],
        containers: [
          webApp('stock-api', 'partners/stock-api:2.3.1', 8080, medium, { PAGE_SIZE: '500' }),
        ],
        updated: { daysAgo: 4, from: '2.3.0' },
      },
      {
        namespace: 'partners',
        name: 'price-feed',
        days: 62,
        replicas: 2,
        access: 'None',
        containers: [
          worker('price-feed', 'partners/price-feed:1.0.8', small, { INTERVAL: '60s' }, [
            '--once=false',
          ]),
        ],
      },
    ],
  },
  {
    region: 'ap-beijing',
    name: 'mobile-bff',
    description: 'Back end of the apps',
    vpc: 'staging',
    cidr: '172.29.0.0/18',
    os: 'ubuntu16.04.1 LTSx86_64',
    k8sVersion: '1.7.8',
    days: 23,
    nodes: [{ count: 2, type: 'CVM.S1', cpu: 4, mem: 8, bandwidth: 5 }],
    namespaces: {},
    services: [
      {
        namespace: 'default',
        name: 'bff',
        days: 22,
        replicas: 2,
        access: 'LoadBalancer',
        ports: [[443, 8443]],
        containers: [webApp('bff', 'mobile/bff:0.18.0', 8443, medium, { LOG_LEVEL: 'info' })],
        updated: { daysAgo: 1, from: '0.17.3' },
      },
      {
        namespace: 'default',
        name: 'push',
        description: 'Push notifications',
        days: 21,
        replicas: 1,
        access: 'None',
        containers: [worker('push', 'mobile/push:0.6.2', small, { PROVIDERS: 'xinge,apns' })],
      },
    ],
  },
  {
    region: 'ap-hongkong',
    name: 'shop-intl',
    description: 'The shop outside the mainland',
    vpc: 'prod',
    cidr: '172.28.0.0/16',
    os: 'centos7.2x86_64',
    k8sVersion: '1.7.8',
    days: 157,
    nodes: [{ count: 3, type: 'CVM.S1', cpu: 8, mem: 16, prepaid: true, bandwidth: 50 }],
    namespaces: { web: '', orders: '' },
    services: [
      {
        namespace: 'web',
        name: 'storefront',
        days: 155,
        replicas: 3,
        access: 'LoadBalancer',
        ports: [
          [80, 8080],
          [443, 8443],
        ],
        containers: [
          webApp('storefront', 'shop/storefront:2.14.2', 8080, medium, { LOCALES: 'en,zh-HK' }),
        ],
        updated: { daysAgo: 9, from: '2.13.8' },
      },
      {
        namespace: 'orders',
        name: 'orders-api',
        days: 155,
        replicas: 2,
        ports: [[8080, 8080]],
        containers: [
          webApp('orders-api', 'shop/orders-api:4.2.1', 8080, medium, { CURRENCY: 'HKD' }),
          {
            ...server('nginx', 'nginx:1.13.8-alpine', 80, { cpu: 100, memory: 64 }),
            volumeMounts: [{ volumeName: 'run', mountPath: '/run/app', mode: 'rw' }],
          },
        ],
        volumes: [{ name: 'run', volumeType: 'hostPath', hostPath: '' }],
        updated: { daysAgo: 5, from: '4.1.9' },
      },
      {
        namespace: 'orders',
        name: 'redis-sessions',
        days: 155,
        replicas: 1,
        ports: [[6379, 6379]],
        containers: [server('redis', 'redis:3.2.11', 6379, { cpu: 250, memory: 1024 })],
      },
    ],
  },
  {
    region: 'ap-singapore',
    name: 'shop-sea',
    description: 'Opening soon',
    vpc: 'prod',
    cidr: '172.28.0.0/18',
    os: 'centos7.2x86_64',
    k8sVersion: '1.7.8',
    days: 6,
    nodes: [{ count: 2, type: 'CVM.S2', cpu: 4, mem: 8, bandwidth: 10 }],
    namespaces: { web: '' },
    services: [
      {
        namespace: 'web',
        name: 'coming-soon',
        days: 5,
        replicas: 2,
        access: 'LoadBalancer',
        ports: [[80, 80]],
        containers: [server('nginx', ownImage('shop/coming-soon:1.0.0'), 80, small)],
      },
    ],
  },
  {
    region: 'na-toronto',
    name: 'legacy-na',
    description: 'Old catalogue, to be switched off',
    vpc: 'prod',
    cidr: '172.28.0.0/18',
    os: 'ubuntu16.04.1 LTSx86_64',
    k8sVersion: '1.4.6',
    days: 318,
    nodes: [{ count: 2, type: 'CVM.S1', cpu: 2, mem: 4, bandwidth: 5 }],
    namespaces: {},
    services: [
      {
        namespace: 'default',
        name: 'catalogue',
        days: 316,
        replicas: 2,
        access: 'LoadBalancer',
        ports: [[80, 8080]],
        containers: [webApp('catalogue', 'shop/catalogue:0.8.11', 8080, small, {})],
      },
    ],
    isolatedDaysAgo: 3,
  },
]
