import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { zoneName } from '../../../i18n/format'
import type { View } from '../../../ui/chart/model/grid'

const isSameDay = (one: number, other: number) =>
  new Date(one).toDateString() === new Date(other).toDateString()

/** Formats monitoring ranges and times in local time, naming the time zone. */
export function useTimeFormats() {
  const { t, i18n } = useTranslation('monitoring')
  const { language } = i18n
  return useMemo(() => {
    const common = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
    const dated = { month: 'short', day: 'numeric', ...common } as const
    const plain = new Intl.DateTimeFormat(language, dated)
    const zoned = new Intl.DateTimeFormat(language, { timeZoneName: 'short', ...dated })
    const time = new Intl.DateTimeFormat(language, common)
    return {
      moment: (moment: number) => zoned.format(moment),
      span: ({ from, to }: View) =>
        Number.isNaN(from) || Number.isNaN(to)
          ? t('problem.noTime.what')
          : `${plain.format(from)} – ${(isSameDay(from, to) ? time : plain).format(to)} ${zoneName(zoned, to)}`,
    }
  }, [t, language])
}
