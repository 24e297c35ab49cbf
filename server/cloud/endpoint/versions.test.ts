import { describe, expect, it } from 'vitest'
import { actions } from '../../../src/contract/index'
import { type RequestOptions, signedRequest } from '../../test/cloud/client'
import { testCloud } from '../../test/cloud/cloud'
import { readEnvelope } from '../../wire/envelope'

async function call(action: string, requestOptions: RequestOptions = {}): Promise<unknown> {
  const { fetch, clock } = await testCloud()
  const params = { Version: '2017-03-12' }
  const answer = await fetch(await signedRequest(action, params, clock.now(), requestOptions))
  return answer.json()
}

describe('a request with a Version', () => {
  it('is answered in the newer dialect', async () => {
    const body = await call('DescribeZones')
    expect(body).toMatchObject({
      Response: {
        TotalCount: 4,
        ZoneSet: expect.arrayContaining([
          {
            Zone: 'ap-guangzhou-2',
            ZoneName: expect.any(String),
            ZoneId: '100002',
            ZoneState: expect.any(String),
          },
        ]),
        RequestId: expect.any(String),
      },
    })
    expect(readEnvelope(actions.DescribeZones, body)).toMatchObject({ code: 0 })
  })

  it('is refused in the newer dialect', async () => {
    expect(await call('DescribeZones', { secretKey: 'guessed' })).toMatchObject({
      Response: { Error: { Code: 'AuthFailure.SignatureFailure' } },
    })
  })

  it('is ignored on hosts that have one dialect', async () => {
    expect(await call('DescribeCluster')).toMatchObject({ code: 0, data: { totalCount: 0 } })
  })

  it.each(['DescribeInstances', 'DescribeVpcEx', 'DescribeCbsStorages'])(
    'is refused for %s, whose newer form is not answered, in both dialects',
    async (action) => {
      const body = await call(action)
      expect(body).toMatchObject({
        code: 6100,
        message: `Version 2017-03-12 of ${action} is not supported here: send no Version`,
        Response: { Error: { Code: 'InvalidAction' }, RequestId: expect.any(String) },
      })
    },
  )

  it('is refused for any other Version', async () => {
    const { fetch, clock } = await testCloud()
    const params = { Version: '2016-01-01' }
    const answer = await fetch(await signedRequest('DescribeZones', params, clock.now()))
    expect(await answer.json()).toMatchObject({ code: 6100 })
  })
})
