import type { Action } from '../../../src/contract/action'
import { jsonSchema } from '../../../src/contract/document/jsonSchema'
import { isFields } from '../../../src/contract/fields'
import { regionOf } from '../../../src/contract/rules/regions'
import { clusterNamed, machineIn } from '../cloud/purchases'
import type { Place } from './places'

const containers = [{ containerName: 'app', image: 'nginx:1.16' }]
/** Values of required parameters by name; a name has the same meaning in every action. */
const commonParameters = (place: Place): Record<string, unknown> => {
  const { clusterId, nodeId, namespace, serviceName, pod, reponame, triggerName } = place
  return {
    ...{ clusterId, ClusterId: clusterId, serviceName, namespace, triggerName, reponame },
    ...{ instanceId: nodeId, InstanceId: nodeId, instanceIds: [nodeId], instances: [pod] },
    ...{ clusterRegion: place.clusterRegion, containerName: 'app', reponames: [reponame] },
    ...{ name: namespace, names: [namespace], containers, accessType: 'None', replicas: 1 },
    ...{ repotype: 'QCLOUD HUB', invokeMethod: 'all', description: 'new', bandwidth: 2 },
    ...{ metricName: 'service_cpu_used' },
  }
}

/**
 * By action: parameters that differ from `commonParameters`, or that are optional but needed for an
 * effect.
 */
const specialParameters = (place: Place): Record<string, Record<string, unknown>> => {
  const { clusterId, paused, reponame, registryNamespace, spare, triggerName } = place
  const service = { clusterId, namespace: place.namespace, serviceName: place.serviceName }
  return {
    CreateCluster: clusterNamed('brand-new', '10.32.0.0/16'),
    AddClusterInstances: machineIn(regionOf(place.region)?.long).machine,
    CreateClusterService: { serviceName: 'brand-new' },
    ModifyClusterService: { strategy: 'Recreate' },
    ModifyClusterServiceImage: { image: 'nginx:1.17', containers: undefined },
    ModifyServiceDescription: { description: 'new' },
    ModifyServiceReplicas: { scaleTo: 3 },
    ModifyServiceLabels: { labels: { team: 'a' } },
    ResumeClusterService: { serviceName: paused },
    CreateClusterNamespace: { name: place.region === 'gz' ? 'fresh' : 'other' },
    UpdateInstanceBandwidthHour: { instanceId: place.hourly, bandwidth: 7 },
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

/** Valid parameters of an action that name the resources of a place. */
export function parametersOf(action: Action, place: Place): Record<string, unknown> {
  const schema: unknown = jsonSchema(action.request, 'input')
  const properties = isFields(schema) && isFields(schema.properties) ? schema.properties : {}
  const required = isFields(schema) && Array.isArray(schema.required) ? schema.required : []
  const values = commonParameters(place)
  const isGiven = (name: string) => required.includes(name) || name === 'namespace'
  const requiredEntries = Object.keys(properties)
    .filter(isGiven)
    .map((name) => [name, values[name] ?? anyOf(properties[name])])
  return { ...Object.fromEntries(requiredEntries), ...specialParameters(place)[action.name] }
}
