import { ActionIcon } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { notify } from '../../api/console/notices'
import { IconCheck, IconCopy } from '../theme/icons'

interface Props {
  value: string
  /** The text to copy, e.g. "cls-hd1jv48o". */
  what: string
}

/** Copies a value to the clipboard and confirms it. */
export function CopyButton({ value, what }: Props) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 1_500 })
  const copy = () => {
    clipboard.copy(value)
    notify('info', t('copied'))
  }
  return (
    <ActionIcon size={24} onClick={copy} aria-label={t('copy', { what })}>
      {clipboard.copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
    </ActionIcon>
  )
}
