import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode, SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../feedback/Dialog'
import { ErrorText } from '../feedback/ErrorText'
import { useFocusFault } from './useFocusFault'

interface Props {
  onClose: () => void
  /** A verb and the thing: "Scale web". */
  title: string
  submitLabel: string
  submit: (event: SyntheticEvent<HTMLFormElement>) => void
  isPending: boolean
  error: Error | null
  /** The error stands at its field, which the focus goes to. */
  isAtField?: boolean
  children: ReactNode
}

/** A short form over the page; rendered only while it is open, so that it begins afresh each time. */
export function FormDialog({ onClose, title, submit, children, ...rest }: Props) {
  const { t } = useTranslation()
  const form = useFocusFault(rest.error)
  return (
    <Dialog onClose={onClose} title={title}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          {children}
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
