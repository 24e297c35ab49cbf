import { type ClusterSpec, own, type ServiceSpec, server, webApp, worker } from './parts'

const database = (name: string) => `mysql://shop@10.10.16.240:3306/${name}`

const web: ServiceSpec[] = [
  {
    namespace: 'web',
    name: 'storefront',
    description: 'Shop pages, server side rendered',
    days: 211,
    replicas: 6,
    access: 'LoadBalancer',
    ports: [
      [80, 8080],
      [443, 8443],
    ],
    containers: [
      webApp(
        'storefront',
        'shop/storefront:2.14.3',
        8080,
        { cpu: 250, memory: 384 },
        {
          NODE_ENV: 'production',
          API_URL: 'http://orders-api.orders:8080',
          CDN_HOST: 'static.lanhai-shop.com',
        },
      ),
    ],
    updated: { daysAgo: 0.02, from: '2.14.2' },
  },
  {
    namespace: 'web',
    name: 'admin',
    description: 'Back office',
    days: 198,
    replicas: 2,
    access: 'SvcLBTypeInner',
    ports: [[80, 8080]],
    containers: [
      webApp(
        'admin',
        'shop/admin:1.9.0',
        8080,
        { cpu: 100, memory: 256 },
        {
          NODE_ENV: 'production',
          SSO_REALM: 'staff',
        },
      ),
    ],
    updated: { daysAgo: 12, from: '1.8.4' },
  },
  {
    namespace: 'web',
    name: 'edge',
    description: 'Redirects and old campaign pages',
    days: 187,
    replicas: 3,
    access: 'LoadBalancer',
    ports: [[80, 80]],
    containers: [
      {
        ...server('nginx', 'nginx:1.13.8-alpine', 80, { cpu: 100, memory: 64 }),
        volumeMounts: [{ volumeName: 'logs', mountPath: '/var/log/nginx', mode: 'rw' }],
      },
    ],
    volumes: [{ name: 'logs', volumeType: 'hostPath', hostPath: '/data/logs/edge' }],
  },
]

const orders: ServiceSpec[] = [
  {
    namespace: 'orders',
    name: 'orders-api',
    days: 209,
    replicas: 4,
    ports: [[8080, 8080]],
    containers: [
      webApp(
        'orders-api',
        'shop/orders-api:4.2.1',
        8080,
        { cpu: 500, memory: 512 },
        {
          DATABASE_URL: database('orders'),
          REDIS_HOST: 'redis-sessions.data',
          PAYMENTS_URL: 'http://payments-api:8080',
        },
      ),
    ],
    updated: { daysAgo: 6, from: '4.1.9' },
  },
  {
    namespace: 'orders',
    name: 'payments-api',
    description: 'Talks to the payment providers',
    days: 203,
    replicas: 3,
    access: 'SvcLBTypeInner',
    ports: [[443, 8443]],
    containers: [
      webApp(
        'payments-api',
        'shop/payments-api:3.7.0',
        8443,
        { cpu: 300, memory: 512 },
        {
          DATABASE_URL: database('payments'),
          PROVIDERS: 'wechat,alipay,unionpay',
        },
      ),
    ],
    updated: { daysAgo: 34, from: '3.6.2' },
  },
  {
    namespace: 'orders',
    name: 'order-worker',
    days: 209,
    replicas: 3,
    access: 'None',
    containers: [
      worker(
        'worker',
        'shop/order-worker:4.2.1',
        { cpu: 250, memory: 384 },
        {
          QUEUE: 'orders',
          CONCURRENCY: '16',
        },
      ),
    ],
    updated: { daysAgo: 6, from: '4.1.9' },
  },
  {
    namespace: 'orders',
    name: 'invoice-worker',
    description: 'Writes invoices as PDF',
    days: 121,
    replicas: 2,
    access: 'None',
    containers: [
      worker(
        'worker',
        'shop/invoice-worker:1.6.0-crash',
        { cpu: 100, memory: 256 },
        {
          QUEUE: 'invoices',
          TEMPLATE_DIR: '/srv/templates',
        },
      ),
    ],
    updated: { daysAgo: 0.8, from: '1.5.3' },
  },
]

const data: ServiceSpec[] = [
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
        ...server('elasticsearch', own('shop/elasticsearch:5.6.5'), 9200, {
          cpu: 1000,
          memory: 4096,
        }),
        volumeMounts: [{ volumeName: 'snapshots', mountPath: '/snapshots', mode: 'rw' }],
      },
    ],
    volumes: [{ name: 'snapshots', volumeType: 'nfsDisk', nfsPath: '10.10.16.250:/snapshots' }],
  },
]

