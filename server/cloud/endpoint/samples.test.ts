import { describe, expect, it } from 'vitest'
import { actions } from '../../../src/contract/index'
import { sendRequest, signedRequest } from '../../test/cloud/client'
import { clusterSamples } from '../../test/samples/clusters'
import { shortfalls } from '../../test/samples/covers'
import { registrySamples } from '../../test/samples/registry'
import { clustersRequests } from '../../test/samples/requestsClusters'
import { monitoringRequests } from '../../test/samples/requestsMonitoring'
import { registryRequests } from '../../test/samples/requestsRegistry'
import { servicesRequests } from '../../test/samples/requestsServices'
import { ok } from '../../test/samples/sample'
import type { SampleRequest } from '../../test/samples/sampleRequest'
import { createSampleWorld, type SampleWorld } from '../../test/samples/sampleWorld'

const requests = [
  ...clustersRequests,
  ...servicesRequests,
  ...monitoringRequests,
  ...registryRequests,
]
const answers = [...clusterSamples, ...registrySamples]

/** Fields of sample responses that the endpoint omits, with the reason. */
const excused: Readonly<Record<string, string>> = {
  'GetAutoDelStrategy data.strategyInfo.0.repo_name is missing':
    'a slip: the table says `reponame` (api-facts.md 4.7)',
  'DescribeServiceInstance data.instanaces is missing':
    'a slip: clients of the real API read `instances` (api-facts.md 4.7)',
}

/** Returns the parameters of a sample, verbatim. */
function printed({ query }: SampleRequest): Map<string, string> {
  const pairs = query
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(/^&/, ''))
    .map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), pair.slice(at + 1)]
    })
  return new Map(pairs)
}

async function send({ fetch, clock }: SampleWorld, params: ReadonlyMap<string, string>) {
  const { Action: name = '', ...rest } = Object.fromEntries(params)
  return sendRequest(fetch, await signedRequest(name, rest, clock.now(), { method: 'GET' }))
}

/** Creates a world for the sample, and the sample with the names of that world. */
async function placed(sample: SampleRequest) {
  const world = await createSampleWorld()
  const params = printed(sample)
  for (const [name, value] of Object.entries((await sample.before?.(world)) ?? {})) {
    if (params.has(name)) params.set(name, value)
  }
  return { world, params }
}

function corrected(
  params: ReadonlyMap<string, string>,
  { slips = [] }: SampleRequest,
  world: SampleWorld,
) {
  const right = new Map(params)
  for (const { name, value } of slips) {
    if (value === undefined) right.delete(name)
    else right.set(name, typeof value === 'string' ? value : value(world))
  }
  return right
}

describe('samples of the API document', () => {
  it('exist for each of its actions', () => {
    const documented = Object.values(actions).filter((action) => !action.undocumented)
    expect(documented).toHaveLength(47)
    expect(new Set(requests.map(({ action }) => action))).toEqual(
      new Set(documented.map(({ name }) => name)),
    )
  })

  const all = requests.map((sample, index) => ({
    ...sample,
    section: actions[sample.action].section,
    index,
  }))

  it.each(all)('$section: $action is answered as in its sample', async (sample) => {
    const { world, params } = await placed(sample)
    const response = await send(world, corrected(params, sample, world))
    const expectedBody = answers.find((item) => item.action === sample.action)?.body ?? ok
    const matches = shortfalls(expectedBody, response).map(
      (shortfall) => `${sample.action} ${shortfall}`,
    )
    expect(response).toMatchObject({ code: 0, codeDesc: 'Success' })
    expect(matches.filter((value) => !excused[value])).toEqual([])
  })

  it.each(all.filter(({ slips = [] }) => slips.some(({ name }) => name !== 'Action')))(
    '$section: the sample of $action is refused unchanged, with the reason',
    async (sample) => {
      const { world, params } = await placed(sample)
      const before = world.storage.documents()
      const response = await send(world, params)
      expect(response.code).toBeGreaterThan(0)
      const lacking = sample.slips?.filter(({ name }) => !params.has(name)) ?? []
      const namedParameters = lacking.filter(({ name }) => response.message.includes(name))
      expect(namedParameters).toHaveLength(Math.min(lacking.length, 5))
      expect(world.storage.documents()).toEqual(before)
    },
  )
})
