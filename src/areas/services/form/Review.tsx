import { Button, Group, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../../../contract/action'
import { CallPreview } from '../../../ui/call/CallPreview'
import { Dialog } from '../../../ui/feedback/Dialog'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { ActionButton } from '../../../ui/menu/ActionButton'
import css from '../change/change.module.css'

interface Props {
  title: string
  action: Pick<Action, 'name' | 'secrets'>
  params: object
  sendLabel: string
  backLabel?: string
  /** Why the change cannot be sent yet; undefined if it can. */
  reason?: string | undefined
  /** Sends the change; rejects if it was refused. */
  onSend: () => Promise<void>
  onClose: () => void
  children: ReactNode
}

/** The review before a write: the diff, the exact call and the confirm button. */
export function Review({
  title,
  action,
  params,
  sendLabel,
  backLabel,
  reason,
  onSend,
  onClose,
  children,
}: Props) {
  const { t } = useTranslation('spec')
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<unknown>()
  const send = async () => {
    setPending(true)
    setError(undefined)
    try {
      await onSend()
    } catch (failure) {
      setError(failure)
    } finally {
      setPending(false)
    }
  }
  return (
    <Dialog size="xl" onClose={onClose} title={title}>
      <Stack gap="md" className={css.review}>
        {children}
        <CallPreview action={action} params={params} />
        {error !== undefined && <ErrorText error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {backLabel ?? t('review.back')}
          </Button>
          <ActionButton
            variant="filled"
            loading={isPending}
            reason={reason}
            onClick={() => void send()}
          >
            {sendLabel}
          </ActionButton>
        </Group>
      </Stack>
    </Dialog>
  )
}
