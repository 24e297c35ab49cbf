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
import type { Service } from '../serviceState'
import { difference } from './difference'
import { knownSpec } from './known'
import { merge } from './merge'
import { clean, createParams, modifyParams, type Spec, specFrom, specOf } from './spec'
import { everything } from './testing'

const place = { clusterId: 'cls-bench123', namespace: 'default', serviceName: 'web' }

/** Arbitrary settings that the contract accepts. */
const specs: fc.Arbitrary<Spec> = paramsOf(ModifyClusterService)
  .map((params) => specFrom(params))
  .filter((one): one is Spec => one !== undefined)

const wire = (spec: Spec) => flatten(modifyParams(place, spec))

/** Wire names whose values differ. */
function differing(one: Record<string, string>, other: Record<string, string>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => one[name] !== other[name],
  )
}

/** Random values rarely name an existing subnet, and the document allows one check of each type. */
const sendable = (spec: Spec): Spec => ({
  ...spec,
  accessType: spec.accessType === 'SvcLBTypeInner' ? 'LoadBalancer' : spec.accessType,
  containers: spec.containers.map((one) => ({
    ...one,
    healthCheck: one.healthCheck?.filter(
      ({ type }, index, all) => all.findIndex((other) => other.type === type) === index,
    ),
  })),
})

