import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFocusAfter } from './useFocusBack'

interface Props {
  title: string
  onClose: () => void
  size?: 'md' | 'lg' | 'xl'
  /** Something is under way in it, so that it stays until that is over. */
  isHeld?: boolean
  children: ReactNode
}

/** A dialog over the page; rendered only while it is open, and the focus goes back to where it was. */
export function Dialog({ title, onClose, size = 'md', isHeld = false, children }: Props) {
  const { t } = useTranslation()
  useFocusAfter()
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
