import * as z from 'zod/mini'
import type { ResponseOf } from '../../../../../src/contract/action'
import type { DescribeClusterServiceInfo } from '../../../../../src/contract/actions/services/services'
import type { CallContext } from '../../../backend'
import { fieldManager } from '../../client/client'
import type { Cluster } from '../../clusters/cluster'
import { type Autoscaler, autoscalerList } from '../../objects/autoscaler'
import type { Deployment } from '../../objects/deployment'
import { listPath } from '../paths'

type Manager = NonNullable<
  ResponseOf<typeof DescribeClusterServiceInfo>['service']['managers']
>[number]

/** Tools, with the field managers, labels and annotations by which their objects are recognised. */
const tools: readonly { name: string; managers: readonly string[]; marks: readonly string[] }[] = [
  { name: 'Helm', managers: ['helm'], marks: ['meta.helm.sh/release-name'] },
  {
    name: 'Argo CD',
    managers: ['argocd-controller', 'argocd-application-controller'],
    marks: ['argocd.argoproj.io/tracking-id', 'argocd.argoproj.io/instance'],
  },
  {
    name: 'Flux',
    managers: ['kustomize-controller', 'helm-controller'],
    marks: ['kustomize.toolkit.fluxcd.io/name', 'helm.toolkit.fluxcd.io/name'],
  },
  { name: 'Fleet', managers: ['fleetagent'], marks: ['objectset.rio.cattle.io/id'] },
  { name: 'Terraform', managers: ['Terraform', 'HashiCorp'], marks: [] },
  { name: 'Pulumi', managers: ['pulumi-kubernetes'], marks: ['pulumi.com/autonamed'] },
  { name: 'kapp', managers: ['kapp'], marks: ['kapp.k14s.io/app'] },
  { name: 'Spinnaker', managers: [], marks: ['moniker.spinnaker.io/application'] },
]

const managedBy = 'app.kubernetes.io/managed-by'

/** kubectl is used interactively, as Gantry is, so their changes are not repeated automatically. */
const isInteractive = (manager: string) => manager === fieldManager || /^kubectl(-|$)/.test(manager)

function toolsOf({ metadata }: Deployment): string[] {
  const { managedFields = [], labels = {}, annotations = {} } = metadata
  const writers = managedFields.map(({ manager = '' }) => manager)
  const recognizedTools = tools.filter(
    ({ managers, marks }) =>
      managers.some((manager) => writers.includes(manager)) ||
      marks.some((mark) => labels[mark] !== undefined || annotations[mark] !== undefined),
  )
  const otherAppliers = managedFields
    .filter(({ operation }) => operation === 'Apply')
    .map(({ manager = '' }) => manager)
    .filter(
      (value) => !isInteractive(value) && !tools.some((tool) => tool.managers.includes(value)),
    )
  const { [managedBy]: declared } = labels
  const isNew =
    declared && !recognizedTools.some(({ name }) => name.toLowerCase() === declared.toLowerCase())
  return [
    ...recognizedTools.map(({ name }) => name),
    ...otherAppliers,
    ...(isNew ? [declared] : []),
  ]
}

const cacheDuration = 5_000

interface CachedAutoscalers {
  at: number
  /** Undefined if the API server refused the request or did not respond. */
  list: Promise<Autoscaler[] | undefined>
}

const autoscalerCache = new WeakMap<Cluster, Map<string, CachedAutoscalers>>()

/** The autoscalers of a namespace, at most five seconds old. */
function autoscalersIn(
  cluster: Cluster,
  namespace: string,
  now: number,
): CachedAutoscalers['list'] {
  const cachedByNamespace = autoscalerCache.get(cluster) ?? new Map<string, CachedAutoscalers>()
  autoscalerCache.set(cluster, cachedByNamespace)
  const cachedList = cachedByNamespace.get(namespace)
  if (cachedList && now - cachedList.at < cacheDuration) return cachedList.list
  const list = cluster.client
    .get(listPath('horizontalpodautoscalers', namespace))
    .then((answer) => z.parse(autoscalerList, answer).items)
    .catch(() => undefined)
  cachedByNamespace.set(namespace, { at: now, list })
  return list
}

/** The programs that may undo or overwrite a change of a service. */
export async function managersOf(
  cluster: Cluster,
  deployment: Deployment,
  { now }: Pick<CallContext, 'now'>,
): Promise<Manager[]> {
  const { name, namespace, ownerReferences = [] } = deployment.metadata
  const autoscalers = await autoscalersIn(cluster, namespace, now)
  const serviceAutoscalers = autoscalers?.filter(
    ({ spec: { scaleTargetRef } }) =>
      scaleTargetRef.kind === 'Deployment' && scaleTargetRef.name === name,
  )
  return [
    ...(serviceAutoscalers ?? []).map(({ metadata }) => ({
      kind: 'autoscaler' as const,
      name: metadata.name,
    })),
    ...(serviceAutoscalers ? [] : [{ kind: 'unknownAutoscaler' as const, name: '' }]),
    ...ownerReferences.map((owner) => ({
      kind: 'owner' as const,
      name: `${owner.kind} ${owner.name}`,
    })),
    ...[...new Set(toolsOf(deployment))].map((tool) => ({ kind: 'manager' as const, name: tool })),
  ]
}
