import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Read } from '../../api/client/read'
import { useSessionEnded } from '../../api/session/presence'
import { fromBrowserTime } from '../../browser/clock'
import { IconRefresh } from '../theme/icons'
import { Age } from '../value/Age'
import css from './DataAge.module.css'

interface Props {
  read: Pick<Read<unknown>, 'dataUpdatedAt' | 'isFetching' | 'refetch'>
  /** When the oldest part of the data was current, if the response says so; null if unknown. */
  oldestAt?: number | null | undefined
}

/** The age of the page's data, with a refresh button. */
export function DataAge({ read, oldestAt }: Props) {
  const { t } = useTranslation()
  const isEnded = useSessionEnded()
  return (
    <span className={css.root} data-fetching={read.isFetching || undefined}>
      {isEnded
        ? t('age.stopped')
        : read.dataUpdatedAt > 0 &&
          oldestAt !== null && <Age time={oldestAt ?? fromBrowserTime(read.dataUpdatedAt)} />}
      <ActionIcon
        aria-label={t('refresh')}
        title={t('refresh')}
        onClick={() => void read.refetch()}
      >
        <IconRefresh size={16} />
      </ActionIcon>
    </span>
  )
}
