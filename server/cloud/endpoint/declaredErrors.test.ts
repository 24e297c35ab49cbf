import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Action } from '../../../src/contract/action'
import { contractDocument } from '../../../src/contract/document/contractDocument'
import { isFields } from '../../../src/contract/fields'
import { actions } from '../../../src/contract/index'
import { createFixture, type Fixture } from '../../test/access/fixture'
import { parametersOf } from '../../test/access/parameters'
import { type DemoResources, demoResourcesIn } from '../../test/access/places'
import { type ResponseBody, sendRequest, signedRequest } from '../../test/cloud/client'

/**
 * Checks the errors that GET /api/contract declares for each action. The client of all other tests
 * also rejects undeclared errors (server/test/cloud/client.ts).
 */

const declared = new Map(contractDocument().map(({ name, errors }) => [name, errors]))

/** Names of resources that don't exist, each in a form that its parameter accepts. */
const missing: Readonly<Record<string, unknown>> = {
  ...{ clusterId: 'cls-00000000', ClusterId: 'cls-00000000', serviceName: 'missing' },
  ...{ namespace: 'missing', triggerName: 'missing', reponame: 'missing/app', name: 'missing' },
  ...{ instanceId: 'ins-00000000', InstanceId: 'ins-00000000', instanceIds: ['ins-00000000'] },
  ...{ instances: ['missing'], reponames: ['missing/app'], names: ['missing'], requestId: 0 },
  ...{ src_image: 'missing/app:1', dest_image: 'missing/app:2', tags: ['missing'] },
  ...{ keyId: 'skey-00000000', sgId: 'sg-00000000', vpcId: 'vpc-00000000' },
  ...{ subnetId: 'subnet-00000000', podName: 'missing', containerName: 'missing' },
  favors: [{ reponame: 'missing/app', repotype: 'QCLOUD HUB' }],
  dimensions: [{ name: 'docker_clusterid', value: 'cls-00000000' }],
}

const allActions: readonly Action[] = Object.values(actions)

let fixture: Fixture
let resources: DemoResources
beforeAll(async () => {
  fixture = await createFixture()
  const spec = { region: 'gz', clusterRegion: 1, clusterName: 'shop-staging' } as const
  resources = await demoResourcesIn(fixture, { ...spec, namespace: 'default', prefix: 'facts' })
})

async function answerTo(name: string, params: object, region = 'gz'): Promise<ResponseBody> {
  const { cloud, storage } = fixture
  storage.isProbing = true
  try {
    return await sendRequest(
      cloud.fetch,
      await signedRequest(name, params, cloud.clock.now(), { region }),
    )
  } finally {
    storage.isProbing = false
  }
}

describe.each(allActions)('$name', (action) => {
  const errors = declared.get(action.name) ?? []
  const codesOf = ({ code, codeDesc }: Pick<ResponseBody, 'code' | 'codeDesc'>) =>
    `${code} ${codeDesc}`
  const codesOfErrors = errors.map(codesOf)

  it('returns declared errors for missing resources and malformed values', async () => {
    const validParams = parametersOf(action, resources)
    const schema = contractDocument().find((candidate) => candidate.name === action.name)?.request
    const properties = isFields(schema) && isFields(schema.properties) ? schema.properties : {}
    for (const name of Object.keys(properties)) {
      for (const value of [missing[name], { odd: 'value' }]) {
        if (value === undefined) continue
        const answered = await answerTo(action.name, { ...validParams, [name]: value })
        if (answered.code === 0 || answered.code === 6000) continue
        expect(codesOfErrors, `${name}: ${answered.message}`).toContain(codesOf(answered))
      }
    }
    const inOtherRegion = await answerTo(action.name, validParams, 'ca')
    if (inOtherRegion.code !== 0 && inOtherRegion.code !== 6000) {
      expect(codesOfErrors, inOtherRegion.message).toContain(codesOf(inOtherRegion))
    }
  })

  it('declares each error once', () => {
    expect(codesOfErrors).toEqual([...new Set(codesOfErrors)])
  })
})

it('every declared code is in the tables of the API document', () => {
  const page = readFileSync('docs/api-facts.md', 'utf8')
  const documented = new Set([...page.matchAll(/^\| (-?\d{3,4}) \|/gm)].map(([, code]) => code))
  const codes = new Set([...declared.values()].flat().map(({ code }) => String(code)))
  expect([...codes].filter((code) => !documented.has(code))).toEqual([])
  for (const code of ['-502', '-503', '-505', '-507', '-509', '-513']) {
    expect(declared.get('GetMonitorData')?.map((error) => String(error.code))).toContain(code)
  }
})

it('requires Region exactly where declared', async () => {
  for (const action of allActions) {
    const { cloud } = fixture
    const params = parametersOf(action, resources)
    const requestOptions = { commonParams: { Region: undefined } }
    const request = await signedRequest(action.name, params, cloud.clock.now(), requestOptions)
    fixture.storage.isProbing = true
    const said = await sendRequest(cloud.fetch, request)
    fixture.storage.isProbing = false
    const isMissing = said.code === 4000 && said.message.endsWith('parameter(s): Region')
    expect(isMissing, action.name).toBe(action.needsRegion)
  }
})
