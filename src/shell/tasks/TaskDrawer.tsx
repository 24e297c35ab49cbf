import { Drawer, Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTasks } from '../../api/console/tasks'
import type { ShownTask } from '../../contract/console/tasks'
import { EmptyState } from '../../ui/feedback/EmptyState'
import { ErrorState } from '../../ui/feedback/ErrorState'
import { LocationLink } from '../../ui/page/LocationLink'
import { TaskDuration } from '../../ui/task/TaskDuration'
import { TaskName } from '../../ui/task/TaskName'
import { TaskState } from '../../ui/task/TaskState'
import { Age } from '../../ui/value/Age'
import css from './TaskDrawer.module.css'

interface Props {
  isOpened: boolean
  onClose: () => void
}

function TaskItem({ task, onGo }: { task: ShownTask; onGo: () => void }) {
  return (
    <li className={css.one}>
      <TaskName task={task} onGo={onGo} />
      <TaskState task={task} />
      <span className={css.small}>
        {task.user} · <Age time={task.at} /> · <TaskDuration task={task} />
      </span>
    </li>
  )
}

/** A drawer with the latest tasks. */
export function TaskDrawer({ isOpened, onClose }: Props) {
  const { t } = useTranslation('tasks')
  const read = useTasks({ limit: 10 })
  const tasks = read.data?.tasks
  return (
    <Drawer
      opened={isOpened}
      onClose={onClose}
      position="right"
      size={400}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {read.error && !tasks && (
        <ErrorState title={t('unreadable')} error={read.error} onRetry={read.refetch} />
      )}
      {!tasks && !read.error && <Skeleton height={64} />}
      {tasks?.length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
      {tasks && tasks.length > 0 && (
        <ul className={css.list} aria-label={t('title')}>
          {tasks.map((task) => (
            <TaskItem key={task.id} task={task} onGo={onClose} />
          ))}
        </ul>
      )}
      <p className={css.all}>
        <LocationLink to="/tasks" onClick={onClose}>
          {t('all')}
        </LocationLink>
      </p>
    </Drawer>
  )
}
