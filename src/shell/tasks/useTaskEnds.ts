import { useEffect, useRef } from 'react'
import type { ShownTask } from '../../contract/console/tasks'
import { withTexts } from '../../i18n/i18n'

const hasEnded = ({ state }: ShownTask) => state === 'done' || state === 'failed'

/** Notifies users on any page of the outcome of tasks that they started. */
export function useTaskEnds(tasks: readonly ShownTask[] | undefined, user: string | undefined) {
  const openTasks = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!tasks) return
    const ended = tasks.filter((task) => openTasks.current.has(task.id) && hasEnded(task))
    openTasks.current = new Set(tasks.filter((task) => !hasEnded(task)).map(({ id }) => id))
    const ownTasks = ended.filter((item) => item.user === user)
    if (ownTasks.length === 0) return
    void withTexts(import('./notifyEndedTasks'), 'tasks').then(({ notifyEndedTasks }) =>
      notifyEndedTasks(ownTasks),
    )
  }, [tasks, user])
}
