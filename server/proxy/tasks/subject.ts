import type { TaskSubject } from '../../../src/contract/console/tasks'
import { isFields } from '../../../src/contract/fields'

type Params = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

function withoutUnknown(
  subject: {
    [K in keyof TaskSubject]: TaskSubject[K] | undefined
  },
): TaskSubject {
  return Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== undefined))
}

const filled = (all: string[]) => (all.length > 0 ? all : undefined)

/** Extracts a call's resource from its parameters. */
export function subjectOf(params: Params): TaskSubject {
  const serviceName = text(params.serviceName)
  const node = text(params.InstanceId)
  return withoutUnknown({
    clusterId: text(params.clusterId) ?? text(params.ClusterId),
    clusterName: text(params.clusterName),
    namespace: serviceName === undefined ? undefined : (text(params.namespace) ?? 'default'),
    serviceName,
    instanceIds: filled(node === undefined ? texts(params.instanceIds) : [node]),
    names: filled(texts(params.names)),
    replicas: typeof params.scaleTo === 'number' ? params.scaleTo : undefined,
    image: text(params.image),
  })
}

/**
 * Extracts the IDs of created resources, the API's requestId and the rejected machines from a
 * response.
 */
export interface Answered {
  subject: TaskSubject
  requestId: number | null
  /** The rejected machines with their reasons as one text, or empty. */
  failed: string
  /** All requested machines were rejected. */
  isNothing: boolean
}

export function answeredWith(subject: TaskSubject, data: unknown): Answered {
  const fields = isFields(data) ? data : {}
  const taken = fields.succInstanceIds === undefined ? undefined : texts(fields.succInstanceIds)
  const failed = Array.isArray(fields.faliInstanceIds)
    ? fields.faliInstanceIds.filter(isFields).map((one) => `${one.instanceId}: ${one.message}`)
    : []
  const clusterId = text(fields.clusterId)
  const instanceIds = taken ?? filled(texts(fields.instanceIds))
  return {
    subject: {
      ...subject,
      ...(clusterId !== undefined && { clusterId }),
      ...(instanceIds !== undefined && { instanceIds }),
    },
    requestId: typeof fields.requestId === 'number' ? fields.requestId : null,
    failed: failed.join('; '),
    isNothing: taken?.length === 0,
  }
}
