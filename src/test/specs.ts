import type fc from 'fast-check'
import { paramsOf } from '../../server/test/cloud/arbitrary'
import { flatten } from '../../server/wire/flatten'
import { modifyParams, type Spec, specFrom } from '../areas/services/spec/spec'
import { ModifyClusterService } from '../contract/actions/services/services'

export const serviceRef = { clusterId: 'cls-bench123', namespace: 'default', serviceName: 'web' }

/** Arbitrary settings that the contract accepts. */
export const specs: fc.Arbitrary<Spec> = paramsOf(ModifyClusterService)
  .map((params) => specFrom(params))
  .filter((spec): spec is Spec => spec !== undefined)

export const wire = (spec: Spec) => flatten(modifyParams(serviceRef, spec))

/** Wire names whose values differ. */
export function differing(a: Record<string, string>, b: Record<string, string>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name])
}
