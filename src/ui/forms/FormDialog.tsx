import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode, SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Concurrency } from '../../api/merge/useConcurrency'
import { Dialog } from '../feedback/Dialog'
import { ErrorText } from '../feedback/ErrorText'
import { ConcurrentChanges } from './concurrent/ConcurrentChanges'
import { useFocusFirstError } from './useFocusFirstError'

interface Props {
  onClose: () => void
  /** A verb and the resource: "Scale web". */
  title: string
  submitLabel: string
  submit: (event: SyntheticEvent<HTMLFormElement>) => void
  isPending: boolean
  error: Error | null
  /** Whether the error is shown at its field, which receives focus. */
  isAtField?: boolean
  /** Concurrent changes by other users. */
  concurrency?: Concurrency | undefined
  /** Shown if the object was deleted in the meantime, e.g. a button to create it again. */
  whenDeleted?: ReactNode
  children: ReactNode
}

/** A form in a dialog. Render it only while open, so that it starts with fresh values each time. */
export function FormDialog({ onClose, title, submit, children, ...rest }: Props) {
  const { t } = useTranslation()
  const form = useFocusFirstError(rest.error)
  return (
    <Dialog onClose={onClose} title={title}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          {children}
          <ConcurrentChanges concurrency={rest.concurrency} whenDeleted={rest.whenDeleted} />
          {rest.error && !rest.isAtField && <ErrorText error={rest.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={rest.isPending}>
              {rest.submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
