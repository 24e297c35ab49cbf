import * as z from 'zod/mini'
import { read, write } from '../../action'
import { ruled } from '../../rules/rules'
import { clusterId, existingName, flag, inNamespace, namespace } from '../common'

/** Public actions of services that the document leaves out (api-facts.md 4.2). */

const named = () => ({
  clusterId: clusterId(),
  serviceName: existingName(),
  namespace: namespace(),
})

const key = /^[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/
const value = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/

const labels = () => z.record(z.string(), z.string())

/** Replaces the labels that the user has given to a service; those of the system stay. */
export const ModifyServiceLabels = write({
  name: 'ModifyServiceLabels',
  area: 'services',
  host: 'ccs',
  section: 'api-facts.md 4.2, ModifyServiceLabels',
  beyond: true,
  scope: inNamespace,
  guard: 'look',
  touches: ['DescribeClusterServiceInfo', 'DescribeClusterServiceText'],
  target: ['clusterId', 'namespace', 'serviceName'],
  request: z.strictObject({
    ...named(),
    /** On the wire `labels.<key>=<value>`; the vendor takes no `.` and no `_` in a key. None: all are taken away. */
    labels: z._default(
      ruled(labels(), [
        {
          id: 'labelKeys',
          says: 'must have keys of letters, digits and hyphens that begin and end with a letter or digit, with at most 63 characters',
          holds: (all) => Object.keys(all).every((one) => key.test(one)),
        },
        {
          id: 'labelValues',
          says: 'must have values of letters, digits and - _ . that begin and end with a letter or digit, with at most 63 characters',
          holds: (all) => Object.values(all).every((one) => value.test(one)),
        },
      ]),
      {},
    ),
  }),
  response: z.object({
    /** All of them. */
    labels: labels(),
    sysLabels: labels(),
    userLabels: labels(),
  }),
})

/** A service as the Kubernetes objects that it amounts to, in YAML. */
export const DescribeClusterServiceText = read({
  name: 'DescribeClusterServiceText',
  area: 'services',
  host: 'ccs',
  section: 'api-facts.md 4.2, DescribeClusterServiceText',
  beyond: true,
  scope: inNamespace,
  request: z.strictObject({
    ...named(),
    /** 1: the reduced text alone. */
    bSimple: z._default(flag(), 0),
  }),
  response: z.object({
    /** With what the cluster has added: status, times, addresses, defaults. */
    serviceText: z.optional(z.string()),
    /** What the service was asked to be; can be applied as it is. */
    servicePureText: z.string(),
  }),
})
