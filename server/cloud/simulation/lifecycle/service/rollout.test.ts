import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLive, isReady } from '../pod/phases'
import { Bench, createParams, modifyParams } from './serviceTesting'

const minute = 60_000
const image = (name: string) => [{ containerName: 'nginx', image: name }]
const v2 = { containers: image('nginx:1.11') }

function runningBench(replicas = 3): Bench {
  const bench = new Bench()
  bench.call('CreateClusterService', createParams({ replicas }))
  bench.advanceBy(minute)
  return bench
}

const images = (bench: Bench) =>
  bench
    .pods()
    .filter(isLive)
    .map((pod) => pod.containers[0]?.image)
const ready = (bench: Bench) => bench.pods().filter((pod) => isReady(pod, bench.context.now)).length
const countOf = (bench: Bench, name: string) =>
  images(bench).filter((candidate) => candidate === name).length

/**
 * Advances the clock until the service no longer has this status; returns how many milliseconds
 * that took.
 */
function during(bench: Bench, status: string, look: () => void = () => undefined): number {
  const begin = bench.context.now
  while (bench.info().status === status) {
    look()
    bench.advanceBy(100)
    if (bench.context.now - begin > 60 * minute) throw new Error(`${status} for ever`)
  }
  return bench.context.now - begin
}

describe('RollingUpdate', () => {
  it('replaces one instance at a time, so that at most one is missing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 20 }),
        (replicas, wait) => {
          const bench = runningBench(replicas)
          bench.call(
            'ModifyClusterService',
            modifyParams({ ...v2, replicas, minReadySeconds: wait }),
          )
          expect(bench.info().status).toBe('Updating')
          during(bench, 'Updating', () => {
            expect(ready(bench)).toBeGreaterThanOrEqual(replicas - 1)
            expect(images(bench)).toHaveLength(replicas)
          })
          expect(bench.info()).toMatchObject({ status: 'Normal', currentReplicas: replicas })
          expect(countOf(bench, 'nginx:1.11')).toBe(replicas)
        },
      ),
      { numRuns: 10 },
    )
  })

  it('waits for minReadySeconds after each instance', () => {
    const took = (minReadySeconds: number) => {
      const bench = runningBench()
      bench.call('ModifyClusterService', modifyParams({ ...v2, minReadySeconds }))
      return during(bench, 'Updating')
    }
    const difference = took(20) - took(0)
    expect(difference).toBeGreaterThan(59_000)
    expect(difference).toBeLessThan(61_000)
  })

  it('replaces no instance if only other settings changed', () => {
    const bench = runningBench()
    bench.call('ModifyClusterService', modifyParams({ serviceDesc: 'new', replicas: 4 }))
    bench.advanceBy(minute)
    expect(bench.info()).toMatchObject({ status: 'Normal', serviceDesc: 'new', currentReplicas: 4 })
    expect(bench.service().revision).toBe(1)
  })

  it('stops at an image that cannot be pulled, is Abnormal, and can be rolled back', () => {
    const bench = runningBench()
    bench.call('ModifyClusterServiceImage', { ...bench.web, image: 'nginx:pull-fail' })
    expect(bench.info().status).toBe('Updating')
    bench.advanceBy(60 * minute)
    expect(bench.info()).toMatchObject({
      status: 'Abnormal',
      currentReplicas: 2,
      reasonMap: { 容器运行中: 2, 下载镜像失败: 1 },
    })
    const kept = bench.pods().filter((pod) => pod.revision === 1)
    bench.call('RollBackClusterService', bench.web)
    expect(bench.info().status).toBe('RollingBack')
    during(bench, 'RollingBack')
    expect(bench.info()).toMatchObject({ status: 'Normal', currentReplicas: 3 })
    expect(images(bench)).toEqual(['nginx:1.10', 'nginx:1.10', 'nginx:1.10'])
    expect(bench.pods()).toEqual(expect.arrayContaining(kept))
  })

  it('repairs a service: faults of old instances do not make it Abnormal', () => {
    const bench = new Bench()
    bench.call('CreateClusterService', createParams({ containers: image('nginx:crash') }))
    bench.advanceBy(minute)
    bench.call('ModifyClusterServiceImage', { ...bench.web, image: 'nginx:1.10' })
    expect(bench.info().status).toBe('Updating')
    during(bench, 'Updating')
    expect(bench.info()).toMatchObject({ status: 'Normal', currentReplicas: 3 })
  })

  it('continues to the latest revision when updated again', () => {
    const bench = runningBench()
    bench.call('ModifyClusterService', modifyParams(v2))
    bench.advanceBy(5000)
    bench.call('ModifyClusterServiceImage', { ...bench.web, image: 'nginx:1.12' })
    during(bench, 'Updating')
    expect(countOf(bench, 'nginx:1.12')).toBe(3)
    bench.call('RollBackClusterService', bench.web)
    during(bench, 'RollingBack')
    expect(countOf(bench, 'nginx:1.11')).toBe(3)
  })

  it('applies scaling during an update', () => {
    const bench = runningBench()
    bench.call('ModifyClusterService', modifyParams(v2))
    bench.advanceBy(5000)
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 5 })
    during(bench, 'Updating')
    expect(countOf(bench, 'nginx:1.11')).toBe(5)
    bench.call('RedeployClusterService', bench.web)
    bench.advanceBy(3000)
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 1 })
    during(bench, 'Updating')
    expect(bench.info()).toMatchObject({ status: 'Normal', currentReplicas: 1 })
  })
})

