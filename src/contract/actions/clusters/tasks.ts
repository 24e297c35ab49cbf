import * as z from 'zod/mini'
import { read } from '../../action'
import { worded } from '../../rules/rules'
import { requestId } from '../common'

export const taskStatus = worded(z.enum(['succ', 'fail', 'running']), 'taskStatus')

/** 查询异步任务结果 */
export const DescribeClusterTaskResult = read({
  name: 'DescribeClusterTaskResult',
  area: 'tasks',
  host: 'ccs',
  section: '查询异步任务结果',
  scope: 'account',
  request: z.strictObject({ requestId: requestId() }),
  response: z.object({
    status: taskStatus,
    /** What the task waits for, or why it failed; only from Kubernetes clusters. */
    reason: z.optional(z.string()),
  }),
})
