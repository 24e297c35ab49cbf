import { Textarea } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../feedback/Dialog'
import { setUncopied } from './useCopy'

function Selected({ text }: { text: string }) {
  const { t } = useTranslation()
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    area.current?.focus()
    area.current?.select()
  }, [])
  return (
    <Textarea
      ref={area}
      label={t('manualCopy.label')}
      value={text}
      readOnly
      data-autofocus
      rows={Math.min(text.split('\n').length + 1, 12)}
      onFocus={(event) => event.currentTarget.select()}
    />
  )
}

/** Shows a text that the browser refused to copy, selected. */
export function ManualCopyDialog({ text }: { text: string }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('manualCopy.title')} onClose={() => setUncopied(undefined)}>
      <Selected text={text} />
    </Dialog>
  )
}
