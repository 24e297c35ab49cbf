import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconChevronLeft, IconChevronRight } from '../theme/icons'
import css from './DataTable.module.css'
import type { ListState } from './useListState'

/** Pagination for lists that the API pages. */
export function Pager({ list, total }: { list: ListState; total: number }) {
  const { t } = useTranslation()
  const pageCount = Math.max(1, Math.ceil(total / list.size))
  return (
    <nav className={css.pager} aria-label={t('table.page', { page: list.page, pages: pageCount })}>
      <ActionIcon
        aria-label={t('table.previous')}
        disabled={list.page <= 1}
        onClick={() => list.setPage(list.page - 1)}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <span>{t('table.page', { page: list.page, pages: pageCount })}</span>
      <ActionIcon
        aria-label={t('table.next')}
        disabled={list.page >= pageCount}
        onClick={() => list.setPage(list.page + 1)}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
      <span className={css.dim}>{t('table.rows', { count: total })}</span>
    </nav>
  )
}
