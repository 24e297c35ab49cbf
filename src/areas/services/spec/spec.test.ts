import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ApiError } from '../../../../server/cloud/apiError'
import { Bench } from '../../../../server/cloud/simulation/lifecycle/service/serviceTesting'
import { paramsOf } from '../../../../server/test/cloud/arbitrary'
import { flatten } from '../../../../server/wire/flatten'
import { merge, pathKey } from '../../../api/merge/merge'
import {
  CreateClusterService,
  ModifyClusterService,
} from '../../../contract/actions/services/services'
import { check } from '../../../contract/rules/faults'
import { valuesOf } from '../form/values'
import type { Service } from '../serviceState'
import { difference } from './difference'
import { fullSpec } from './fullSpec'
import { knownSpec } from './known'
import { clean, createParams, modifyParams, type Spec, specFrom, specOf } from './spec'

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
  containers: answer.containers.map((one) => ({ ...one, healthCheck: undefined })),
})

describe('service settings', () => {
  it('round-trip on the wire for arbitrary settings', () => {
    fc.assert(
      fc.property(paramsOf(ModifyClusterService), (params) => {
        const spec = specFrom(params)
        const again = spec && flatten(modifyParams(place, spec))
        expect(again).toEqual(flatten({ ...params, ...place }))
      }),
    )
  })

  it('are restored from the API’s answer and the last write', () => {
    const known = knownSpec(service(fullSpec), fullSpec)
    expect(known.unreadable).toEqual([])
    expect(known.drift).toEqual([])
    expect(wire(known.spec)).toEqual(wire(fullSpec))
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
        const known = knownSpec(answer, spec)
        expect(known.drift).toEqual([])
        expect(wire(known.spec)).toEqual(wire(clean(spec)))
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
    const known = knownSpec(documented(service(fullSpec)), fullSpec)
    expect(known).toMatchObject({ unreadable: [], drift: [] })
    expect(wire(known.spec)).toEqual(wire(fullSpec))
  })

  it('report and adopt changes made elsewhere', () => {
    const other: Spec = {
      ...fullSpec,
      replicas: 5,
      containers: fullSpec.containers.map((one) => ({ ...one, image: `${one.image}-new` })),
    }
    const known = knownSpec(service(other), fullSpec)
    expect(known.drift.map(({ path, after }) => [path.join('.'), after])).toEqual([
      ['replicas', 5],
      ['containers.web.image', 'nginx:1.25-new'],
      ['containers.agent.image', 'busybox:1.27-new'],
    ])
    expect(wire(known.spec)).toEqual(wire(other))
  })

  it('keep automatic values automatic and report an access type that can’t be requested', () => {
    const sent: Spec = { ...fullSpec, containers: [{ containerName: 'web', image: 'nginx' }] }
    expect(wire(knownSpec(service(sent), sent).spec)['portMappings.1.nodePort']).toBeUndefined()
    const odd = { ...service(sent), accessType: 'NodePort' }
    expect(knownSpec(odd, sent).unreadable).toEqual([{ path: ['accessType'] }])
  })
})

describe('settings of a Deployment that the API cannot express', () => {
  const answer = service(fullSpec)
  const { nodeAffinity: _hidden, ...read } = {
    ...answer,
    containers: answer.containers
      .filter(({ containerName }) => containerName === 'web')
      .map(({ healthCheck = [], ...one }) => ({
        ...one,
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
    const known = knownSpec({ ...read, kept })
    const [container] = known.spec.containers
    expect(container).not.toHaveProperty('cpu')
    const timeOuts = container?.healthCheck?.map(({ type, timeOut }) => [type, timeOut])
    expect(timeOuts).toEqual([
      ['readyCheck', 1],
      ['liveCheck', undefined],
    ])
    expect(known.unreadable).toEqual([])
    expect(known.kept).toEqual(kept)
  })

  it('are questions if the endpoint does not say that it keeps them', () => {
    const known = knownSpec(read)
    expect(known.spec.containers[0]).toMatchObject({ cpu: 50 })
    expect(known.unreadable).toEqual([{ path: ['nodeAffinity'] }])
  })

  it('include the access type NodePort, which its node ports express', () => {
    const known = knownSpec({ ...read, kept, accessType: 'NodePort' })
    expect(known.unreadable).toEqual([])
    expect(known.spec).toMatchObject({ accessType: 'ClusterIP' })
    expect(valuesOf({ ...known.spec })).toMatchObject({ accessType: 'NodePort' })
  })
})

describe('edit of one field', () => {
  const known = knownSpec(service(fullSpec), fullSpec).spec
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

describe('difference', () => {
  it('names list entries and lists important changes first', () => {
    const [web] = fullSpec.containers
    if (!web) throw new Error('a container')
    const after: Spec = {
      ...fullSpec,
      serviceDesc: 'other',
      replicas: 1,
      accessType: 'ClusterIP',
      containers: [
        { ...web, image: 'nginx:2', memory: 32, envs: [{ name: 'SECRET_KEY', value: 'new' }] },
      ],
    }
    const all = difference(fullSpec, after)
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

  it('is empty exactly if the settings are equal on the wire', () => {
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

describe('merge of concurrent changes', () => {
  it('applies their changes to unchanged fields and keeps all of mine', () => {
    const mine: Spec = { ...fullSpec, serviceDesc: 'mine', minReadySeconds: 1 }
    const theirs: Spec = {
      ...fullSpec,
      replicas: 8,
      containers: fullSpec.containers.map((one) => ({ ...one, image: `${one.image}-theirs` })),
    }
    const merged = merge<Spec>(fullSpec, mine, theirs)
    expect(merged.fields.filter((one) => one.isConflict)).toEqual([])
    expect(merged.fields.map(({ path }) => pathKey(path))).toEqual([
      'replicas',
      'containers.web.image',
      'containers.agent.image',
    ])
    expect(merged.value).toEqual({ ...theirs, serviceDesc: 'mine', minReadySeconds: 1 })
  })

  it('reports a conflict over the same field and resolves it by choice', () => {
    const mine: Spec = { ...fullSpec, replicas: 4 }
    const theirs: Spec = { ...fullSpec, replicas: 8 }
    const open = merge<Spec>(fullSpec, mine, theirs)
    expect(open.fields).toEqual([
      { path: ['replicas'], before: 2, mine: 4, theirs: 8, isConflict: true },
    ])
    expect(open.value.replicas).toBe(4)
    expect(merge<Spec>(fullSpec, mine, theirs, { replicas: 'theirs' }).value.replicas).toBe(8)
  })

  it('keeps my value by choice where only they changed a field', () => {
    const theirs: Spec = { ...fullSpec, replicas: 8 }
    expect(merge<Spec>(fullSpec, fullSpec, theirs).value.replicas).toBe(8)
    expect(merge<Spec>(fullSpec, fullSpec, theirs, { replicas: 'mine' }).value.replicas).toBe(2)
  })

  it('keeps my settings where theirs are equal or unchanged', () => {
    fc.assert(
      fc.property(specs, specs, (base, other) => {
        expect(wire(merge<Spec>(base, other, base).value)).toEqual(wire(other))
        expect(wire(merge<Spec>(base, base, other).value)).toEqual(wire(other))
        expect(merge<Spec>(base, other, other).fields).toEqual([])
      }),
    )
  })
})

it('extracts the settings from parameters by dropping the location', () => {
  const params = modifyParams(place, fullSpec)
  expect(specOf(params)).toEqual(fullSpec)
  expect(createParams(place, fullSpec)).not.toHaveProperty('strategy')
})
