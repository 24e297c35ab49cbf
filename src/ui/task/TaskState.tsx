import { useTranslation } from 'react-i18next'
import type { ShownTask, TaskState as State } from '../../contract/console/tasks'
import { type Health, StatusChip } from '../value/StatusChip'

const healths: Readonly<Record<State, Health>> = {
  running: 'working',
  done: 'well',
  failed: 'failing',
  unknown: 'unknown',
}

/** The state of a task and its reason. */
export function TaskState({ task }: { task: ShownTask }) {
  const { t } = useTranslation('tasks')
  const { state, reason, detail } = task
  const reasonText = [reason && t(`reason.${reason}`), detail].filter(Boolean).join(': ')
  return (
    <StatusChip
      health={healths[state]}
      word={t(`state.${state}`)}
      reason={reasonText || undefined}
    />
  )
}
