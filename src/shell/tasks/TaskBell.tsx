import { ActionIcon } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTasks } from '../../api/console/tasks'
import { useSession } from '../../api/session/session'
import { withTexts } from '../../i18n/i18n'
import { IconBell } from '../../ui/theme/icons'
import css from '../Layout.module.css'
import { useTaskEnds } from './useTaskEnds'

const TaskDrawer = lazy(async () => {
  return { default: (await withTexts(import('./TaskDrawer'), 'tasks')).TaskDrawer }
})

/** Shows the number of running tasks of all users and opens the latest. */
export function TaskBell() {
  const { t } = useTranslation('shell')
  const [isOpened, setOpened] = useState<boolean>()
  const { data } = useTasks({ limit: 10 })
  useTaskEnds(data?.tasks, useSession().session?.name)
  const { running = 0, unknown = 0 } = data ?? {}
  const count = running + unknown
  return (
    <>
      <ActionIcon
        className={css.bell}
        aria-label={t('tasksBell', { running, unknown })}
        title={t('tasksBell', { running, unknown })}
        aria-haspopup="dialog"
        onClick={() => setOpened(true)}
      >
        <IconBell size={18} />
        {count > 0 && (
          <span className={css.count} aria-hidden>
            {count}
          </span>
        )}
      </ActionIcon>
      {isOpened !== undefined && (
        <Suspense>
          <TaskDrawer isOpened={isOpened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
