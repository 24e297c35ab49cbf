import { Button, Group, Modal, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFocusRestore } from './useFocusReturn'
import { useHasTypedText } from './useTyped'

interface Props {
  title: string
  onClose: () => void
  size?: 'md' | 'lg' | 'xl'
  /** Keeps the dialog open while an operation is running. */
  isHeld?: boolean
  children: ReactNode
}

/** Asks whether to discard entered text. */
function DiscardDialog({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onKeep}
      title={t('discard.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <p>{t('discard.text')}</p>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onKeep} data-autofocus>
            {t('discard.keep')}
          </Button>
          <Button color="red" onClick={onDiscard}>
            {t('discard.submit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/**
 * A modal dialog. Render it only while open; on close, focus returns to the element that had it. A
 * click outside, Escape and the close button ask for confirmation if text was entered.
 */
export function Dialog({ title, onClose, size = 'md', isHeld = false, children }: Props) {
  const { t } = useTranslation()
  useFocusRestore()
  const { onInputCapture, isTyped } = useHasTypedText()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Modal
        opened
        size={size}
        onClose={() => (isTyped() ? setAsking(true) : onClose())}
        closeOnClickOutside={!isHeld && !isAsking}
        closeOnEscape={!isHeld && !isAsking}
        withCloseButton={!isHeld}
        title={title}
        closeButtonProps={{ 'aria-label': t('close') }}
        onInputCapture={onInputCapture}
      >
        {children}
      </Modal>
      {isAsking && <DiscardDialog onKeep={() => setAsking(false)} onDiscard={onClose} />}
    </>
  )
}
