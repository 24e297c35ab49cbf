import { isFields } from '../../../src/contract/fields'
import { regionOf, regions } from '../../../src/contract/rules/regions'
import type { Document } from '../../cloud/simulation/ports'
import type { Scope } from '../../proxy/ports'

/** Kinds of documents that record the simulation's own progress. */
const ownKinds = ['task', 'clock', 'nonce', 'format']

const textOrUndefined = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** Location of a stored document; a field is undefined if the document's kind lacks it. */
function placeOf({ kind, id, json }: Document, documents: readonly Document[]) {
  const parsed: unknown = JSON.parse(json)
  const fields = isFields(parsed) ? parsed : {}
  const fired = isFields(fields.fired) ? fields.fired.invokePara : undefined
  const target = isFields(fields.target) ? fields.target : isFields(fired) ? fired : fields
  const node = documents.find((document) => document.kind === 'node' && document.id === id)
  const ofNode: unknown = kind === 'machine' && node ? JSON.parse(node.json) : undefined
  const clusterId =
    kind === 'cluster'
      ? id
      : (textOrUndefined(target.clusterId) ??
        (isFields(ofNode) ? textOrUndefined(ofNode.clusterId) : undefined))
  const cluster = documents.find(
    (document) => document.kind === 'cluster' && document.id === clusterId,
  )
  const ofCluster: unknown = cluster ? JSON.parse(cluster.json) : undefined
  const byNumber = regions.find((candidate) => candidate.id === target.clusterRegion)?.short
  const region =
    byNumber ??
    textOrUndefined(fields.region) ??
    (isFields(ofCluster) ? textOrUndefined(ofCluster.region) : undefined)
  const namespace =
    kind === 'namespace' ? textOrUndefined(fields.name) : textOrUndefined(target.namespace)
  const isNamespaced = kind !== 'repository'
  return { region, clusterId, namespace: isNamespaced ? namespace : undefined }
}

/** Whether a changed document is within a scope, decided independently of the proxy. */
export function isInside(scope: Scope, document: Document, documents: readonly Document[]) {
  if (ownKinds.includes(document.kind)) return true
  const { region, clusterId, namespace } = placeOf(document, documents)
  // The registry itself belongs to no region; its effects on services are in other documents.
  const isHere = (name: string) => regionOf(name) === regionOf(region ?? '')
  if (scope.regions && region !== undefined && !scope.regions.some(isHere)) return false
  if (scope.regions && document.kind === 'registry') return false
  if (scope.clusters && !scope.clusters.includes(clusterId ?? '')) return false
  return !scope.namespaces || scope.namespaces.includes(namespace ?? '')
}
