// An endpoint of the API with a constant response of about 1.1 KB.
import http from 'node:http'

const cluster = {
  clusterId: 'cls-00000001',
  clusterName: 'bench',
  description: 'x'.repeat(400),
  status: 'Running',
  vpcId: 1,
  unVpcId: 'vpc-00000001',
  clusterCIDR: '172.16.0.0/16',
  createdAt: '2026-01-01 00:00:00',
  updatedAt: '2026-01-01 00:00:00',
  nodeStatus: 'AllNormal',
  nodeNum: 3,
  os: 'centos7.2x86_64',
  totalCpu: 12,
  totalMem: 24,
  regionId: 1,
  region: 'ap-guangzhou',
  k8sVersion: '1.4.6',
  projectId: 0,
  clusterExternalEndpoint: '',
  note: 'y'.repeat(200),
}
const body = JSON.stringify({
  code: 0,
  message: '',
  codeDesc: 'Success',
  data: { totalCount: 1, clusters: [cluster] },
})
const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }

http
  .createServer((incoming, out) => {
    incoming.resume()
    incoming.on('end', () => out.writeHead(200, headers).end(body))
  })
  .listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('ready'))
