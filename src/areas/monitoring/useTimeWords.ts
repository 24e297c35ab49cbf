import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { View } from '../../ui/chart/grid'

const isSameDay = (one: number, other: number) =>
  new Date(one).toDateString() === new Date(other).toDateString()

/** Ranges and moments of monitoring in words, in the operator's zone, which is named. */
export function useTimeWords() {
  const { t, i18n } = useTranslation('monitoring')
  const { language } = i18n
  return useMemo(() => {
    const common = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
    const plain = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', ...common })
    const zoned = new Intl.DateTimeFormat(language, {
      month: 'short',
      day: 'numeric',
      timeZoneName: 'short',
      ...common,
    })
    const time = new Intl.DateTimeFormat(language, { timeZoneName: 'short', ...common })
    return {
      moment: (moment: number) => zoned.format(moment),
      span: ({ from, to }: View) =>
        Number.isNaN(from) || Number.isNaN(to)
          ? t('problem.noTime.what')
          : `${plain.format(from)} – ${isSameDay(from, to) ? time.format(to) : zoned.format(to)}`,
    }
  }, [t, language])
}
