import type { DecodedOf } from '../action'
import type { ActionName, Actions } from '../index'
import { shellCommand, shellWord } from './shell'

const kubectl = (...words: readonly string[]) => shellCommand('kubectl', ...words)

interface InService {
  namespace?: string | undefined
  serviceName: string
}

const inNamespace = (namespace = 'default') => ['--namespace', namespace]
const ofService = ({ namespace, serviceName }: InService) => [
  `deployment/${serviceName}`,
  ...inNamespace(namespace),
]

/** An annotation with this value, removed if it is empty. */
const annotation = (key: string, value: string) => (value === '' ? `${key}-` : `${key}=${value}`)
const annotate = (...words: readonly string[]) => kubectl('annotate', '--overwrite', ...words)

const drain = (node: string) =>
  kubectl('drain', node, '--ignore-daemonsets', '--delete-emptydir-data', '--force')

/**
 * Lists the pods of a service. The selector is read from the scale subresource, because the
 * parameters of a call don't contain it.
 */
function getPods(service: InService): string {
  const selector = kubectl(
    ...['get', ...ofService(service), '--subresource=scale'],
    ...['--output', 'jsonpath={.status.selector}'],
  )
  const words = ['get', 'pods', ...inNamespace(service.namespace), '--output', 'wide']
  return `${kubectl(...words, '--selector')} "$(${selector})"`
}

/**
 * Removes the labels of a service that a request does not name, except those that the API cannot
 * spell and the label of the system.
 */
function removeOtherLabels(service: InService, keptKeys: readonly string[]): string {
  const removals = 'go-template={{range $key, $value := .metadata.labels}}{{$key}}{{"-\\n"}}{{end}}'
  const kept = ['qcloud-app', ...keptKeys].map((key) => `${key}-`).join('|')
  return [
    kubectl('get', ...ofService(service), '--output', removals),
    "grep -E '^[A-Za-z0-9-]+$'",
    `grep -vxE ${shellWord(kept)}`,
    `xargs -r ${kubectl('label', ...ofService(service))}`,
  ].join(' | ')
}

type Commands = {
  readonly [N in ActionName]?: (params: DecodedOf<Actions[N]>) => readonly string[]
}

/**
 * The kubectl commands that do the same as an action on a Kubernetes cluster. `instanceId` of nodes
 * has to be the node's name.
 */
