import * as z from 'zod/mini'
import { regionOf } from '../../../src/contract/rules/regions'
import { withRules } from '../../../src/contract/rules/rules'
import { worlds } from './schema'

const nonEmpty = () => z.string().check(z.minLength(1))

const knownRegion = withRules(z.string(), [
  {
    id: 'knownRegion',
    text: 'must be a region of the API such as gz or ap-guangzhou',
    holds: (text) => typeof text !== 'string' || regionOf(text) !== undefined,
  },
])

/** Name of an annotation with an optional prefix, as Kubernetes accepts it. */
const annotationName =
  /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/

const namespace = withRules(z.string(), [
  {
    id: 'namespace',
    text: 'must be the name of a namespace',
    holds: (text) => typeof text !== 'string' || /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text),
  },
])

const innerAnnotations = withRules(z.record(z.string(), z.string()), [
  {
    id: 'annotations',
    text: 'must have annotations, such as {"networking.gke.io/load-balancer-type": "Internal"}',
    holds: (annotations) => {
      const names = Object.keys(annotations)
      return names.length > 0 && names.every((name) => annotationName.test(name))
    },
  },
])

const kubernetesFields = z.strictObject({
  /** Path relative to the accounts file. */
  kubeconfig: z.optional(nonEmpty()),
  /** Uses the cluster in which this process runs, with the service account of its pod. */
  inCluster: z.optional(z.literal(true)),
  /** Names of the contexts to use; all if absent. */
  contexts: z.optional(z.array(nonEmpty()).check(z.minLength(1))),
  /** Maps a context to a region; gz if absent. */
  regions: z.optional(z.record(z.string(), knownRegion)),
  /** Maps a context to the annotations that make a Service of type LoadBalancer internal. */
  innerLoadBalancers: z.optional(z.record(z.string(), innerAnnotations)),
  /** The only namespaces to use; all if absent. */
  namespaces: z.optional(z.array(namespace).check(z.minLength(1))),
  /** IDs that lookups of networks and key pairs return. */
  network: z.optional(
    z.strictObject({
      vpcId: z.optional(nonEmpty()),
      subnetId: z.optional(nonEmpty()),
      securityGroupId: z.optional(nonEmpty()),
      keyId: z.optional(nonEmpty()),
    }),
  ),
})

const kubernetes = withRules(kubernetesFields, [
  {
    id: 'oneSource',
    text: 'must have exactly one of "kubeconfig" and "inCluster"',
    holds: ({ kubeconfig, inCluster }) => (kubeconfig === undefined) !== (inCluster === undefined),
  },
  {
    id: 'contextsOfFile',
    text: 'can have "contexts" only with "kubeconfig"',
    holds: ({ inCluster, contexts }) => inCluster === undefined || contexts === undefined,
  },
])

const simulation = z.strictObject({
  world: z.optional(z.enum(worlds)),
  speed: z.optional(z.number().check(z.gt(0), z.lte(10_000))),
})

/** The backend of an account that this process serves. */
export const backend = withRules(
  z.strictObject({ kubernetes: z.optional(kubernetes), simulation: z.optional(simulation) }),
  [
    {
      id: 'oneBackend',
      text: 'must have exactly one of "kubernetes" and "simulation"',
      holds: (value) => Object.keys(value).length === 1,
    },
  ],
)

export type BackendSettings = z.output<typeof backend>
