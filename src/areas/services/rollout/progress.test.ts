import { describe, expect, it } from 'vitest'
import { type Instance, progressOf } from './progress'

const instance = (name: string, image: string, more: Partial<Instance> = {}): Instance => ({
  name,
  status: 'Running',
  reason: '',
  nodeIp: '',
  nodeName: '',
  ip: '',
  restartCount: 0,
  readyCount: 1,
  createdAt: '2017-06-07 15:00:00',
  containers: [{ name: 'web', containerId: '', status: 'Running', reason: '', image }],
  ...more,
})

const service = { containers: [{ containerName: 'web', image: 'nginx:2' }] } as Parameters<
  typeof progressOf
>[1]

const names = (list: readonly Instance[]) => list.map((item) => item.name)

describe('rollout progress', () => {
  it('distinguishes new instances by their image', () => {
    const progress = progressOf(
      [
        instance('web-1-a', 'nginx:1'),
        instance('web-2-b', 'nginx:2'),
        instance('web-2-c', 'nginx:2', { status: 'Waiting', readyCount: 0 }),
        instance('web-1-d', 'nginx:1', { status: 'Terminating' }),
      ],
      service,
    )
    expect(names(progress.newInstances)).toEqual(['web-2-b', 'web-2-c'])
    expect(names(progress.old)).toEqual(['web-1-a', 'web-1-d'])
    expect(progress.ready).toBe(1)
    expect(names(progress.waiting)).toEqual(['web-2-c'])
  })

  it('distinguishes new instances by age if the image is unchanged, as in a redeployment', () => {
    const later = { createdAt: '2017-06-07 16:00:00' }
    const { newInstances, old } = progressOf(
      [instance('web-1-a', 'nginx:2'), instance('web-3-b', 'nginx:2', later)],
      service,
    )
    expect([names(newInstances), names(old)]).toEqual([['web-3-b'], ['web-1-a']])
  })

  it('has no new instances while all are older than the rollout', () => {
    const before = [instance('web-1-a', 'nginx:2')]
    expect(progressOf(before, service, '2017-06-07 15:30:00').newInstances).toEqual([])
    expect(progressOf(before, service, '2017-06-07 14:30:00').old).toEqual([])
    expect(progressOf([instance('web-1-a', 'nginx:1')], service).newInstances).toEqual([])
  })
})
