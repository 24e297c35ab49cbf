import { describe, expect, it } from 'vitest'
import { actions } from '../../../../src/contract/index'
import { clusterSamples } from '../../../test/samples/clusters'
import { registrySamples } from '../../../test/samples/registry'
import { deviations } from './answer'

/** Fields of the table that a sample has in another place. */
const misplaced: Readonly<Record<string, readonly string[]>> = {
  DescribeClusterServiceInfo: ['service.volumes'],
}

const samples = [...clusterSamples, ...registrySamples]

describe('deviations of an answer', () => {
  it.each(samples)('are none in the sample of $action but for what it lacks', (sample) => {
    const lacking = [...(misplaced[sample.action] ?? []), ...(sample.lacks ?? [])]
    const expected = lacking.map((path) =>
      actions[sample.action].flat === true ? `${path} is missing` : `data.${path} is missing`,
    )
    expect(deviations(actions[sample.action], sample.body)).toEqual(expected)
  })
})
