import fc from 'fast-check'
import { expect, it } from 'vitest'
import { paramsOf as arbitraryParams } from '../../../../server/test/cloud/arbitrary'
import { flatten } from '../../../../server/wire/flatten'
import { ModifyClusterService } from '../../../contract/actions/services/services'
import { fullSpec } from '../spec/fullSpec'
import { clean, modifyParams } from '../spec/spec'
import { paramsOf, valuesOf } from './values'

const serviceRef = { clusterId: 'cls-1', namespace: 'prod', serviceName: 'web' }

it('round-trips every setting through the inputs', () => {
  const params = modifyParams(serviceRef, fullSpec)
  expect(flatten(paramsOf(valuesOf(params)))).toEqual(flatten(params))
})

it('round-trips arbitrary settings through the inputs', () => {
  fc.assert(
    fc.property(arbitraryParams(ModifyClusterService), (any) => {
      const params = {
        namespace: 'default',
        accessType: 'ClusterIP',
        ...Object.fromEntries(Object.entries(any).filter(([, value]) => value !== undefined)),
      }
      const roundTripped = flatten(paramsOf(valuesOf(params)))
      const sentFields = flatten(clean(params))
      for (const [name, value] of Object.entries(sentFields)) {
        const isMoot =
          (name.startsWith('portMappings.') && sentFields.accessType === 'None') ||
          (name === 'subnetId' && sentFields.accessType !== 'SvcLBTypeInner')
        // Outside lists and variables, an empty text equals an absent one.
        const isBlank = value === '' && !/\.(\d+|value)$/.test(name)
        if (!isMoot && !isBlank) expect([name, roundTripped[name]]).toEqual([name, value])
      }
    }),
  )
})

it('omits emptied inputs and names the first container after the service', () => {
  const values = valuesOf(modifyParams(serviceRef, fullSpec))
  const [web] = values.containers
  if (!web) throw new Error('a container')
  const params = paramsOf({
    ...values,
    minReadySeconds: '',
    containers: [{ ...web, containerName: '', cpu: '' }],
  })
  expect(params).not.toHaveProperty('minReadySeconds')
  expect(params.containers).toMatchObject([{ containerName: 'web' }])
  expect(flatten(params)['containers.0.cpu']).toBeUndefined()
  expect(flatten(params)['containers.0.envs.1.value']).toBe('')
})
