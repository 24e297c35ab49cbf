import { useTranslation } from 'react-i18next'
import type { ShownTask } from '../../contract/console/tasks'
import { formatDuration } from '../../i18n/duration'
import { useNow } from '../value/useNow'

/** Duration of a task, up to now if it is still running. */
export function TaskDuration({ task }: { task: ShownTask }) {
  const { i18n } = useTranslation()
  const now = useNow()
  if (task.endedAt === null && task.reason === 'givenUp') return '–'
  return formatDuration((task.endedAt ?? now) - task.at, i18n.language)
}
