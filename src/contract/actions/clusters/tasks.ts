import * as z from 'zod/mini'
import { read } from '../../action'
import { withVocabulary } from '../../rules/rules'
import { requestId } from '../common'

export const taskStatus = withVocabulary(z.enum(['succ', 'fail', 'running']), 'taskStatus')

/** 查询异步任务结果 */
export const DescribeClusterTaskResult = read({
  name: 'DescribeClusterTaskResult',
  area: 'tasks',
  host: 'ccs',
  section: '查询异步任务结果',
  scope: 'account',
  unscopedFields: ['reason'],
  request: z.strictObject({ requestId: requestId() }),
  response: z.object({
    status: taskStatus,
    /** What the task waits for, or why it failed; returned only for Kubernetes clusters. */
    reason: z.optional(z.string()),
  }),
})
