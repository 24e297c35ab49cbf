import { annotationNames } from '../annotations'

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const addedMetadata = new Set([
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'selfLink',
])
const addedAnnotations = new Set([
  'deployment.kubernetes.io/revision',
  'kubectl.kubernetes.io/last-applied-configuration',
  annotationNames.previous,
  annotationNames.rollback,
])
const addedSpec = new Set(['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'])

const without = (fields: Fields, added: ReadonlySet<string>): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !added.has(name)))

function metadataOf(metadata: Fields): Fields {
  const ownFields = without(metadata, addedMetadata)
  if (!isFields(ownFields.annotations)) return ownFields
  const annotations = without(ownFields.annotations, addedAnnotations)
  const { annotations: _all, ...rest } = ownFields
  return Object.keys(annotations).length > 0 ? { ...rest, annotations } : rest
}

/** A live object without the fields that the cluster added, so that it can be applied unchanged. */
export function pureManifest({ apiVersion, kind, metadata, spec, ...rest }: Fields): Fields {
  const { status: _status, ...others } = rest
  return {
    apiVersion,
    kind,
    ...(isFields(metadata) && { metadata: metadataOf(metadata) }),
    ...(isFields(spec) && { spec: without(spec, addedSpec) }),
    ...others,
  }
}
