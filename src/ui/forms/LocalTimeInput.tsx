import { NativeSelect, TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localText, parseLocalText } from '../../i18n/time/localText'
import { useTimeLabels } from '../../i18n/time/useTimeLabels'

interface Props extends Pick<TextInputProps, 'label' | 'size' | 'max' | 'error'> {
  /** In milliseconds; undefined for no time. */
  value: number | undefined
  /** Called with undefined if the text is not a valid time. */
  onChange: (moment: number | undefined) => void
}

const minute = 60_000
const textOf = (moment: number | undefined) => (moment === undefined ? '' : localText(moment))

/**
 * Input for a time in the local time zone. If the local time occurs twice, it asks which one is
 * meant; it refuses a time that is skipped. An unedited time stays exact to the millisecond.
 */
export function LocalTimeInput({ value, onChange, error, ...rest }: Props) {
  const { t } = useTranslation()
  const labels = useTimeLabels()
  const [typed, setTyped] = useState({ text: textOf(value), original: value, sent: value })
  const isChangedOutside = value !== typed.sent
  const { text, original } = isChangedOutside ? { text: textOf(value), original: value } : typed
  const time = parseLocalText(text)
  /** Returns the original time instead of the start of its minute. */
  const exact = (moment: number) =>
    original !== undefined && Math.floor(original / minute) * minute === moment ? original : moment
  const moments = time.kind === 'shown' ? time.moments.map(exact) : []
  const send = (next: string, moment: number | undefined) => {
    setTyped({ text: next, original, sent: moment })
    onChange(moment)
  }
  const edit = (next: string) => {
    const parsed = parseLocalText(next)
    const matchingMoments = parsed.kind === 'shown' ? parsed.moments.map(exact) : []
    send(next, matchingMoments.find((moment) => moment === original) ?? matchingMoments[0])
  }
  const skipped =
    time.kind === 'skipped' && t('localTime.skipped', { next: labels.zonedTime(time.next) })
  return (
    <>
      <TextInput
        {...rest}
        type="datetime-local"
        value={text}
        error={skipped || error}
        onChange={(event) => edit(event.currentTarget.value)}
      />
      {moments.length > 1 && (
        <NativeSelect
          size={rest.size ?? 'sm'}
          label={t('localTime.which')}
          value={String(value ?? '')}
          data={moments.map((moment) => ({ value: String(moment), label: labels.clock(moment) }))}
          onChange={(event) => send(text, Number(event.currentTarget.value))}
        />
      )}
    </>
  )
}
