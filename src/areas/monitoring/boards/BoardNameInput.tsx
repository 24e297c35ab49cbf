import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  value: string
  /** Shows an error while the name is empty. */
  isMissing: boolean
  onChange: (name: string) => void
}

export function BoardNameInput({ value, isMissing, onChange }: Props) {
  const { t } = useTranslation('monitoring')
  return (
    <TextInput
      label={t('board.name')}
      value={value}
      maxLength={60}
      error={isMissing && value.trim() === '' && t('board.nameMissing')}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-autofocus
    />
  )
}