describe('Recreate', () => {
  it('stops all instances, then starts all', () => {
    const bench = runningBench()
    bench.call('ModifyClusterService', modifyParams({ ...v2, strategy: 'Recreate' }))
    expect(bench.pods().filter(isLive)).toEqual([])
    let isEmpty = false
    during(bench, 'Updating', () => {
      const revisions = new Set(bench.pods().map((pod) => pod.revision))
      expect(revisions.size).toBeLessThanOrEqual(1)
      isEmpty ||= ready(bench) === 0
    })
    expect(isEmpty).toBe(true)
    expect(countOf(bench, 'nginx:1.11')).toBe(3)
  })

  it('also applies to a redeployment', () => {
    const bench = runningBench()
    bench.call('ModifyClusterService', modifyParams({ strategy: 'Recreate' }))
    bench.call('RedeployClusterService', bench.web)
    expect(bench.pods().filter(isLive)).toEqual([])
    during(bench, 'Updating')
    expect(bench.info().currentReplicas).toBe(3)
  })
})

describe('RedeployClusterService', () => {
  it('replaces every instance by one of the same configuration', () => {
    const bench = runningBench()
    const before = bench.pods().map((pod) => pod.name)
    bench.call('RedeployClusterService', bench.web)
    during(bench, 'Updating')
    expect(bench.pods().filter((pod) => isLive(pod) && before.includes(pod.name))).toEqual([])
    expect(countOf(bench, 'nginx:1.10')).toBe(3)
  })
})

describe('PauseClusterService', () => {
  function halfway(): Bench {
    const bench = runningBench()
    bench.call('ModifyClusterService', modifyParams(v2))
    bench.advanceBy(5000)
    bench.call('PauseClusterService', bench.web)
    return bench
  }

  it('holds an update indefinitely between two steps', () => {
    const bench = halfway()
    bench.advanceBy(24 * 60 * minute)
    expect(bench.info()).toMatchObject({ status: 'Paused', currentReplicas: 3 })
    expect(countOf(bench, 'nginx:1.11')).toBe(1)
    bench.call('ResumeClusterService', bench.web)
    expect(bench.info().status).toBe('Updating')
    during(bench, 'Updating')
    expect(countOf(bench, 'nginx:1.11')).toBe(3)
  })

  it('replaces a deleted instance by one of its own configuration', () => {
    const bench = halfway()
    bench.advanceBy(minute)
    const old = bench.pods().find((pod) => pod.revision === 1)
    const deleted = { ...bench.web, instances: [old?.name ?? ''] }
    bench.call('DeleteInstances', deleted)
    bench.advanceBy(minute)
    expect(countOf(bench, 'nginx:1.10')).toBe(2)
    expect(countOf(bench, 'nginx:1.11')).toBe(1)
  })

  it('allows a rollback', () => {
    const bench = halfway()
    bench.call('RollBackClusterService', bench.web)
    during(bench, 'RollingBack')
    expect(bench.info().status).toBe('Normal')
    expect(countOf(bench, 'nginx:1.10')).toBe(3)
  })

  it('holds scaling and later updates until the service is resumed', () => {
    const bench = runningBench()
    const before = bench.pods()
    bench.call('PauseClusterService', bench.web)
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 5 })
    bench.call('ModifyClusterServiceImage', { ...bench.web, image: 'nginx:1.11' })
    bench.advanceBy(minute)
    expect(bench.pods()).toEqual(before)
    expect(bench.info()).toMatchObject({ status: 'Paused', desiredReplicas: 5 })
    bench.call('ResumeClusterService', bench.web)
    during(bench, 'Updating')
    expect(countOf(bench, 'nginx:1.11')).toBe(5)
  })

  it('is refused for a paused service, and a resume for a running one', () => {
    const bench = runningBench()
    expect(() => bench.call('ResumeClusterService', bench.web)).toThrow('is not paused')
    bench.call('PauseClusterService', bench.web)
    expect(() => bench.call('PauseClusterService', bench.web)).toThrow('is paused already')
  })
})

describe('RollBackClusterService', () => {
  it('swaps the current and the previous configuration', () => {
    const bench = runningBench()
    bench.call('ModifyClusterServiceImage', { ...bench.web, image: 'nginx:1.11' })
    bench.advanceBy(2 * minute)
    for (const expected of ['nginx:1.10', 'nginx:1.11', 'nginx:1.10']) {
      bench.call('RollBackClusterService', bench.web)
      during(bench, 'RollingBack')
      expect(countOf(bench, expected)).toBe(3)
    }
  })

  it('is refused if nothing has been updated', () => {
    const refused = expect.objectContaining({ code: 5100 })
    const bench = runningBench()
    expect(() => bench.call('RollBackClusterService', bench.web)).toThrow(refused)
  })
})
