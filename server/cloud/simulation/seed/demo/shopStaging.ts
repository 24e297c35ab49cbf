import { type ClusterSpec, type ServiceSpec, server, webApp, worker } from '../specs'

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
    laterAction: 'pausedInUpdate',
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

/**
 * Staging cluster of the shop in Guangzhou: one service has a missing image, and the update of
 * another is paused halfway.
 */
export const shopStaging: ClusterSpec = {
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
}
