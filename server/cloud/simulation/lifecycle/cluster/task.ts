import type { Context } from '../../handler'
import type { World } from '../../world/world'

const firstNumber = 11333
const retention = 30 * 86_400_000

interface NewTask {
  action: string
  startedAt: number
  doneAt: number
  fails?: boolean
}

/** Records an asynchronous task that runs until `doneAt`; returns its requestId in the API. */
export function startTask(world: World, { fails = false, ...requested }: NewTask): number {
  const tasks = world.all('task')
  for (const old of tasks) {
    if (old.doneAt < requested.startedAt - retention) world.remove('task', old.id)
  }
  const number = tasks.reduce((last, task) => Math.max(last, task.number), firstNumber - 1) + 1
  world.put('task', { id: String(number), number, fails, ...requested })
  return number
}

/** Status of an asynchronous task (查询异步任务结果). */
export function taskStatus({ world, now }: Context, requestId: number) {
  const task = world.get('task', String(requestId))
  if (!task) return undefined
  if (now < task.doneAt) return 'running'
  return task.fails ? 'fail' : 'succ'
}
