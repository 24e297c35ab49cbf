import { NativeSelect, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../api/session/session'
import { now } from '../../../browser/clock'
import { isoOf } from '../../../i18n/time/localText'
import { useTimeLabels } from '../../../i18n/time/useTimeLabels'
import { LocalTimeInput } from '../../../ui/forms/LocalTimeInput'
import type { ListState } from '../../../ui/table/useListState'
import css from './AuditPage.module.css'
import { type auditFilters, momentOf } from './auditQuery'

type Name = (typeof auditFilters)[number]

const outcomes = ['ok', 'error', 'unknown', 'refused', 'pending'] as const

interface TextProps {
  label: string
  value: string
  placeholder?: string
  onChange: (value: string) => void
}

/** Debounced: the URL is updated shortly after the last keystroke. */
function TextFilter({ value, onChange, ...rest }: TextProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text), 300)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <TextInput
      size="xs"
      {...rest}
      value={text}
      autoCapitalize="none"
      spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  )
}

/** A time filter, kept in the URL in UTC. */
function TimeFilter({ label, value, onChange }: TextProps) {
  const [moment, setMoment] = useState(momentOf(value))
  useEffect(() => setMoment(momentOf(value)), [value])
  useEffect(() => {
    if (moment === momentOf(value)) return
    const timer = setTimeout(() => onChange(moment === undefined ? '' : isoOf(moment)), 300)
    return () => clearTimeout(timer)
  }, [moment, value, onChange])
  return <LocalTimeInput size="xs" label={label} value={moment} onChange={setMoment} />
}

/** Filters by user, action, target, account, outcome and time; all kept in the URL. */
export function AuditFilters({ list }: { list: ListState }) {
  const { t } = useTranslation('admin')
  const labels = useTimeLabels()
  const { session } = useSession()
  const chosen = (name: Name) => list.filters[name]?.[0] ?? ''
  const set = (name: Name) => (value: string) => list.setFilter(name, value ? [value] : [])
  // Entered times are local; the label shows the UTC offset at the entered time.
  const zoneOf = (value: string) => labels.zone(momentOf(value) ?? now())
  const allOption = { value: '', label: t('audit.all') }
  return (
    <section className={css.filters} aria-label={t('audit.filters')}>
      <TextFilter
        label={t('audit.object')}
        placeholder={t('audit.objectHint')}
        value={list.search}
        onChange={list.setSearch}
      />
      <TextFilter
        label={t('audit.user')}
        placeholder={t('audit.whole')}
        value={chosen('user')}
        onChange={set('user')}
      />
      <TextFilter
        label={t('audit.action')}
        placeholder={t('audit.whole')}
        value={chosen('action')}
        onChange={set('action')}
      />
      <NativeSelect
        size="xs"
        label={t('audit.account')}
        value={chosen('entryAccount')}
        data={[allOption, ...(session?.accounts.map(({ name }) => name) ?? [])]}
        onChange={(event) => set('entryAccount')(event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        label={t('audit.outcome')}
        value={chosen('outcome')}
        data={[
          allOption,
          ...outcomes.map((value) => ({ value, label: t(`audit.outcomes.${value}`) })),
        ]}
        onChange={(event) => set('outcome')(event.currentTarget.value)}
      />
      <TimeFilter
        label={t('audit.from', { zone: zoneOf(chosen('from')) })}
        value={chosen('from')}
        onChange={set('from')}
      />
      <TimeFilter
        label={t('audit.until', { zone: zoneOf(chosen('until')) })}
        value={chosen('until')}
        onChange={set('until')}
      />
    </section>
  )
}
