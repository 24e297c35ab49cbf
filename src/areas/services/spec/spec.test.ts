import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ApiError } from '../../../../server/cloud/apiError'
import { Bench } from '../../../../server/cloud/simulation/lifecycle/service/serviceTesting'
import { paramsOf } from '../../../../server/test/cloud/arbitrary'
import { flatten } from '../../../../server/wire/flatten'
import {
  CreateClusterService,
  ModifyClusterService,
} from '../../../contract/actions/services/services'
import { check } from '../../../contract/rules/faults'
import { differing, serviceRef, specs, wire } from '../../../test/specs'
import { valuesOf } from '../form/values'
import type { Service } from '../serviceState'
import { difference } from './difference'
import { fullSpec } from './fullSpec'
import { knownSpec } from './known'
import { clean, createParams, modifyParams, type Spec, specFrom, specOf } from './spec'

/**
 * Random values rarely name an existing subnet, and the API document allows one check of each type.
 */
const sendable = (spec: Spec): Spec => ({
  ...spec,
  accessType: spec.accessType === 'SvcLBTypeInner' ? 'LoadBalancer' : spec.accessType,
  containers: spec.containers.map((container) => ({
    ...container,
    healthCheck: container.healthCheck?.filter(
      ({ type }, index, all) => all.findIndex((item) => item.type === type) === index,
    ),
  })),
})

/** The simulation's response for a service with these settings; undefined if it refuses them. */
function answerOf(spec: Spec): Service | undefined {
  const bench = new Bench()
  const at = bench.web
  const requested = { ...at, ...spec, accessType: spec.accessType ?? 'ClusterIP' } as const
  try {
    const created = check(CreateClusterService.request, createParams(at, spec)).value
    const modified = check(ModifyClusterService.request, modifyParams(at, requested)).value
    if (!created || !modified) throw new Error('not what the contract takes')
    bench.call('CreateClusterService', created)
    bench.call('ModifyClusterService', modified)
  } catch (error) {
    if (error instanceof ApiError) return undefined
    throw error
  }
  return bench.info()
}

function service(spec: Spec): Service {
  const answer = answerOf(spec)
  if (!answer) throw new Error('refused')
  return answer
}

/** The response of an endpoint that returns only documented fields. */
const documented = (answer: Service): Service => ({
  ...answer,
  minReadySeconds: undefined,
  nodeAffinity: undefined,
  podAffinity: undefined,
  volumes: answer.volumes.map(({ name, hostPath }) => ({ name, hostPath })),
  containers: answer.containers.map((container) => ({ ...container, healthCheck: undefined })),
})

describe('service settings', () => {
  it('round-trip on the wire for arbitrary settings', () => {
    fc.assert(
      fc.property(paramsOf(ModifyClusterService), (params) => {
        const spec = specFrom(params)
        const again = spec && flatten(modifyParams(serviceRef, spec))
        expect(again).toEqual(flatten({ ...params, ...serviceRef }))
      }),
    )
  })

  it('are restored from the API’s answer and the last write', () => {
    const knownSettings = knownSpec(service(fullSpec), fullSpec)
    expect(knownSettings.unreadable).toEqual([])
    expect(knownSettings.drift).toEqual([])
    expect(wire(knownSettings.spec)).toEqual(wire(fullSpec))
  })

  it('are restored for arbitrary settings', () => {
    let compared = 0
    fc.assert(
      fc.property(specs, (any) => {
        const spec = sendable(any)
        const names = (spec.volumes ?? []).map(({ name }) => name)
        fc.pre(new Set(names).size === names.length)
        const answer = answerOf(spec)
        if (!answer) return
        compared += 1
        const knownSettings = knownSpec(answer, spec)
        expect(knownSettings.drift).toEqual([])
        expect(wire(knownSettings.spec)).toEqual(wire(clean(spec)))
      }),
    )
    expect(compared).toBeGreaterThan(20)
  })

  it('list those known neither to the API nor to the console', () => {
    const { unreadable, spec } = knownSpec(documented(service(fullSpec)))
    expect(unreadable.map(({ path }) => path.join('.'))).toEqual([
      'nodeAffinity',
      'podAffinity',
      'minReadySeconds',
      'volumes.scratch.volumeType',
      'volumes.share.volumeType',
      'volumes.conf.volumeType',
      'containers.agent.workingDir',
    ])
    expect(spec.containers[0]?.healthCheck).toHaveLength(2)
  })

  it('are all read from an endpoint that returns them as they were sent', () => {
    const { unreadable, spec } = knownSpec(service(fullSpec))
    expect(unreadable.map(({ path }) => path.join('.'))).toEqual(['containers.agent.workingDir'])
    const { volumes, nodeAffinity, podAffinity, minReadySeconds } = clean(fullSpec)
    expect(spec).toMatchObject({ volumes, nodeAffinity, podAffinity, minReadySeconds })
  })

  it('are restored from a documented answer and the last write', () => {
    const knownSettings = knownSpec(documented(service(fullSpec)), fullSpec)
    expect(knownSettings).toMatchObject({ unreadable: [], drift: [] })
    expect(wire(knownSettings.spec)).toEqual(wire(fullSpec))
  })

  it('report and adopt changes made elsewhere', () => {
    const otherSpec: Spec = {
      ...fullSpec,
      replicas: 5,
      containers: fullSpec.containers.map((container) => ({
        ...container,
        image: `${container.image}-new`,
      })),
    }
    const knownSettings = knownSpec(service(otherSpec), fullSpec)
    expect(knownSettings.drift.map(({ path, after }) => [path.join('.'), after])).toEqual([
      ['replicas', 5],
      ['containers.web.image', 'nginx:1.25-new'],
      ['containers.agent.image', 'busybox:1.27-new'],
    ])
    expect(wire(knownSettings.spec)).toEqual(wire(otherSpec))
  })

  it('keep automatic values automatic and report an access type that can’t be requested', () => {
    const sentSpec: Spec = { ...fullSpec, containers: [{ containerName: 'web', image: 'nginx' }] }
    expect(
      wire(knownSpec(service(sentSpec), sentSpec).spec)['portMappings.1.nodePort'],
    ).toBeUndefined()
    const odd = { ...service(sentSpec), accessType: 'NodePort' }
    expect(knownSpec(odd, sentSpec).unreadable).toEqual([{ path: ['accessType'] }])
  })
})

