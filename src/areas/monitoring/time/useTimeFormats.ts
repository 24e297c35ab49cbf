import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimeLabels } from '../../../i18n/time/useTimeLabels'
import type { View } from '../../../ui/chart/model/grid'

/** Formats monitoring ranges and times in local time, naming the offset. */
export function useTimeFormats() {
  const { t } = useTranslation('monitoring')
  const labels = useTimeLabels()
  return useMemo(
    () => ({
      moment: labels.zonedTime,
      span: (view: View) =>
        Number.isNaN(view.from) || Number.isNaN(view.to)
          ? t('problem.noTime.what')
          : labels.range(view),
    }),
    [t, labels],
  )
}
