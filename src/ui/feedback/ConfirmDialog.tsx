import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client/error'
import css from './ConfirmDialog.module.css'
import { ErrorText } from './ErrorText'
import { useFocusRestore } from './useFocusReturn'

interface Props {
  isOpened: boolean
  onClose: () => void
  /** A question that names the resource: "Delete service web?" */
  title: string
  /** The consequences, including what else is deleted. */
  children?: ReactNode
  /** A verb such as "Delete". */
  confirmLabel: string
  cancelLabel?: string
  /** Whether the action is destructive; the confirm button is then red. */
  isDestructive?: boolean
  /** Text that the user must type to enable the confirm button; for irreversible actions. */
  typedName?: string | undefined
  /** The production account of the resource; there, every destructive action needs a typed name. */
  production?: string | undefined
  /** Whether a confirmation in `children` is still missing. */
  isBlocked?: boolean
  /**
   * Runs the action with the typed text, for `run(params, { confirm })`. The dialog closes on
   * success and shows the error on rejection.
   */
  onConfirm: (typed: string | undefined) => unknown
}

/**
 * Returns the text that the server requires to be typed; always present for production accounts.
 */
function demandedText(error: unknown): string | undefined {
  const fault = error instanceof ApiError && error.fields.find(({ path }) => path === 'confirm')
  const name = fault ? fault.values?.name : undefined
  return name === undefined ? undefined : String(name)
}

function Body(props: Omit<Props, 'isOpened' | 'title'>) {
  const { t } = useTranslation()
  useFocusRestore()
  const [typed, setTyped] = useState('')
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<unknown>()
  const [demandedName, setWanted] = useState<string>()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (demandedName !== undefined) box.current?.focus()
  }, [demandedName])
  const { onClose, onConfirm, isDestructive } = props
  const typedName = demandedName ?? props.typedName
  const isReady = !props.isBlocked && (typedName === undefined || typed.trim() === typedName)

  const confirm = async () => {
    if (!isReady || isPending) return
    setPending(true)
    setError(undefined)
    try {
      await onConfirm(typedName)
      onClose()
    } catch (reason) {
      const nextDemandedName = demandedText(reason)
      setWanted(nextDemandedName)
      // The dialog did not ask for a name before, so it shows a prompt rather than an error.
      setError(typedName === undefined && nextDemandedName !== undefined ? undefined : reason)
    } finally {
      setPending(false)
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void confirm()
      }}
    >
      <Stack gap="md">
        {props.children && <Stack gap="sm">{props.children}</Stack>}
        {props.production !== undefined && (
          <p className={css.production}>{t('form.production', { account: props.production })}</p>
        )}
        {typedName !== undefined && (
          <TextInput
            ref={box}
            label={t('form.typeName', { name: typedName })}
            description={demandedName === undefined ? undefined : t('form.typedNameRequired')}
            value={typed}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {error !== undefined && <ErrorText error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            onClick={onClose}
            data-autofocus={typedName === undefined || undefined}
          >
            {props.cancelLabel ?? t('cancel')}
          </Button>
          <Button
            type="submit"
            color={isDestructive ? 'red' : 'accent'}
            loading={isPending}
            disabled={!isReady}
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/**
 * Dialog that confirms a destructive action: names the resource and the consequences, and puts
 * initial focus on Cancel.
 */
export function ConfirmDialog({ isOpened, title, ...rest }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={isOpened}
      onClose={rest.onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Body {...rest} />
    </Modal>
  )
}
