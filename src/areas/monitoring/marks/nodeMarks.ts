import { useTranslation } from 'react-i18next'
import { useNodeEvents } from '../../../api/console/nodeEvents'
import { useReasons } from '../../../i18n/errors/reasons'
import { parseApiTime } from '../../../i18n/format'
import type { Mark } from '../../../ui/chart/model/mark'
import type { TimeWindow } from '../time/range'

/** When nodes of these clusters failed and recovered, as observed by this console. */
export function useNodeMarks(
  clusterIds: readonly string[],
  window: TimeWindow,
): readonly (readonly Mark[])[] {
  const { t } = useTranslation('monitoring')
  const reasons = useReasons()
  const nodeEvents = useNodeEvents(clusterIds, window.problem === undefined)
  return nodeEvents.map((events) =>
    events.flatMap(({ firstSeen, objName, message, reason }): Mark[] => {
      const at = parseApiTime(firstSeen)
      if (at === undefined) return []
      const node = message ? `${objName} (${message})` : objName
      const reasonText = reasons.list(reason)
      return [
        {
          at,
          kind: 'node',
          text: reasonText
            ? t('nodeAbnormal', { node, reason: reasonText })
            : t('nodeNormal', { node }),
        },
      ]
    }),
  )
}
