import * as z from 'zod/mini'
import { read } from '../../action'
import { requestId } from '../common'

/** 查询异步任务结果 */
export const DescribeClusterTaskResult = read({
  name: 'DescribeClusterTaskResult',
  area: 'tasks',
  host: 'ccs',
  section: '查询异步任务结果',
  scope: 'account',
  request: z.strictObject({ requestId: requestId() }),
  response: z.object({ status: z.enum(['succ', 'fail', 'running']) }),
})
