import type { TaskSubject } from '../../../src/contract/console/tasks'
import { isFields } from '../../../src/contract/fields'

type Params = Readonly<Record<string, unknown>>

const asString = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const stringsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

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
  const serviceName = asString(params.serviceName)
  const node = asString(params.InstanceId)
  return withoutUnknown({
    clusterId: asString(params.clusterId) ?? asString(params.ClusterId),
    clusterName: asString(params.clusterName),
    namespace: serviceName === undefined ? undefined : (asString(params.namespace) ?? 'default'),
    serviceName,
    instanceIds: filled(node === undefined ? stringsIn(params.instanceIds) : [node]),
    names: filled(stringsIn(params.names)),
    replicas: typeof params.scaleTo === 'number' ? params.scaleTo : undefined,
    image: asString(params.image),
  })
}

/** The IDs of created resources, the API's requestId and the rejected machines in a response. */
export interface TaskAnswer {
  subject: TaskSubject
  requestId: number | null
  /** The rejected machines with their reasons as one string; empty if there are none. */
  rejected: string
  /** Whether all requested machines were rejected. */
  isAllRejected: boolean
}

export function parseTaskAnswer(subject: TaskSubject, data: unknown): TaskAnswer {
  const fields = isFields(data) ? data : {}
  const acceptedIds =
    fields.succInstanceIds === undefined ? undefined : stringsIn(fields.succInstanceIds)
  const failed = Array.isArray(fields.faliInstanceIds)
    ? fields.faliInstanceIds
        .filter(isFields)
        .map((failedInstance) => `${failedInstance.instanceId}: ${failedInstance.message}`)
    : []
  const clusterId = asString(fields.clusterId)
  const instanceIds = acceptedIds ?? filled(stringsIn(fields.instanceIds))
  return {
    subject: {
      ...subject,
      ...(clusterId !== undefined && { clusterId }),
      ...(instanceIds !== undefined && { instanceIds }),
    },
    requestId: typeof fields.requestId === 'number' ? fields.requestId : null,
    rejected: failed.join('; '),
    isAllRejected: acceptedIds?.length === 0,
  }
}
