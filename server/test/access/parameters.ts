import type { Action } from '../../../src/contract/action'
import { jsonSchema } from '../../../src/contract/document/jsonSchema'
import { isFields } from '../../../src/contract/fields'
import { regionOf } from '../../../src/contract/rules/regions'
import { clusterNamed, machineIn } from '../cloud/purchases'
import type { DemoResources } from './places'

const containers = [{ containerName: 'app', image: 'nginx:1.16' }]
/** Values of required parameters by name; a name has the same meaning in every action. */
const commonParameters = (resources: DemoResources): Record<string, unknown> => {
  const { clusterId, nodeId, namespace, serviceName, pod, reponame, triggerName } = resources
  return {
    ...{ clusterId, ClusterId: clusterId, serviceName, namespace, triggerName, reponame },
    ...{ instanceId: nodeId, InstanceId: nodeId, instanceIds: [nodeId], instances: [pod] },
    ...{ clusterRegion: resources.clusterRegion, containerName: 'app', reponames: [reponame] },
    ...{ name: namespace, names: [namespace], containers, accessType: 'None', replicas: 1 },
    ...{ repotype: 'QCLOUD HUB', invokeMethod: 'all', description: 'new', bandwidth: 2 },
    ...{ metricName: 'service_cpu_used' },
  }
}

/**
 * By action: parameters that differ from `commonParameters`, or that are optional but needed for an
 * effect.
 */
const specialParameters = (resources: DemoResources): Record<string, Record<string, unknown>> => {
  const { clusterId, paused, reponame, registryNamespace, spare, triggerName } = resources
  const service = { clusterId, namespace: resources.namespace, serviceName: resources.serviceName }
  return {
    CreateCluster: clusterNamed('brand-new', '10.32.0.0/16'),
    AddClusterInstances: machineIn(regionOf(resources.region)?.long).machine,
    CreateClusterService: { serviceName: 'brand-new' },
    ModifyClusterService: { strategy: 'Recreate' },
    ModifyClusterServiceImage: { image: 'nginx:1.17', containers: undefined },
    ModifyServiceDescription: { description: 'new' },
    ModifyServiceReplicas: { scaleTo: 3 },
    ModifyServiceLabels: { labels: { team: 'a' } },
    ResumeClusterService: { serviceName: paused },
    CreateClusterNamespace: { name: resources.region === 'gz' ? 'fresh' : 'other' },
    UpdateInstanceBandwidthHour: { instanceId: resources.hourly, bandwidth: 7 },
    AddClusterInstancesFromExistedCvm: { instanceIds: [spare] },
    ModifyClusterNodeLabel: { labels: [{ key: 'team', value: 'a' }] },
    ModifyClusterNodeSchedulable: { unschedulable: 1 },
    ModifyClusterAttributes: { clusterDesc: 'new' },
    DrainClusterNode: { DryRun: 0 },
    CreateCCRNamespace: { namespace: 'brandnew' },
    NamespaceIsExists: { namespace: 'brandnew' },
    DeleteUserNamespace: { namespace: registryNamespace },
    CreateRepository: { reponame: `${registryNamespace}/new`, public: 1 },
    AddFavor: { reponame: 'shop/admin' },
    BatchDeleteFavor: { favors: [{ reponame, repotype: 'QCLOUD HUB' }] },
    UpdateRepositoryPublic: { public: 0 },
    DuplicateImage: { src_image: `${reponame}:1.0`, dest_image: `${reponame}:2.0` },
    BatchDeleteTag: { tags: ['1.1'] },
    SetAutoDelStrategy: { type: 'keep_last_nums', val: 7 },
    AddUpdateServiceTrigger: { triggerName: 'brand-new' },
    ModifyUpdateServiceTrigger: { ...service, triggerName, newTriggerName: 'renamed' },
    ChangePassword: { password: 'another1!' },
    GetMonitorData: {
      namespace: 'qce/docker',
      dimensions: Object.entries(service).map(([name, value]) => ({ name, value })),
    },
  }
}

/** Any value of a schema, for parameters missing from the tables above. */
function anyOf(schema: unknown): unknown {
  if (!isFields(schema)) return 'x'
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if ('const' in schema) return schema.const
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return true
  if (schema.type === 'array') return [anyOf(schema.items)]
  return 'x'
}

/** Valid parameters of an action that name the given resources. */
export function parametersOf(action: Action, resources: DemoResources): Record<string, unknown> {
  const schema: unknown = jsonSchema(action.request, 'input')
  const properties = isFields(schema) && isFields(schema.properties) ? schema.properties : {}
  const required = isFields(schema) && Array.isArray(schema.required) ? schema.required : []
  const values = commonParameters(resources)
  const isGiven = (name: string) => required.includes(name) || name === 'namespace'
  const requiredEntries = Object.keys(properties)
    .filter(isGiven)
    .map((name) => [name, values[name] ?? anyOf(properties[name])])
  return { ...Object.fromEntries(requiredEntries), ...specialParameters(resources)[action.name] }
}
