import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { now } from '../../../browser/clock'
import { metricPeriods, metricRetention } from '../../../contract/actions/monitoring/metrics'
import { localText } from '../../../i18n/time/localText'
import { LocalTimeInput } from '../../../ui/forms/LocalTimeInput'
import { IconChevronLeft, IconChevronRight, IconRefresh } from '../../../ui/theme/icons'
import css from '../monitoring.module.css'
import { comparisons, type Preset, presets } from './range'
import type { Time } from './useTime'
import { useTimeFormats } from './useTimeFormats'

const knownOf = (moment: number) => (Number.isNaN(moment) ? undefined : moment)

const presetNames = Object.keys(presets) as Preset[]

function CustomRange({ time, onDone }: { time: Time; onDone: () => void }) {
  const { t } = useTranslation('monitoring')
  const { view } = time.window
  const [from, setFrom] = useState(knownOf(view.from))
  const [to, setTo] = useState(knownOf(view.to))
  const [fault, setFault] = useState<'noTime' | 'upsideDown' | undefined>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (from === undefined || to === undefined) return setFault('noTime')
    if (to <= from) return setFault('upsideDown')
    time.set({ from, to })
    onDone()
  }
  const field = { size: 'xs', max: localText(now()) } as const
  return (
    <form className={css.custom} onSubmit={submit} noValidate>
      <LocalTimeInput {...field} label={t('time.from')} value={from} onChange={setFrom} />
      <LocalTimeInput
        {...field}
        label={t('time.to')}
        value={to}
        error={fault && t(`problem.${fault}.what`)}
        onChange={setTo}
      />
      <Button type="submit">{t('time.show')}</Button>
    </form>
  )
}

function Refresh({ time, onRefresh }: { time: Time; onRefresh: () => void }) {
  const { t } = useTranslation('monitoring')
  const { pause, window } = time
  return (
    <span className={css.refresh}>
      <span role="status">
        {pause ? t(`pause.${pause}`) : t('refreshing', { period: t(`period.s${window.period}`) })}
      </span>
      <ActionIcon aria-label={t('refreshNow')} title={t('refreshNow')} onClick={onRefresh}>
        <IconRefresh size={16} />
      </ActionIcon>
    </span>
  )
}

/** The page's time range, its controls, and the refresh state. */
export function TimeBar({
  time,
  onRefresh,
  children,
}: {
  time: Time
  onRefresh: () => void
  /** Page-specific actions. */
  children?: ReactNode
}) {
  const { t } = useTranslation('monitoring')
  const [isCustom, setCustom] = useState(false)
  const { choice, window } = time
  const timeFormats = useTimeFormats()
  const reaching = metricPeriods.filter(
    (period) => window.view.from >= now() - metricRetention[period] * 1000,
  )
  return (
    <div className={css.bar}>
      <fieldset className={css.presets} aria-label={t('time.range')}>
        {presetNames.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={choice.preset === name}
            onClick={() => time.change({ preset: name })}
          >
            {t(`preset.${name}`)}
          </button>
        ))}
        <button type="button" aria-expanded={isCustom} onClick={() => setCustom(!isCustom)}>
          {t('time.custom')}
        </button>
      </fieldset>
      <span className={css.steps}>
        <ActionIcon aria-label={t('time.earlier')} onClick={() => time.step(-1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <span className={css.span}>{timeFormats.span(window.view)}</span>
        <ActionIcon aria-label={t('time.later')} onClick={() => time.step(1)}>
          <IconChevronRight size={16} />
        </ActionIcon>
        <Button variant="subtle" size="compact-xs" onClick={time.zoomOut}>
          {t('time.zoomOut')}
        </Button>
      </span>
      <NativeSelect
        size="xs"
        className={css.select}
        aria-label={t('time.period')}
        value={choice.period ?? ''}
        data={[
          { value: '', label: t('time.periodAuto', { period: t(`period.s${window.period}`) }) },
          ...metricPeriods
            .filter((period) => reaching.includes(period) || period === choice.period)
            .map((period) => ({ value: String(period), label: t(`period.s${period}`) })),
        ]}
        onChange={(event) =>
          time.change({
            period: metricPeriods.find((period) => String(period) === event.currentTarget.value),
          })
        }
      />
      <NativeSelect
        size="xs"
        className={css.select}
        aria-label={t('time.compare')}
        value={choice.compare ?? ''}
        data={[
          { value: '', label: t('compare.none') },
          ...comparisons.map((comparison) => ({
            value: comparison,
            label: t(`compare.${comparison}`),
          })),
        ]}
        onChange={(event) =>
          time.change({
            compare: comparisons.find((comparison) => comparison === event.currentTarget.value),
          })
        }
      />
      <span className={css.end}>
        <Refresh time={time} onRefresh={onRefresh} />
        {children}
      </span>
      {isCustom && <CustomRange time={time} onDone={() => setCustom(false)} />}
    </div>
  )
}
