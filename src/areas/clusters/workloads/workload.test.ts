import { describe, expect, it } from 'vitest'
import { countUnplaced, freeCapacity, movedFrom, type Workload } from './workload'

const host = (address: string, cpu = 1000, memory = 1000) => ({ address, cpu, memory })
const web: Workload = {
  namespace: 'default',
  serviceName: 'web',
  needs: { cpu: 400, memory: 100 },
  onNode: { a: 2, b: 1 },
}
const db: Workload = {
  namespace: 'default',
  serviceName: 'db',
  needs: { cpu: 100, memory: 600 },
  onNode: { a: 1 },
}

describe('workloads of a removed node', () => {
  it('lists the services that run on the node', () => {
    expect(
      movedFrom(['a'], [web, db]).map(({ serviceName, count }) => [serviceName, count]),
    ).toEqual([
      ['web', 2],
      ['db', 1],
    ])
    expect(movedFrom(['c'], [web, db])).toEqual([])
  })

  it('counts the instances that fit on no remaining node', () => {
    expect(freeCapacity(host('a'), [web, db])).toEqual({ cpu: 100, memory: 200 })
    expect(countUnplaced(['a'], [host('a'), host('b'), host('c')], [web, db])).toBe(0)
    expect(countUnplaced(['a'], [host('a'), host('b')], [web, db])).toBe(1)
    expect(countUnplaced(['a', 'b'], [host('a'), host('b')], [web, db])).toBe(4)
    expect(countUnplaced(['b'], [host('a'), host('b')], [web, db])).toBe(1)
  })

  it('needs no capacity for instances without requests', () => {
    const light = { ...web, needs: { cpu: 0, memory: 0 } }
    expect(countUnplaced(['a'], [host('a'), host('b', 0, 0)], [light])).toBe(0)
  })
})
