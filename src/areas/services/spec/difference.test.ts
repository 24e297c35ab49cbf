import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge, pathKey } from '../../../api/merge/merge'
import { differing, specs, wire } from '../../../test/specs'
import { difference } from './difference'
import { fullSpec } from './fullSpec'
import type { Spec } from './spec'

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
    const allChanges = difference(fullSpec, after)
    expect(allChanges.map(({ path, weight }) => [path.join('.'), weight])).toEqual([
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
      fc.property(specs, specs, (spec, otherSpec) => {
        expect(difference(spec, spec)).toEqual([])
        const names = differing(
          wire({ ...spec, strategy: 'Recreate' }),
          wire({ ...otherSpec, strategy: 'Recreate' }),
        )
        const same = { strategy: 'Recreate' as const }
        if (names.length > 0) {
          expect(difference({ ...spec, ...same }, { ...otherSpec, ...same })).not.toEqual([])
        }
      }),
    )
  })
})

describe('merge of concurrent changes', () => {
  it('applies the other user’s changes to unedited fields and keeps the user’s own changes', () => {
    const mine: Spec = { ...fullSpec, serviceDesc: 'mine', minReadySeconds: 1 }
    const theirs: Spec = {
      ...fullSpec,
      replicas: 8,
      containers: fullSpec.containers.map((container) => ({
        ...container,
        image: `${container.image}-theirs`,
      })),
    }
    const merged = merge<Spec>(fullSpec, mine, theirs)
    expect(merged.fields.filter((field) => field.isConflict)).toEqual([])
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
    const openMerge = merge<Spec>(fullSpec, mine, theirs)
    expect(openMerge.fields).toEqual([
      { path: ['replicas'], before: 2, mine: 4, theirs: 8, isConflict: true },
    ])
    expect(openMerge.value.replicas).toBe(4)
    expect(merge<Spec>(fullSpec, mine, theirs, { replicas: 'theirs' }).value.replicas).toBe(8)
  })

  it('keeps the user’s value by choice where only the other user changed a field', () => {
    const theirs: Spec = { ...fullSpec, replicas: 8 }
    expect(merge<Spec>(fullSpec, fullSpec, theirs).value.replicas).toBe(8)
    expect(merge<Spec>(fullSpec, fullSpec, theirs, { replicas: 'mine' }).value.replicas).toBe(2)
  })

  it('keeps the user’s settings where the other user’s are equal or unchanged', () => {
    fc.assert(
      fc.property(specs, specs, (base, spec) => {
        expect(wire(merge<Spec>(base, spec, base).value)).toEqual(wire(spec))
        expect(wire(merge<Spec>(base, base, spec).value)).toEqual(wire(spec))
        expect(merge<Spec>(base, spec, spec).fields).toEqual([])
      }),
    )
  })
})
