import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { pathTo } from '../../../api/session/paths'
import type { AuditEntry } from '../../../contract/console/audit'
import { useFormats } from '../../../i18n/useFormats'
import { useRegionName } from '../../../i18n/useRegionName'
import { LocationLink } from '../../../ui/page/LocationLink'
import type { Column } from '../../../ui/table/column'
import { Mono } from '../../../ui/value/Mono'
import css from '../admin.module.css'
import { OutcomeChip } from './OutcomeChip'

export function useAuditColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation('admin')
  const { time, number } = useFormats()
  const regionName = useRegionName()
  return useMemo(
    () => [
      {
        id: 'at',
        label: t('audit.at'),
        card: 'name',
        cell: (row) => (
          <LocationLink to={pathTo('audit', String(row.id))} className={css.whole ?? ''}>
            {time(row.at)}
          </LocationLink>
        ),
      },
      { id: 'user', label: t('audit.user'), card: 'fact', cell: (row) => row.user || '–' },
      {
        id: 'action',
        label: t('audit.action'),
        card: 'fact',
        cell: (row) => <Mono>{row.action}</Mono>,
      },
      {
        id: 'object',
        label: t('audit.object'),
        card: 'fact',
        cell: (row) => row.target && <Mono>{row.target}</Mono>,
      },
      {
        id: 'place',
        label: t('audit.place'),
        card: 'fact',
        cell: (row) => row.account && `${row.account} / ${regionName(row.region)}`,
      },
      {
        id: 'outcome',
        label: t('audit.outcome'),
        card: 'status',
        cell: (row) => <OutcomeChip entry={row} />,
      },
      { id: 'address', label: t('audit.address'), isExtra: true, cell: (row) => row.address },
      {
        id: 'duration',
        label: t('audit.duration'),
        isNumeric: true,
        cell: (row) => (row.duration === null ? '–' : number(row.duration, 'ms')),
      },
    ],
    [t, time, number, regionName],
  )
}
