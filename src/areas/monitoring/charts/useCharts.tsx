import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useMayWrite } from '../../../api/session/session'
import type { MetricName } from '../../../contract/actions/monitoring/metrics'
import type { ExtraItem } from '../../../ui/chart/ChartMenu'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { type ChartSpec, writeSpec } from './spec'

const PinDialog = lazy(async () => ({ default: (await import('../boards/PinDialog')).PinDialog }))
const ThresholdDialog = lazy(async () => ({
  default: (await import('./ThresholdDialog')).ThresholdDialog,
}))

type OpenDialog = { what: 'pin' | 'threshold'; spec: ChartSpec }

interface Options {
  /** Sets or removes a chart's threshold. */
  onThreshold: (spec: ChartSpec, value: number | undefined) => void
  /** Removes a chart; undefined where the page's charts are fixed. */
  onRemove?: (spec: ChartSpec) => void
}

/** Page-specific chart actions and their dialogs. */
export function useCharts({ onThreshold, onRemove }: Options) {
  const { t } = useTranslation('monitoring')
  const [openDialog, setOpen] = useState<OpenDialog | undefined>()
  const mayWrite = useMayWrite()
  const navigate = useLocationNavigate()
  const itemsOf = useCallback(
    (spec: ChartSpec): readonly ExtraItem[] => [
      {
        id: 'threshold',
        label: t('threshold.item'),
        onClick: () => setOpen({ what: 'threshold', spec }),
      },
      ...(mayWrite
        ? [{ id: 'pin', label: t('board.pin'), onClick: () => setOpen({ what: 'pin', spec }) }]
        : []),
      onRemove
        ? { id: 'remove', label: t('remove'), onClick: () => onRemove(spec) }
        : {
            id: 'beside',
            label: t('beside'),
            onClick: () => navigate(`/monitoring?${new URLSearchParams({ c: writeSpec(spec) })}`),
          },
    ],
    [t, mayWrite, onRemove, navigate],
  )
  const closeDialog = () => setOpen(undefined)
  const dialog: ReactNode = openDialog && (
    <Suspense>
      {openDialog.what === 'pin' ? (
        <PinDialog spec={openDialog.spec} onClose={closeDialog} />
      ) : (
        <ThresholdDialog
          spec={openDialog.spec}
          onClose={closeDialog}
          onSet={(value) => onThreshold(openDialog.spec, value)}
        />
      )}
    </Suspense>
  )
  return { itemsOf, dialog }
}

/** Thresholds of a page with fixed charts, kept in the URL as `line=<metric>@<value>`. */
export function useThresholds() {
  const [search, setSearch] = useSearchParams()
  const lines = search.getAll('line').map((value) => value.split('@'))
  const thresholdOf = (metric: MetricName): number | undefined => {
    const value = Number(lines.find(([name]) => name === metric)?.[1] ?? Number.NaN)
    return Number.isFinite(value) ? value : undefined
  }
  const set = ({ metric }: ChartSpec, value: number | undefined) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        const otherLines = before
          .getAll('line')
          .filter((candidate) => !candidate.startsWith(`${metric}@`))
        next.delete('line')
        for (const line of otherLines) next.append('line', line)
        if (value !== undefined) next.append('line', `${metric}@${value}`)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  return { of: thresholdOf, set }
}
