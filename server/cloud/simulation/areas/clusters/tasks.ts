import type * as contract from '../../../../../src/contract/actions/clusters/tasks'
import { notFound } from '../../../apiError'
import type { Handlers } from '../../handler'
import { taskStatus } from '../../lifecycle/cluster/task'

export const tasks: Handlers<typeof contract> = {
  DescribeClusterTaskResult: ({ requestId }, context) => {
    const status = taskStatus(context, requestId)
    if (!status) throw notFound('Task', String(requestId))
    return { status }
  },
}
