import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { InventoryProblem } from '../../contract/console/inventory/routes'
import { ObjectLocation } from '../../ui/inventory/ObjectLocation'
import type { Column } from '../../ui/table/column'
import { ProblemNextStep, ProblemObject, ProblemSince, ProblemText } from './ProblemCells'

const clusterNameOf = ({ kind, object }: InventoryProblem) =>
  kind === 'cluster' ? undefined : object?.clusterName

/** Columns of the list of problems. */
export function useProblemColumns(): Column<InventoryProblem>[] {
  const { t } = useTranslation('overview')
  return useMemo(
    () => [
      {
        id: 'object',
        label: t('column.object'),
        card: 'name',
        cell: (row) => <ProblemObject problem={row} />,
      },
      {
        id: 'problem',
        label: t('column.problem'),
        card: 'status',
        cell: (row) => <ProblemText problem={row} />,
      },
      {
        id: 'location',
        label: t('column.location'),
        card: 'fact',
        cell: (row) => (
          <ObjectLocation
            account={row.account}
            region={row.region}
            clusterName={clusterNameOf(row) ?? row.task?.subject.clusterName}
            namespace={row.object?.namespace}
          />
        ),
      },
      {
        id: 'since',
        label: t('column.since'),
        card: 'fact',
        isNumeric: true,
        cell: (row) => <ProblemSince problem={row} />,
      },
      {
        id: 'next',
        label: t('column.next'),
        card: 'fact',
        cell: (row) => <ProblemNextStep problem={row} />,
      },
    ],
    [t],
  )
}
