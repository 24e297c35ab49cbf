import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Age } from '../../ui/Age'
import { StatusChip } from '../../ui/StatusChip'
import type { Column } from '../../ui/table/column'
import { PersonActions } from './PersonActions'
import { type Person, reachKinds } from './types'

export function usePeopleColumns(): Column<Person>[] {
  const { t } = useTranslation(['admin', 'common'])
  return useMemo(
    () => [
      {
        id: 'user',
        label: t('people.user'),
        card: 'name',
        sort: (row) => row.user,
        cell: (row) => <strong>{row.user}</strong>,
      },
      {
        id: 'role',
        label: t('people.role'),
        card: 'fact',
        sort: (row) => row.role,
        cell: (row) => t(`common:role.${row.role}`),
      },
      {
        id: 'mode',
        label: t('people.mode'),
        card: 'status',
        sort: (row) => (row.readOnly ? 1 : 0),
        cell: (row) => (
          <StatusChip
            health={row.readOnly ? 'paused' : 'well'}
            word={row.readOnly ? t('people.mayLook') : t('people.asRole')}
          />
        ),
      },
      {
        id: 'reach',
        label: t('people.reachTitle'),
        card: 'fact',
        cell: (row) => {
          const limits = reachKinds.filter((kind) => row.reach[kind]?.length)
          if (limits.length === 0) return t('people.everything')
          return limits
            .map((kind) => `${t(`people.reach.${kind}`)}: ${row.reach[kind]?.join(', ')}`)
            .join('; ')
        },
      },
      {
        id: 'source',
        label: t('people.source'),
        isExtra: true,
        cell: (row) => t(`people.sources.${row.source}`),
      },
      {
        id: 'sessions',
        label: t('people.sessions'),
        isNumeric: true,
        sort: (row) => row.sessions,
        cell: (row) => row.sessions,
      },
      {
        id: 'created',
        label: t('common:created'),
        isNumeric: true,
        sort: (row) => row.createdAt,
        cell: (row) => <Age time={row.createdAt} />,
      },
      {
        id: 'actions',
        label: t('common:actions'),
        card: 'fact',
        isNumeric: true,
        cell: (row) => <PersonActions person={row} />,
      },
    ],
    [t],
  )
}
