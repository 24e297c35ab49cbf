import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { diagnose, diagnoseInstance, diagnoseService, ruleCodes } from './diagnose'
import { event, instance, node, service, serviceFacts, waiting } from './diagnosisTesting'
import { causes } from './finding'

describe('the rules', () => {
  it('cover every cause, and each is named in a test', () => {
    expect(new Set(ruleCodes)).toEqual(new Set(Object.keys(causes)))
    const tests = fs
      .readdirSync(import.meta.dirname)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => fs.readFileSync(path.join(import.meta.dirname, name), 'utf8'))
      .join('')
    const untested = Object.keys(causes).filter((code) => !tests.includes(`'${code}'`))
    expect(untested).toEqual([])
  })
})

describe('a diagnosis', () => {
  it('returns the worst first, and shared causes before single ones', () => {
    const named = (name: string, reason: string) => ({ ...waiting(reason), name })
    const instances = [
      named('web-2-a', '容器进程崩溃'),
      named('web-2-b', '下载镜像失败'),
      named('web-2-c', '下载镜像失败'),
      named('web-2-d', '有新状态'),
      { ...named('web-1-a', ''), status: 'Running' as const },
    ]
    const findings = diagnoseService({ ...serviceFacts(instance()), instances })
    expect(findings.map(({ code, objects }) => [code, objects.length])).toEqual([
      ['imagePullFailed', 2],
      ['containerCrashed', 1],
      ['unknown', 1],
      ['rolloutStuck', 1],
    ])
  })

  it('has evidence and no guess for a state that no rule knows', () => {
    const facts = serviceFacts(waiting('有新状态', { message: 'quite odd' }), [
      event('Odd', 'it is odd'),
      event('Pulled', 'fine', { level: 'Normal' }),
    ])
    expect(diagnoseService(facts)).toEqual([
      {
        code: 'unknown',
        severity: 'critical',
        kind: 'instance',
        objects: ['web-2-a'],
        values: {},
        evidence: [
          { kind: 'field', object: 'web-2-a', field: 'status', value: 'Waiting', at: undefined },
          { kind: 'field', object: 'web-2-a', field: 'reason', value: '有新状态', at: undefined },
          {
            kind: 'field',
            object: 'web-2-a/web',
            field: 'message',
            value: 'quite odd',
            at: undefined,
          },
          expect.objectContaining({ kind: 'event', reason: 'Odd', message: 'it is odd' }),
        ],
      },
    ])
  })

  it('has evidence for an abnormal service without any instance', () => {
    const facts = { ...serviceFacts(instance(), [event('Odd', 'odd')]), instances: [] }
    expect(diagnoseService(facts)).toMatchObject([
      { code: 'unknown', kind: 'service', evidence: [{ field: 'status' }, { reason: 'Odd' }] },
    ])
  })

  it('reports an instance that has been starting for more than five minutes', () => {
    const starting = waiting('正在创建容器')
    const facts = { instance: starting, events: [], nodes: [] }
    const at = (minutes: number) => Date.UTC(2026, 10, 29, 4, minutes)
    expect(diagnoseInstance({ ...facts, now: at(4) })).toEqual([])
    expect(diagnoseInstance({ ...facts, now: at(6) })).toMatchObject([{ code: 'unknown' }])
  })

  it('is serialisable', () => {
    const findings = diagnoseService(serviceFacts(waiting('下载镜像失败')))
    expect(JSON.parse(JSON.stringify(findings))).toMatchObject([{ code: 'imagePullFailed' }])
  })

  it('takes facts of every kind', () => {
    const normal = { ...waiting(''), status: 'Running' as const }
    const cluster = {
      clusterId: 'cls-1',
      nodeNum: 1,
      nodeStatus: 'AllNormal',
      status: 'Running',
    } as const
    expect(
      [
        diagnose({
          kind: 'service',
          ...serviceFacts(normal, [], { service: service({ status: 'Normal' }) }),
        }),
        diagnose({ kind: 'instance', instance: normal, events: [], nodes: [] }),
        diagnose({ kind: 'node', node: node() }),
        diagnose({ kind: 'cluster', cluster }),
      ].flat(),
    ).toEqual([])
  })
})
