import { Button, type ButtonProps, VisuallyHidden } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useId } from 'react'
import { useTranslation } from 'react-i18next'

const ReasonTip = lazy(async () => ({ default: (await import('../feedback/ReasonTip')).ReasonTip }))

interface Props extends Omit<ButtonProps, 'disabled' | 'onClick'> {
  children: ReactNode
  onClick?: (() => void) | undefined
  /** Why the action is unavailable and which state would allow it; undefined if it is available. */
  reason?: string | undefined
  type?: 'button' | 'submit'
}

/**
 * A button that explains why it is disabled. It stays in the tab order, so that the reason is
 * available on keyboard focus and, as its description, to screen readers.
 */
export function ActionButton({ reason, onClick, children, type = 'button', ...rest }: Props) {
  const { t } = useTranslation()
  const id = useId()
  if (reason === undefined) {
    return (
      <Button variant="default" {...rest} type={type} onClick={onClick}>
        {children}
      </Button>
    )
  }
  const words = t('unavailable', { reason })
  const button = (
    <span>
      <Button
        variant="default"
        {...rest}
        type="button"
        data-disabled
        aria-disabled
        aria-describedby={id}
        onClick={(event) => event.preventDefault()}
      >
        {children}
      </Button>
      <VisuallyHidden id={id}>{words}</VisuallyHidden>
    </span>
  )
  return (
    <Suspense fallback={button}>
      <ReasonTip label={words}>{button}</ReasonTip>
    </Suspense>
  )
}
