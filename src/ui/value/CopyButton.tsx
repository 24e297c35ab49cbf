import { ActionIcon } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconCheck, IconCopy } from '../theme/icons'
import { useCopy } from './useCopy'

interface Props {
  value: string
  /** Name of the copied text, e.g. "cls-hd1jv48o". */
  what: string
}

/** Copies a value to the clipboard and confirms it. */
export function CopyButton({ value, what }: Props) {
  const { t } = useTranslation()
  const copy = useCopy()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = window.setTimeout(() => setCopied(false), 1_500)
    return () => window.clearTimeout(timer)
  }, [isCopied])
  return (
    <ActionIcon
      size={24}
      onClick={() => void copy(value).then(setCopied)}
      aria-label={t('copy', { what })}
    >
      {isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />}
    </ActionIcon>
  )
}
