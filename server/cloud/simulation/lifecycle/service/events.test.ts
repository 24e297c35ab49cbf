import { describe, expect, it } from 'vitest'
import { Bench, createParams } from './serviceTesting'

const minute = 60_000

function benchAfter(ms: number, image = 'nginx:1.10', replicas = 1): Bench {
  const bench = new Bench()
  const containers = [{ containerName: 'nginx', image }]
  bench.call('CreateClusterService', createParams({ replicas, containers }))
  bench.advanceBy(ms)
  return bench
}

const eventTexts = (bench: Bench) =>
  bench.events().map(({ level, objType, reason }) => `${level} ${objType} ${reason}`)

describe('service events', () => {
  it('show the start of an instance, latest first', () => {
    const bench = benchAfter(minute)
    expect(eventTexts(bench)).toEqual([
      'Normal Pod Started',
      'Normal Pod Created',
      'Normal Pod Pulled',
      'Normal Pod Pulling',
      'Normal Pod Scheduled',
      'Normal Deployment ScalingReplicaSet',
    ])
    expect(bench.events().map((event) => event.message)).toContain('pulling image "nginx:1.10"')
  })

  it('show only past events', () => {
    expect(eventTexts(benchAfter(1000))).toEqual([
      'Normal Pod Pulling',
      'Normal Pod Scheduled',
      'Normal Deployment ScalingReplicaSet',
    ])
  })

  it('older than an hour are omitted', () => {
    expect(benchAfter(90 * minute).events()).toEqual([])
  })

  it('report a failed image pull with the wording of the document and a count', () => {
    const bench = benchAfter(24 * 60 * minute, 'gcr.io/frontend:pull-fail')
    const [failed, waiting] = ['pod启动失败', '操作重试'].map((reason) =>
      bench.events().find((event) => event.reason === reason),
    )
    const name = bench.pods()[0]?.name
    expect(failed).toMatchObject({ level: 'Warning', objType: 'Pod', objName: name })
    expect(failed?.message).toBe(
      'Error syncing pod, skipping: failed to "StartContainer" for "nginx" with ImagePullBackOff: "Back-off pulling image \\"gcr.io/frontend:pull-fail\\""',
    )
    expect(waiting).toMatchObject({
      level: 'Normal',
      firstSeen: expect.stringMatching(/^2017-06-07 15:00:0[4-8]$/),
    })
    expect(waiting?.message).toBe('Back-off pulling image "gcr.io/frontend:pull-fail"')
    expect(waiting?.lastSeen.slice(0, 14)).toBe('2017-06-08 14:')
    expect(waiting?.count).toBeGreaterThan(8000)
  })

  it('report an image name that is not an image reference, and no pull', () => {
    const bench = benchAfter(10 * minute, 'shop/Web:1')
    const events = bench.events()
    const message = (reason: string) => events.find((event) => event.reason === reason)?.message
    expect(message('InspectFailed')).toBe(
      'Failed to apply default image tag "shop/Web:1": couldn\'t parse image reference "shop/Web:1": invalid reference format',
    )
    expect(message('Failed')).toBe('Error: InvalidImageName')
    expect(message('Pulling')).toBeUndefined()
    expect(bench.instances()[0]).toMatchObject({ status: 'Waiting', reason: '镜像名称无效' })
  })

  it('report crashes', () => {
    const bench = benchAfter(10 * minute, 'nginx:crash')
    expect(eventTexts(bench)).toEqual(
      expect.arrayContaining([
        'Warning Pod 操作重试',
        'Warning Pod pod启动失败',
        'Normal Pod Created',
      ]),
    )
    const created = bench.events().find((event) => event.reason === 'Created')
    expect(created?.count).toBe((bench.instances()[0]?.restartCount ?? 0) + 1)
  })

  it('report a failing readiness check, with a count', () => {
    const unhealthy = benchAfter(10 * minute, 'nginx:never-ready')
      .events()
      .find((event) => event.reason === 'Unhealthy')
    expect(unhealthy).toMatchObject({ level: 'Warning', objType: 'Pod' })
    expect(unhealthy?.count).toBe(60)
  })

  it('outlive their instances', () => {
    const bench = benchAfter(minute)
    const name = bench.pods()[0]?.name
    bench.call('ModifyServiceReplicas', { ...bench.web, scaleTo: 0 })
    bench.advanceBy(10 * minute)
    const [killing] = bench.events().filter((event) => event.reason === 'Killing')
    expect(killing).toMatchObject({ objType: 'Pod', objName: name, count: 1 })
  })

  it('report actions of operators', () => {
    const bench = benchAfter(minute)
    bench.call('ModifyClusterServiceImage', { ...bench.web, image: 'nginx:1.11' })
    bench.call('PauseClusterService', bench.web)
    bench.call('ResumeClusterService', bench.web)
    bench.call('RollBackClusterService', bench.web)
    const reasons = bench.events().map((event) => event.reason)
    for (const reason of ['Updated', 'Paused', 'Resumed', 'Rollback']) {
      expect(reasons).toContain(`Deployment${reason}`)
    }
  })

  it('are merged when equal', () => {
    const bench = benchAfter(minute)
    for (let round = 0; round < 3; round += 1) {
      bench.call('PauseClusterService', bench.web)
      bench.advanceBy(minute)
      bench.call('ResumeClusterService', bench.web)
    }
    const [paused, ...others] = bench
      .events()
      .filter((event) => event.reason === 'DeploymentPaused')
    expect(others).toEqual([])
    expect(paused).toMatchObject({
      count: 3,
      firstSeen: '2017-06-07 15:01:00',
      lastSeen: '2017-06-07 15:03:00',
    })
  })
})