const commands: Commands = {
  DescribeCluster: () => [kubectl('version'), kubectl('get', 'nodes')],
  ModifyClusterAttributes: ({ clusterName, clusterDesc }) => [
    annotate(
      'namespace/kube-system',
      ...(clusterName === undefined ? [] : [`gantry.io/cluster-name=${clusterName}`]),
      ...(clusterDesc === undefined
        ? []
        : [annotation('gantry.io/cluster-description', clusterDesc)]),
    ),
  ],
  DescribeClusterInstances: () => [kubectl('get', 'nodes', '--output', 'wide')],
  ModifyClusterNodeSchedulable: ({ instanceIds, unschedulable }) => [
    kubectl(unschedulable === 1 ? 'cordon' : 'uncordon', ...instanceIds),
  ],
  DrainClusterNode: ({ InstanceId }) => [drain(InstanceId)],
  DeleteClusterInstances: ({ instanceIds }) => [
    ...instanceIds.map(drain),
    kubectl('delete', 'node', ...instanceIds),
  ],
  DescribeClusterNameSpaces: () => [kubectl('get', 'namespaces')],
  CreateClusterNamespace: ({ name, description = '' }) => [
    kubectl('create', 'namespace', name),
    ...(description === '' ? [] : [annotate(`namespace/${name}`, `description=${description}`)]),
  ],
  ModifyNamespaceDescription: ({ name, description }) => [
    annotate(`namespace/${name}`, annotation('description', description)),
  ],
  DeleteClusterNamespace: ({ names }) => [kubectl('delete', 'namespace', ...names)],
  DescribeClusterService: ({ namespace, allnamespace }) => [
    kubectl(
      ...['get', 'deployments,services'],
      ...(allnamespace === 1 ? ['--all-namespaces'] : inNamespace(namespace)),
    ),
  ],
  DescribeClusterServiceInfo: (service) => [kubectl('describe', ...ofService(service))],
  DescribeClusterServiceText: (service) => [
    kubectl('get', ...ofService(service), '--output', 'yaml'),
  ],
  DescribeServiceInstance: (service) => [getPods(service)],
  DescribeServiceEvent: ({ namespace, serviceName }) => [
    kubectl('events', '--for', `deployment/${serviceName}`, ...inNamespace(namespace)),
  ],
  DescribeInstanceLog: ({ namespace, serviceName, podName, containerName, tail }) => [
    kubectl(
      ...['logs', podName === undefined ? `deployment/${serviceName}` : `pod/${podName}`],
      ...inNamespace(namespace),
      ...(containerName === undefined ? ['--all-containers'] : ['--container', containerName]),
      ...(tail === undefined ? [] : [`--tail=${tail}`]),
    ),
  ],
  ModifyServiceReplicas: ({ scaleTo, ...service }) => [
    kubectl('scale', ...ofService(service), `--replicas=${scaleTo}`),
  ],
  ModifyClusterServiceImage: ({ image, containers, ...service }) => [
    kubectl(
      ...['set', 'image', ...ofService(service)],
      ...(containers?.map((container) => `${container.containerName}=${container.image}`) ?? [
        `*=${image}`,
      ]),
    ),
  ],
  ModifyServiceDescription: ({ description = '', ...service }) => [
    annotate(...ofService(service), annotation('description', description)),
  ],
  ModifyServiceLabels: ({ labels, ...service }) => [
    ...(Object.keys(labels).length === 0
      ? []
      : [
          kubectl(
            ...['label', '--overwrite', ...ofService(service)],
            ...Object.entries(labels).map(([key, value]) => `${key}=${value}`),
          ),
        ]),
    removeOtherLabels(service, Object.keys(labels)),
  ],
  PauseClusterService: (service) => [kubectl('rollout', 'pause', ...ofService(service))],
  ResumeClusterService: (service) => [kubectl('rollout', 'resume', ...ofService(service))],
  RollBackClusterService: (service) => [kubectl('rollout', 'undo', ...ofService(service))],
  RedeployClusterService: (service) => [kubectl('rollout', 'restart', ...ofService(service))],
  ModifyClusterService: (service) => [kubectl('edit', ...ofService(service))],
  DeleteClusterService: ({ namespace, serviceName }) => [
    kubectl(
      ...['delete', `deployment/${serviceName}`, `service/${serviceName}`, '--ignore-not-found'],
      ...inNamespace(namespace),
    ),
  ],
  DeleteInstances: ({ namespace, instances }) => [
    kubectl('delete', 'pod', ...instances, ...inNamespace(namespace)),
  ],
}

/** Replaces the labels of a node, as ModifyClusterNodeLabel does; empty if none changes. */
export function labelCommand(
  node: string,
  current: Readonly<Record<string, string>>,
  desired: readonly { key: string; value?: string | undefined }[],
): string {
  const named = desired.filter(({ key }) => key !== '')
  const set = named
    .filter(({ key, value = '' }) => current[key] !== value)
    .map(({ key, value = '' }) => `${key}=${value}`)
  const removed = Object.keys(current)
    .filter((key) => named.every((item) => item.key !== key))
    .map((key) => `${key}-`)
  if (set.length + removed.length === 0) return ''
  return kubectl('label', '--overwrite', 'node', node, ...set, ...removed)
}

/** The commands for a call, one a line; empty if kubectl has none that does the same. */
export function kubectlOf(action: string, params: object): string {
  // The cast is safe: `params` has the type of the action that `action` names.
  const commandsOf: Readonly<Record<string, ((given: never) => readonly string[]) | undefined>> =
    commands
  return commandsOf[action]?.(params as never).join('\n') ?? ''
}
