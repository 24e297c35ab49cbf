import { describe, expect, it } from 'vitest'
import { actions } from '../../../../src/contract/index'
import { clusterSamples } from '../../../test/samples/clusters'
import { registrySamples } from '../../../test/samples/registry'
import { deviations } from './answer'

/** Fields of a response table that the API document's sample has at another path. */
const misplaced: Readonly<Record<string, readonly string[]>> = {
  DescribeClusterServiceInfo: ['service.volumes'],
}

const samples = [...clusterSamples, ...registrySamples]

describe('deviations of a response', () => {
  it.each(samples)('are exactly the fields that the sample of $action lacks', (sample) => {
    const lacking = [...(misplaced[sample.action] ?? []), ...(sample.lacks ?? [])]
    const expected = lacking.map((path) =>
      actions[sample.action].flat === true ? `${path} is missing` : `data.${path} is missing`,
    )
    expect(deviations(actions[sample.action], sample.body)).toEqual(expected)
  })
})
