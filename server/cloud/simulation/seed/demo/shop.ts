import { type ClusterSpec, type ServiceSpec, server, webApp, worker } from '../specs'
import { shopData, shopOps } from './shopBackend'

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

/** Production cluster of the shop, in Guangzhou. */
export const shopProd: ClusterSpec = {
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
  services: [...web, ...orders, ...shopData, ...shopOps],
}
