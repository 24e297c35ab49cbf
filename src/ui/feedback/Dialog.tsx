import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFocusRestore } from './useFocusReturn'

interface Props {
  title: string
  onClose: () => void
  size?: 'md' | 'lg' | 'xl'
  /** Keeps the dialog open while an operation is running. */
  isHeld?: boolean
  children: ReactNode
}

/** A modal dialog. Render it only while open; focus returns to the element that had it before. */
export function Dialog({ title, onClose, size = 'md', isHeld = false, children }: Props) {
  const { t } = useTranslation()
  useFocusRestore()
  return (
    <Modal
      opened
      size={size}
      onClose={onClose}
      closeOnClickOutside={!isHeld}
      closeOnEscape={!isHeld}
      withCloseButton={!isHeld}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </Modal>
  )
}