const ops: ServiceSpec[] = [
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

const staging: ServiceSpec[] = [
  {
    namespace: 'web',
    name: 'storefront',
    days: 168,
    replicas: 4,
    access: 'LoadBalancer',
    ports: [[80, 8080]],
    containers: [
      webApp(
        'storefront',
        'shop/storefront:2.15.0-rc.2',
        8080,
        { cpu: 100, memory: 256 },
        {
          NODE_ENV: 'production',
          API_URL: 'http://orders-api.orders:8080',
        },
      ),
    ],
    updated: { daysAgo: 0.03, from: '2.14.3' },
    since: 'pausedInUpdate',
  },
  {
    namespace: 'web',
    name: 'recommender',
    description: 'You may also like; experiment of the data team',
    days: 9,
    replicas: 2,
    ports: [[8080, 8080]],
    containers: [
      webApp(
        'recommender',
        'data/recommender:0.3.0-missing',
        8080,
        { cpu: 250, memory: 512 },
        {
          MODEL: 's3://models/recommender/2017-11',
        },
      ),
    ],
  },
  {
    namespace: 'orders',
    name: 'orders-api',
    days: 165,
    replicas: 2,
    ports: [[8080, 8080]],
    containers: [
      webApp(
        'orders-api',
        'shop/orders-api:4.3.0-rc.1',
        8080,
        { cpu: 100, memory: 256 },
        {
          DATABASE_URL: 'mysql://shop@10.20.16.240:3306/orders',
        },
      ),
    ],
    updated: { daysAgo: 2, from: '4.2.1' },
  },
  {
    namespace: 'orders',
    name: 'order-worker',
    days: 165,
    replicas: 1,
    access: 'None',
    containers: [
      worker(
        'worker',
        'shop/order-worker:4.3.0-rc.1',
        { cpu: 100, memory: 256 },
        {
          QUEUE: 'orders',
        },
      ),
    ],
    updated: { daysAgo: 2, from: '4.2.1' },
  },
  {
    namespace: 'orders',
    name: 'redis',
    days: 165,
    replicas: 1,
    ports: [[6379, 6379]],
    containers: [server('redis', 'redis:4.0.6-alpine', 6379, { cpu: 100, memory: 256 })],
  },
  {
    namespace: 'default',
    name: 'mailcatcher',
    description: 'Catches all mail of staging',
    days: 140,
    replicas: 1,
    access: 'SvcLBTypeInner',
    ports: [
      [1025, 1025],
      [80, 1080],
    ],
    containers: [
      server('mailcatcher', 'schickling/mailcatcher:0.7.1', 1025, { cpu: 100, memory: 64 }),
    ],
  },
  {
    namespace: 'default',
    name: 'load-test',
    description: 'Scaled down unless a test runs',
    days: 40,
    replicas: 0,
    access: 'None',
    containers: [worker('k6', 'qa/k6:0.19.0', { cpu: 500, memory: 256 }, { VUS: '200' })],
  },
]

/** Guangzhou: the shop in production and in staging. */
export const shopClusters: ClusterSpec[] = [
  {
    region: 'ap-guangzhou',
    name: 'shop-prod',
    description: 'Production of the web shop; changes by the release calendar only',
    vpc: 'prod',
    cidr: '172.28.0.0/16',
    os: 'centos7.2x86_64',
    k8sVersion: '1.7.8',
    days: 214,
    nodes: [
      { count: 5, type: 'CVM.S2', cpu: 8, mem: 16, prepaid: true, bandwidth: 10 },
      { count: 2, type: 'CVM.M2', cpu: 4, mem: 32, prepaid: true, labels: { pool: 'data' } },
    ],
    namespaces: {
      web: 'What customers see',
      orders: 'Orders, payments, invoices',
      data: 'Caches and search',
      ops: 'Logs and metrics',
    },
    services: [...web, ...orders, ...data, ...ops],
  },
  {
    region: 'ap-guangzhou',
    name: 'shop-staging',
    description: 'Release candidates of the web shop',
    vpc: 'staging',
    cidr: '172.29.0.0/16',
    os: 'centos7.2x86_64',
    k8sVersion: '1.7.8',
    days: 171,
    nodes: [{ count: 3, type: 'CVM.S1', cpu: 4, mem: 8, bandwidth: 5 }],
    namespaces: { web: '', orders: '' },
    services: staging,
  },
]
