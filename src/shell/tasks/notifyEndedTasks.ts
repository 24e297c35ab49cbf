import { notify } from '../../api/console/notices'
import type { ShownTask } from '../../contract/console/tasks'
import { i18n } from '../../i18n/i18n'
import { describeTask } from '../../ui/task/describeTask'

/** Notifies of finished tasks. The `tasks` texts must be loaded. */
export function notifyEndedTasks(tasks: readonly ShownTask[]): void {
  const t = i18n.getFixedT(i18n.language, 'tasks')
  for (const task of tasks) {
    const taskText = describeTask(task, t, (key) => i18n.exists(`tasks:${key}`))
    const reasonText = task.reason && t(`reason.${task.reason}`)
    const text = [taskText, t(`state.${task.state}`), reasonText].filter(Boolean).join(' · ')
    notify(task.state === 'done' ? 'success' : 'failure', text)
  }
}