describe('settings of a Deployment that the API cannot express', () => {
  const answer = service(fullSpec)
  const { nodeAffinity: _hidden, ...read } = {
    ...answer,
    containers: answer.containers
      .filter(({ containerName }) => containerName === 'web')
      .map(({ healthCheck = [], ...container }) => ({
        ...container,
        cpu: 50,
        healthCheck: healthCheck.map((check) => ({ ...check, timeOut: 1 })),
      })),
  }
  const kept = [
    { path: ['containers', 'web', 'cpu'], value: '50m' },
    { path: ['containers', 'web', 'healthCheck', 'liveCheck', 'timeOut'], value: '1' },
    { path: ['nodeAffinity'] },
  ]

  it('are left out of requests if the endpoint keeps them', () => {
    const knownSettings = knownSpec({ ...read, kept })
    const [container] = knownSettings.spec.containers
    expect(container).not.toHaveProperty('cpu')
    const timeOuts = container?.healthCheck?.map(({ type, timeOut }) => [type, timeOut])
    expect(timeOuts).toEqual([
      ['readyCheck', 1],
      ['liveCheck', undefined],
    ])
    expect(knownSettings.unreadable).toEqual([])
    expect(knownSettings.kept).toEqual(kept)
  })

  it('are unreadable if the endpoint does not report that it keeps them', () => {
    const knownSettings = knownSpec(read)
    expect(knownSettings.spec.containers[0]).toMatchObject({ cpu: 50 })
    expect(knownSettings.unreadable).toEqual([{ path: ['nodeAffinity'] }])
  })

  it('include the access type NodePort, which its node ports express', () => {
    const knownSettings = knownSpec({ ...read, kept, accessType: 'NodePort' })
    expect(knownSettings.unreadable).toEqual([])
    expect(knownSettings.spec).toMatchObject({ accessType: 'ClusterIP' })
    expect(valuesOf({ ...knownSettings.spec })).toMatchObject({ accessType: 'NodePort' })
  })
})

describe('edit of one field', () => {
  const knownSettings = knownSpec(service(fullSpec), fullSpec).spec
  const [web, agent] = knownSettings.containers
  if (!web || !agent) throw new Error('two containers')
  const edits: [string, Spec, string[]][] = [
    ['replicas', { ...knownSettings, replicas: 4 }, ['replicas']],
    ['description', { ...knownSettings, serviceDesc: '@x' }, ['serviceDesc']],
    ['strategy', { ...knownSettings, strategy: 'RollingUpdate' }, ['strategy']],
    [
      'image',
      { ...knownSettings, containers: [web, { ...agent, image: 'agent:2' }] },
      ['containers.1.image'],
    ],
    [
      'privileged',
      { ...knownSettings, containers: [{ ...web, privileged: false }, agent] },
      ['containers.0.privileged'],
    ],
  ]
  it.each(edits)('%s is the only one that differs on the wire', (_name, edited, names) => {
    expect(differing(wire(knownSettings), wire(edited))).toEqual(names)
    expect(difference(knownSettings, edited)).toHaveLength(1)
  })
})

it('extracts the settings from parameters by dropping the location', () => {
  const params = modifyParams(serviceRef, fullSpec)
  expect(specOf(params)).toEqual(fullSpec)
  expect(createParams(serviceRef, fullSpec)).not.toHaveProperty('strategy')
})
