import { describe, expect, it } from 'vitest'
import { leftOver, movedFrom, roomOf, type Workload } from './workload'

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

describe('a node that is to leave', () => {
  it('tells which services run on it', () => {
    expect(
      movedFrom(['a'], [web, db]).map(({ serviceName, count }) => [serviceName, count]),
    ).toEqual([
      ['web', 2],
      ['db', 1],
    ])
    expect(movedFrom(['c'], [web, db])).toEqual([])
  })

  it('leaves room on the others, or not', () => {
    expect(roomOf(host('a'), [web, db])).toEqual({ cpu: 100, memory: 200 })
    expect(leftOver(['a'], [host('a'), host('b'), host('c')], [web, db])).toBe(0)
    expect(leftOver(['a'], [host('a'), host('b')], [web, db])).toBe(1)
    expect(leftOver(['a', 'b'], [host('a'), host('b')], [web, db])).toBe(4)
    expect(leftOver(['b'], [host('a'), host('b')], [web, db])).toBe(1)
  })

  it('needs none where instances ask for nothing', () => {
    const light = { ...web, needs: { cpu: 0, memory: 0 } }
    expect(leftOver(['a'], [host('a'), host('b', 0, 0)], [light])).toBe(0)
  })
})