/** What the simulation returns for a service with these settings; undefined if it refuses them. */
function told(spec: Spec): Service | undefined {
  const bench = new Bench()
  const at = bench.web
  const asked = { ...at, ...spec, accessType: spec.accessType ?? 'ClusterIP' } as const
  try {
    const created = check(CreateClusterService.request, createParams(at, spec)).value
    const modified = check(ModifyClusterService.request, modifyParams(at, asked)).value
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
  const answer = told(spec)
  if (!answer) throw new Error('refused')
  return answer
}

describe('settings of a service', () => {
  it('are on the wire what they were, whatever they are', () => {
    fc.assert(
      fc.property(paramsOf(ModifyClusterService), (params) => {
        const spec = specFrom(params)
        const again = spec && flatten(modifyParams(place, spec))
        expect(again).toEqual(flatten({ ...params, ...place }))
      }),
    )
  })

  it('come back whole from what the cloud tells and what was sent last', () => {
    const known = knownSpec(service(everything), everything)
    expect(known.unreadable).toEqual([])
    expect(known.drift).toEqual([])
    expect(wire(known.spec)).toEqual(wire(everything))
  })

  it('come back whole, whatever they are', () => {
    let compared = 0
    fc.assert(
      fc.property(specs, (any) => {
        const spec = sendable(any)
        const names = (spec.volumes ?? []).map(({ name }) => name)
        fc.pre(new Set(names).size === names.length)
        const answer = told(spec)
        if (!answer) return
        compared += 1
        const known = knownSpec(answer, spec)
        expect(known.drift).toEqual([])
        expect(wire(known.spec)).toEqual(wire(clean(spec)))
      }),
    )
    expect(compared).toBeGreaterThan(20)
  })

  it('say what neither the cloud nor the console knows', () => {
    const { unreadable, spec } = knownSpec(service(everything))
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

  it('show what somebody else has changed, and take it for what is', () => {
    const other: Spec = {
      ...everything,
      replicas: 5,
      containers: everything.containers.map((one) => ({ ...one, image: `${one.image}-new` })),
    }
    const known = knownSpec(service(other), everything)
    expect(known.drift.map(({ path, after }) => [path.join('.'), after])).toEqual([
      ['replicas', 5],
      ['containers.web.image', 'nginx:1.25-new'],
      ['containers.agent.image', 'busybox:1.27-new'],
    ])
    expect(wire(known.spec)).toEqual(wire(other))
  })

  it('leave to the cloud what was left to it, and name the kind of access nobody can ask for', () => {
    const sent: Spec = { ...everything, containers: [{ containerName: 'web', image: 'nginx' }] }
    expect(wire(knownSpec(service(sent), sent).spec)['portMappings.1.nodePort']).toBeUndefined()
    const odd = { ...service(sent), accessType: 'NodePort' }
    expect(knownSpec(odd, sent).unreadable).toEqual([{ path: ['accessType'] }])
  })
})

describe('one field edited', () => {
  const known = knownSpec(service(everything), everything).spec
  const [web, agent] = known.containers
  if (!web || !agent) throw new Error('two containers')
  const edits: [string, Spec, string[]][] = [
    ['replicas', { ...known, replicas: 4 }, ['replicas']],
    ['description', { ...known, serviceDesc: '@x' }, ['serviceDesc']],
    ['strategy', { ...known, strategy: 'RollingUpdate' }, ['strategy']],
    [
      'image',
      { ...known, containers: [web, { ...agent, image: 'agent:2' }] },
      ['containers.1.image'],
    ],
    [
      'privileged',
      { ...known, containers: [{ ...web, privileged: false }, agent] },
      ['containers.0.privileged'],
    ],
  ]
  it.each(edits)('%s is the only one that differs on the wire', (_name, edited, names) => {
    expect(differing(wire(known), wire(edited))).toEqual(names)
    expect(difference(known, edited)).toHaveLength(1)
  })
})

describe('a difference', () => {
  it('names entries of lists, and puts what weighs first', () => {
    const [web] = everything.containers
    if (!web) throw new Error('a container')
    const after: Spec = {
      ...everything,
      serviceDesc: 'other',
      replicas: 1,
      accessType: 'ClusterIP',
      containers: [
        { ...web, image: 'nginx:2', memory: 32, envs: [{ name: 'SECRET_KEY', value: 'new' }] },
      ],
    }
    const all = difference(everything, after)
    expect(all.map(({ path, weight }) => [path.join('.'), weight])).toEqual([
      ['replicas', 'replicas'],
      ['accessType', 'access'],
      ['containers.web.image', 'image'],
      ['containers.web.memory', 'limits'],
      ['serviceDesc', undefined],
      ['containers.web.envs.SECRET_KEY.value', undefined],
      ['containers.web.envs.EMPTY', undefined],
      ['containers.agent', undefined],
    ])
  })

  it('is nothing between the same settings, and something wherever the wire differs', () => {
    fc.assert(
      fc.property(specs, specs, (one, other) => {
        expect(difference(one, one)).toEqual([])
        const names = differing(
          wire({ ...one, strategy: 'Recreate' }),
          wire({ ...other, strategy: 'Recreate' }),
        )
        const same = { strategy: 'Recreate' as const }
        if (names.length > 0) {
          expect(difference({ ...one, ...same }, { ...other, ...same })).not.toEqual([])
        }
      }),
    )
  })
})

describe('a change made meanwhile', () => {
  it('is taken over where I changed nothing, and nothing of mine is lost', () => {
    const mine: Spec = { ...everything, serviceDesc: 'mine', minReadySeconds: 1 }
    const theirs: Spec = {
      ...everything,
      replicas: 8,
      containers: everything.containers.map((one) => ({ ...one, image: `${one.image}-theirs` })),
    }
    const merged = merge(everything, mine, theirs)
    expect(merged.conflicts).toEqual([])
    expect(merged.taken.map(({ path }) => path.join('.'))).toEqual([
      'replicas',
      'containers.web.image',
      'containers.agent.image',
    ])
    expect(merged.spec).toEqual({ ...theirs, serviceDesc: 'mine', minReadySeconds: 1 })
  })

  it('to the same field is a conflict that a choice settles', () => {
    const mine: Spec = { ...everything, replicas: 4 }
    const theirs: Spec = { ...everything, replicas: 8 }
    const open = merge(everything, mine, theirs)
    expect(open.conflicts).toEqual([{ path: ['replicas'], base: 2, mine: 4, theirs: 8 }])
    expect(open.spec.replicas).toBe(4)
    expect(merge(everything, mine, theirs, { replicas: 'theirs' }).spec.replicas).toBe(8)
  })

  it('that is the same as mine, or none, leaves mine as it is', () => {
    fc.assert(
      fc.property(specs, specs, (base, other) => {
        expect(wire(merge(base, other, base).spec)).toEqual(wire(other))
        expect(wire(merge(base, base, other).spec)).toEqual(wire(other))
        expect(merge(base, other, other).conflicts).toEqual([])
      }),
    )
  })
})

it('settings are the same as parameters without the place', () => {
  const params = modifyParams(place, everything)
  expect(specOf(params)).toEqual(everything)
  expect(createParams(place, everything)).not.toHaveProperty('strategy')
})
