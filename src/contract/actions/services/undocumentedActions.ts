import * as z from 'zod/mini'
import { read, write } from '../../action'
import { emptiable, withRules } from '../../rules/rules'
import { clusterId, existingName, flag, inNamespace, namespace } from '../common'

/** Public actions of services that the API document omits (api-facts.md 4.2). */

const serviceParams = () => ({
  clusterId: clusterId(),
  serviceName: existingName(),
  namespace: namespace(),
})

const key = /^[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/
const value = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/

const labels = () => z.record(z.string(), z.string())

/** Replaces a service's user-defined labels; system labels stay. */
export const ModifyServiceLabels = write({
  name: 'ModifyServiceLabels',
  area: 'services',
  host: 'ccs',
  section: 'api-facts.md 4.2, ModifyServiceLabels',
  undocumented: true,
  scope: inNamespace,
  effects: [],
  guard: 'look',
  invalidates: ['DescribeClusterServiceInfo', 'DescribeClusterServiceText'],
  target: ['clusterId', 'namespace', 'serviceName'],
  request: z.strictObject({
    ...serviceParams(),
    /**
     * On the wire `labels.<key>=<value>`, or `labels=` to remove all; the vendor rejects `.` and `_` in
     * a key.
     */
    labels: emptiable(
      withRules(labels(), [
        {
          id: 'labelKeys',
          text: 'must have keys of letters, digits and hyphens that begin and end with a letter or digit, with at most 63 characters',
          holds: (all) => Object.keys(all).every((candidate) => key.test(candidate)),
        },
        {
          id: 'labelValues',
          text: 'must have values of letters, digits and - _ . that begin and end with a letter or digit, with at most 63 characters',
          holds: (all) => Object.values(all).every((candidate) => value.test(candidate)),
        },
      ]),
    ),
  }),
  response: z.object({
    /** User-defined and system labels. */
    labels: labels(),
    sysLabels: labels(),
    userLabels: labels(),
  }),
})

/** Returns the Kubernetes manifests of a service in YAML. */
export const DescribeClusterServiceText = read({
  name: 'DescribeClusterServiceText',
  area: 'services',
  host: 'ccs',
  section: 'api-facts.md 4.2, DescribeClusterServiceText',
  undocumented: true,
  scope: inNamespace,
  request: z.strictObject({
    ...serviceParams(),
    /** 1: returns only the reduced manifest. */
    bSimple: z._default(flag(), 0),
  }),
  response: z.object({
    /** The full manifest with status, times, addresses and defaults from the cluster. */
    serviceText: z.optional(z.string()),
    /** The reduced manifest, which can be applied as is. */
    servicePureText: z.string(),
  }),
})
