import { Button, type ButtonProps, VisuallyHidden } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useId, useRef, useState } from 'react'
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
  if (reason !== undefined) {
    return (
      <UnavailableButton {...rest} reason={reason}>
        {children}
      </UnavailableButton>
    )
  }
  return (
    <Button variant="default" {...rest} type={type} onClick={onClick}>
      {children}
    </Button>
  )
}

function UnavailableButton({ reason, children, ...rest }: ButtonProps & { reason: string }) {
  const { t } = useTranslation()
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [isHovered, setHovered] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const reasonText = t('unavailable', { reason })
  return (
    <span>
      <Button
        variant="default"
        {...rest}
        ref={button}
        type="button"
        data-disabled
        aria-disabled
        aria-describedby={id}
        onClick={(event) => event.preventDefault()}
        onMouseEnter={() => setHovered(true)}
        onMouseLeave={() => setHovered(false)}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      >
        {children}
      </Button>
      <VisuallyHidden id={id}>{reasonText}</VisuallyHidden>
      {/* Beside the button: a wrapper that loads later would replace the button and lose its focus. */}
      {(isHovered || isFocused) && (
        <Suspense>
          <ReasonTip label={reasonText} target={button} />
        </Suspense>
      )}
    </span>
  )
}
