import { describe, expect, it } from 'vitest'
import { actions } from '../../src/contract/index'
import { clusterSamples } from '../test/samples/clusters'
import { registrySamples } from '../test/samples/registry'
import { findDrift } from './conform'
import { readEnvelope, writeEnvelope } from './envelope'

const { DescribeCluster, DescribeVpcEx, DescribeZones, DeleteInstances, GetAutoDelStrategy } =
  actions
const samples = [...clusterSamples, ...registrySamples]
const dataOf = (...args: Parameters<typeof readEnvelope>) => readEnvelope(...args)?.data

describe('readEnvelope', () => {
  it.each(samples)("reads the document's response of $action", ({ action, body, lacks = [] }) => {
    const envelope = readEnvelope(actions[action], body)
    expect(envelope).toMatchObject({ code: 0, codeDesc: 'Success', message: body.message })
    const differences = findDrift(actions[action], envelope?.data)
    expect(differences.map(({ path }) => path)).toEqual(lacks)
  })

  it('corrects misspelt names at every depth', () => {
    const instances = dataOf(actions.DescribeServiceInstance, {
      code: 0,
      data: { totalCount: 0, instanaces: [] },
    })
    expect(instances).toEqual({ totalCount: 0, instances: [] })
    const strategies = { totalCount: 1, strategyInfo: [{ repo_name: 'a/b', val: '10' }] }
    expect(dataOf(GetAutoDelStrategy, { code: 0, data: strategies })).toEqual({
      totalCount: 1,
      strategyInfo: [{ reponame: 'a/b', value: 10 }],
    })
    const withBothSpellings = { totalCount: 1, strategyInfo: [{ repo_name: 'b', reponame: 'a/b' }] }
    expect(dataOf(GetAutoDelStrategy, { code: 0, data: withBothSpellings })).toEqual(
      withBothSpellings,
    )
  })

  it('reads fields inside data, beside it, and in both', () => {
    const lists = { successList: ['a'], failedMap: { b: 'gone' } }
    expect(dataOf(DeleteInstances, { code: 0, ...lists })).toEqual(lists)
    expect(dataOf(DeleteInstances, { code: 0, data: lists })).toEqual(lists)
    const { successList, failedMap } = lists
    expect(dataOf(DeleteInstances, { code: 0, successList, data: { failedMap } })).toEqual(lists)
    expect(dataOf(DeleteInstances, { code: 0, data: null, ...lists })).toEqual(lists)
  })

  it("keeps VPC's list in data as a field of that name", () => {
    const body = { code: 0, message: '', totalCount: '1', data: [{ vpcId: 'gz_vpc_1' }] }
    expect(dataOf(DescribeVpcEx, body)).toMatchObject({
      totalCount: 1,
      data: [{ vpcId: 'gz_vpc_1' }],
    })
  })

  it('reads responses to calls with a Version', () => {
    const zone = {
      Zone: 'ap-guangzhou-2',
      ZoneName: '广州二区',
      ZoneId: 100002,
      ZoneState: 'AVAILABLE',
    }
    const Response = { TotalCount: 1, ZoneSet: [zone], RequestId: 'r-1' }
    const envelope = readEnvelope(DescribeZones, { Response })
    expect(envelope).toMatchObject({ code: 0, requestId: 'r-1' })
    expect(findDrift(DescribeZones, envelope?.data)).toEqual([])
    const refusal = { Code: 'AuthFailure.SignatureFailure', Message: 'wrong' }
    expect(readEnvelope(DescribeZones, { Response: { Error: refusal, RequestId: 'r-2' } })).toEqual(
      {
        code: 4100,
        codeDesc: 'AuthFailure.SignatureFailure',
        message: 'wrong',
        requestId: 'r-2',
        data: {},
      },
    )
    expect(readEnvelope(DescribeZones, { Response: { Error: {} } })?.code).toBe(5100)
  })

  it('reads errors with module code and request ID', () => {
    const body = { code: '5100', message: '(-10013)overlaps', codeDesc: '', requestId: 'r-3' }
    expect(readEnvelope(DescribeCluster, body)).toMatchObject({
      code: 5100,
      codeDesc: 'FailedOperation',
      message: 'overlaps',
      moduleCode: -10013,
      requestId: 'r-3',
    })
    expect(readEnvelope(actions.GetMonitorData, { code: -502 })).toMatchObject({
      code: -502,
      codeDesc: '',
      message: '',
    })
  })

  it.each([
    undefined,
    null,
    '<html>',
    [],
    {},
    { code: null },
    { code: '' },
    { code: 'zero' },
    { code: 1.5 },
    { Response: null },
  ])('rejects %j', (body) => {
    expect(readEnvelope(DescribeCluster, body)).toBeUndefined()
  })

  it('handles hostile nesting depth', () => {
    let deep: unknown = 1
    for (let level = 0; level < 50_000; level += 1) deep = { repo_name: [deep] }
    expect(readEnvelope(GetAutoDelStrategy, { code: 0, data: { deep } })?.code).toBe(0)
    expect(readEnvelope(GetAutoDelStrategy, { Response: { deep } })?.code).toBe(0)
  })
})

describe('writeEnvelope', () => {
  it('writes fields inside data, or beside code for flat actions', () => {
    expect(writeEnvelope({ code: 0, data: { a: 1 } })).toEqual({
      code: 0,
      message: '',
      codeDesc: 'Success',
      data: { a: 1 },
    })
    expect(writeEnvelope({ code: 0, data: { a: 1 }, flat: true })).toEqual({
      code: 0,
      message: '',
      codeDesc: 'Success',
      a: 1,
    })
  })

  it("omits empty data, as the document's samples do", () => {
    expect(writeEnvelope({ code: 0, data: {} })).toEqual({
      code: 0,
      message: '',
      codeDesc: 'Success',
    })
  })

  it('writes errors with their module code', () => {
    const refusal = { code: 4000, moduleCode: -10013, message: 'overlaps' }
    expect(writeEnvelope({ ...refusal, codeDesc: 'ConflictWithOtherClusterCIDR' })).toEqual({
      code: 4000,
      message: '(-10013)overlaps',
      codeDesc: 'ConflictWithOtherClusterCIDR',
    })
  })

  it('writes envelopes that readEnvelope reads', () => {
    for (const { action, body } of samples) {
      const { data } = readEnvelope(actions[action], body) ?? {}
      const { flat } = actions[action]
      const written = writeEnvelope({ code: 0, ...(data && { data }), flat })
      expect(dataOf(actions[action], written)).toEqual(data)
    }
  })
})
