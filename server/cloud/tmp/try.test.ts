import { it } from 'vitest'
import { World } from '../world'
import { seed } from '../seed/seed'
import { serviceView } from '../lifecycle/serviceView'
import { clusterInfo } from '../lifecycle/cluster'
it('seeds', () => {
  const now = Date.UTC(2026, 10, 24, 3)
  for (const which of ['demo', 'demo', 'large'] as const) {
    const t = performance.now()
    const world = new World()
    seed(world, which, now, 1)
    const t1 = performance.now()
    const ch = world.changes()
    console.log(which, Math.round(t1 - t), Math.round(performance.now() - t1), ch.put.length, ['cluster','node','machine','service','pod','happening'].map((k) => `${k}=${world.all(k as never).length}`).join(' '))
    if (which === 'demo') {
      for (const c of world.all('cluster')) {
        const i = clusterInfo(world, c, now)
        console.log(c.id, i.clusterName, i.status, i.nodeStatus, i.nodeNum, i.totalCpu)
        for (const s of world.of('service', c.id)) { const v = serviceView(world, s, now); console.log('   ', v.namespace, v.serviceName, v.status, v.currentReplicas, v.desiredReplicas, JSON.stringify(v.srcReasonMap), v.externalIp, s.revision) }
      }
    } else { const st: Record<string, number> = {}; for (const s of world.all('service')) { const v = serviceView(world, s, now); st[v.status] = (st[v.status] ?? 0) + 1 } console.log(st) }
  }
})
