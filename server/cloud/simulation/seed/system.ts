import { ownImage, type ServiceSpec, server, worker } from './specs'

/** Services in kube-system that every cluster has from its creation. */
export const systemServices = (days: number): ServiceSpec[] => [
  {
    namespace: 'kube-system',
    name: 'kube-dns',
    days,
    replicas: 2,
    ports: [[53, 53]],
    containers: [
      server('kubedns', ownImage('library/kubedns-amd64:1.14.4'), 53, { cpu: 100, memory: 70 }),
      server('dnsmasq', ownImage('library/kube-dnsmasq-amd64:1.14.4'), 53, {
        cpu: 100,
        memory: 20,
      }),
    ],
  },
  {
    namespace: 'kube-system',
    name: 'l7-lb-controller',
    days,
    replicas: 1,
    access: 'None',
    containers: [
      worker('l7-lb-controller', 'paas/l7-lb-controller:v1.1.2', { cpu: 100, memory: 64 }, {}),
    ],
  },
]
